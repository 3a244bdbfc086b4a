package org.portbound.workbench;

import java.util.List;
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
import org.portbound.peer.PeerLauncher;
import org.portbound.socket.SocketProvider;

/**
 * The one owner of everything that is open.
 *
 * <p>Threads: commands ({@link #open}, {@link #close(int)}, {@link #apply}, …) may come from any
 * thread and block; {@code commands} lets one run at a time. The rest reads what is volatile or
 * guarded by itself and never waits for a command. The receiving thread never takes {@code
 * commands}: see {@link Reports}.
 */
public final class Workbench implements AutoCloseable {
  private static final long CLOSE_TIMEOUT_MS = 5_000;

  private final ReentrantLock commands = new ReentrantLock();
  private final AtomicLong revision = new AtomicLong();
  private final Ledger ledger = new Ledger(revision);
  private final Chronicle chronicle = new Chronicle();
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
  private final Processes processes;
  private final Outlook outlook;
  private final Sketches sketches;

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
    this.desk = new ListenerDesk(provider, receiver, peers, ledger, chronicle, revision);
    reports.goTo(desk);
    this.fixer = new Fixer(desk, chronicle);
    this.processes = new Processes(commands, desk, peers, ledger, chronicle, revision);
    this.sketches = new Sketches(desk.listeners());
    this.groups = new Groups(commands, desk, provider, chronicle);
    var waits = new ReplyDesk(commands, desk);
    var sender = new Sender(provider, desk, receiver, log, ledger, chronicle, waits);
    this.sending =
        new Sending(
            commands,
            log,
            sender,
            new SendFixer(desk, sender, fixer),
            new SeriesDesk(
                new SeriesSockets(commands, provider, desk, ledger),
                ledger,
                chronicle,
                new SeriesRows.Log(receiver, log, sender),
                reports::unexpected),
            waits);
    this.outlook = new Outlook(commands, provider, desk, peers, log, ledger, sending::send);
    this.adjusting = new Adjusting(commands, desk, ledger, chronicle, revision);
    this.probing = new Probing(commands, provider, desk, ledger, chronicle, reports::unexpected);
    receiver.addTap(probing.monitor());
    var lost = new GroupWatch(desk, provider, notices);
    var time = new TimeWatch(Moment::now, notices);
    this.sampler = new Sampler(desk, receiver.counts(), probing.monitor(), reports, lost, time);
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

  /** Second processes that hold sockets. */
  public Processes processes() {
    return processes;
  }

  /** Who holds which port, and what the kernel is expected to say. */
  public Outlook outlook() {
    return outlook;
  }

  /** What was done so far. */
  public Chronicle chronicle() {
    return chronicle;
  }

  /** What is open as programs of their own. */
  public Sketches sketches() {
    return sketches;
  }

  /** Groups joined and left while a listener is open. */
  public Groups groups() {
    return groups;
  }

  /** What a listener received for each multicast group; none where destinations are not known. */
  public List<GroupCount> groupCounts(int listener) {
    return receiver.counts().groups(listener);
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
