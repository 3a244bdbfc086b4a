package org.portbound.workbench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.GroupCount;
import org.portbound.capture.History;
import org.portbound.capture.Marks;
import org.portbound.capture.Receiver;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Forecaster;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.Holders;
import org.portbound.diagnosis.OptionInference;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.CheckList;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.diagnosis.arrival.Machine;
import org.portbound.diagnosis.arrival.Subject;
import org.portbound.peer.PeerHolding;
import org.portbound.peer.PeerLauncher;
import org.portbound.peer.PeerUser;
import org.portbound.socket.Errno;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/**
 * The one owner of everything that is open.
 *
 * <p>Threads: commands ({@link #open}, {@link #close(int)}, {@link #apply}, …) may come from any
 * thread and block; {@code commands} lets one run at a time. The rest reads what is volatile or
 * guarded by itself and never waits for a command. The receiving thread never takes {@code
 * commands}: see {@link Reports}.
 */
public final class Workbench implements AutoCloseable {
  /** How many bytes of datagrams are kept when nobody says otherwise. */
  public static final long DEFAULT_LOG_BYTES = 256L << 20;

  private static final long CLOSE_TIMEOUT_MS = 5_000;

  private final ReentrantLock commands = new ReentrantLock();
  private final AtomicLong revision = new AtomicLong();
  private final Ledger ledger = new Ledger(revision);
  private final Notices notices = new Notices(revision);
  private final SocketProvider provider;
  private final DatagramLog log;
  private final Marks marks = new Marks();
  private final Receiver receiver;
  private final ExecutorService scheduler;
  private final Peers peers;
  private final Sampler sampler;
  private final Recording recording;
  private final Probing probing;
  private final Sending sending;
  private final Groups groups;
  private final Adjusting adjusting;

  // Guarded by commands, but for the listeners that the desk shows.
  private final ListenerDesk desk;
  private final Fixer fixer;

  private Workbench(SocketProvider provider, long logBudgetBytes, PeerLauncher launcher) {
    this.provider = provider;
    this.log = new DatagramLog(logBudgetBytes);
    this.scheduler =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("workbench-scheduler").daemon().factory());
    var reports = new Reports(commands, scheduler, ledger, notices);
    this.receiver = new Receiver(provider, log, reports);
    this.peers = new Peers(launcher, receiver, reports);
    this.desk = new ListenerDesk(provider, receiver, peers, ledger, revision);
    reports.goTo(desk);
    this.fixer = new Fixer(desk);
    this.groups = new Groups(commands, desk, provider);
    var waits = new ReplyDesk(commands, desk);
    var sender = new Sender(provider, desk, receiver, log, ledger, waits);
    this.sending =
        new Sending(
            commands,
            log,
            sender,
            new SendFixer(desk, sender, fixer),
            new SeriesDesk(
                commands,
                desk,
                ledger,
                new SeriesRows.Log(receiver, log, sender),
                reports::unexpected),
            waits);
    this.adjusting = new Adjusting(commands, desk, ledger, revision);
    this.probing = new Probing(commands, provider, desk, ledger, reports::unexpected);
    receiver.addTap(probing.monitor());
    var lost = new GroupWatch(desk, provider, notices);
    this.sampler = new Sampler(desk, receiver, probing.monitor(), reports, lost);
    this.recording = new Recording(receiver, this::listeners, notices, revision);
  }

  /**
   * An empty workbench whose receiving thread runs.
   *
   * @param provider where sockets come from
   * @param logBudgetBytes how many bytes of datagrams are kept
   */
  public static Workbench open(SocketProvider provider, long logBudgetBytes) {
    return open(provider, logBudgetBytes, PeerLauncher.ofThisProgram());
  }

  /** The same, with another way to start peer processes. */
  static Workbench open(SocketProvider provider, long logBudgetBytes, PeerLauncher launcher) {
    return new Workbench(provider, logBudgetBytes, launcher);
  }

  /** Where its sockets come from. */
  public SocketProvider provider() {
    return provider;
  }

  /** Opens a listener, exactly as planned or not at all. */
  public OpenResult open(ListenerPlan plan) {
    commands.lock();
    try {
      return desk.open(plan);
    } finally {
      commands.unlock();
    }
  }

  /** Starts a second process, without a window, that can hold sockets. Takes about a second. */
  public PeerResult startPeer(PeerUser as) {
    PeerResult result = peers.start(as);
    revision.incrementAndGet();
    return result;
  }

  /** The peer processes, in order of their numbers. */
  public List<PeerView> peers() {
    return peers.views();
  }

  /** Opens a listener in a peer process, exactly as planned or not at all. */
  public PeerOpenResult openIn(int peer, ListenerPlan plan) {
    commands.lock();
    try {
      return desk.openIn(peer, plan);
    } finally {
      commands.unlock();
    }
  }

  /** Closes, kills, stops or continues a peer process. What it held shows when it is gone. */
  public PeerResult act(int peer, PeerAction action) {
    PeerResult result = peers.act(peer, action);
    peers.forgetIfOver(peer);
    revision.incrementAndGet();
    return result;
  }

  /**
   * Lets a child of the peer inherit a listener's socket: it keeps the port when the peer closes.
   */
  public PeerResult holdInChild(int listener) {
    commands.lock();
    try {
      var found = desk.listeners().findOpen(listener);
      if (found.isEmpty() || !(found.get().socket() instanceof RemoteSocket socket)) {
        return new PeerResult.NotDone(
            Message.of("workbench.peer.not-in-peer", String.valueOf(listener)));
      }
      return switch (peers.holdInChild(socket)) {
        case PeerHolding.Held(var _, SystemCall call) -> {
          ledger.add(listener, List.of(call));
          yield peers.view(found.get().peer());
        }
        case PeerHolding.Refused(SystemCall call, Errno errno) -> {
          ledger.add(listener, List.of(call));
          yield new PeerResult.NotDone(
              Message.of("workbench.peer.child-refused", String.valueOf(listener), errno));
        }
        case PeerHolding.NotAnswered(Message why) -> new PeerResult.NotDone(why);
      };
    } finally {
      commands.unlock();
    }
  }

  /**
   * Closes a listener at the user's wish; it leaves the list.
   *
   * @return whether there was one
   */
  public boolean close(int listener) {
    commands.lock();
    try {
      return desk.remove(listener);
    } finally {
      commands.unlock();
    }
  }

  /**
   * Takes a listener that closed by itself off the list.
   *
   * @return whether there was one
   */
  public boolean dismiss(int listener) {
    commands.lock();
    try {
      boolean closed = desk.listeners().find(listener).filter(each -> !each.isOpen()).isPresent();
      return closed && desk.remove(listener);
    } finally {
      commands.unlock();
    }
  }

  /** Carries out a fix for a refusal and tells what the kernel said then. */
  public FixResult apply(Refusal refusal, Fix fix) {
    commands.lock();
    try {
      return fixer.apply(refusal, fix);
    } finally {
      commands.unlock();
    }
  }

  /**
   * Why nothing arrives at a listener: every check with its evidence and what helps. Sends one
   * marked test datagram through the loopback interface, which shows up in the log as any other.
   * Takes up to some seconds and blocks; other commands go on meanwhile.
   *
   * @param expected what should arrive
   * @return the checks in the order of {@link Check#IDS}; a single failed one if the listener is
   *     not open
   */
  public List<Check> examine(int listener, Expectation expected) {
    return desk.listeners()
        .findOpen(listener)
        .map(
            open -> {
              int port = open.socket().local().port();
              return CheckList.run(
                  new Subject(listener, open.socket(), open.memberships()),
                  expected,
                  Machine.here(holders(port)),
                  new Examiner(sending::send, log));
            })
        .orElseGet(() -> List.of(Check.notOpen(listener)));
  }

  /** The listeners at this moment, in order of their numbers. Does not wait for a command. */
  public List<ListenerView> listeners() {
    return desk.listeners().all().stream().map(desk::view).toList();
  }

  /** Changes whenever listeners, ledger or notices change; datagrams do not change it. */
  public long revision() {
    return revision.get();
  }

  /** The datagrams received. */
  public DatagramLog log() {
    return log;
  }

  /** What the user has noted on the datagrams received. */
  public Marks marks() {
    return marks;
  }

  /** Groups joined and left while a listener is open. */
  public Groups groups() {
    return groups;
  }

  /** What a listener received for each multicast group; none where destinations are not known. */
  public List<GroupCount> groupCounts(int listener) {
    return receiver.groups(listener);
  }

  /** What the listeners received in the last minute and hour. */
  public History history() {
    return sampler.history();
  }

  /** Sends datagrams. */
  public Sending sending() {
    return sending;
  }

  /** Who gets what among the listeners, by the rules. Waits for no command. */
  public Sharing sharing() {
    return desk.sharing();
  }

  /** Changes what is open. */
  public Adjusting adjusting() {
    return adjusting;
  }

  /** Streams that measure the path. */
  public Probing probing() {
    return probing;
  }

  /** Records them to disk. */
  public Recording recording() {
    return recording;
  }

  /** How many datagrams were received but could not be stored: dropped by us, and a defect. */
  public long droppedByUs() {
    return receiver.notStored();
  }

  /** The socket calls made. */
  public Ledger ledger() {
    return ledger;
  }

  /** What happened without being asked for. */
  public Notices notices() {
    return notices;
  }

  /**
   * Who holds a port, this workbench's own sockets marked, and who has it in other network
   * namespaces. Reads /proc: may take a moment.
   */
  public HolderScan holders(int port) {
    return Holders.onPortEverywhere(port, desk.own(), provider.flagReader());
  }

  /**
   * What the kernel is expected to say to a plan, with each of the four sets of reuse options.
   * Opens no socket, waits for no command; reads /proc: may take a moment.
   *
   * @param peer number of the peer process that is to bind it, or 0 for this process
   */
  public Map<ReuseOptions, Forecast> forecast(int peer, SocketPlan plan) {
    return desk.forecasts(peer, plan);
  }

  /**
   * The same of a plan for this process beside holders that are known already.
   *
   * @param holders who is on the port of the plan, in the order of {@link HolderScan}
   */
  public Map<ReuseOptions, Forecast> forecast(SocketPlan plan, List<Holder> holders) {
    return Forecaster.of(plan, holders, desk.own(), peers.uid(0));
  }

  /** Who holds which port, this workbench's own sockets marked. Reads /proc: may take a moment. */
  public HolderScan holdersOnAllPorts() {
    return Holders.onAllPorts(desk.own(), provider.flagReader());
  }

  /**
   * Finds out the options of the sockets on a port by binding beside them: see {@link
   * OptionInference}. Holds the port for a moment, if the kernel lets it.
   */
  public OptionInference.Result inferOptions(int port) {
    commands.lock();
    try {
      OptionInference.Result result =
          OptionInference.run(holders(port).holders(), provider, SystemUsers.effectiveUid());
      ledger.add(0, result.calls());
      return result;
    } finally {
      commands.unlock();
    }
  }

  /** Closes every socket and ends every thread; returns when that is done. */
  @Override
  public void close() {
    sampler.close();
    probing.stopAll();
    sending.stopAll();
    commands.lock();
    try {
      desk.listeners().all().forEach(each -> desk.remove(each.number()));
      peers.close();
      recording.stop();
      scheduler.shutdown();
      receiver.close();
    } finally {
      commands.unlock();
    }
    try {
      scheduler.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
