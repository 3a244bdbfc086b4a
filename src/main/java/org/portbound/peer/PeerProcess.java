package org.portbound.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.Steering;
import org.portbound.text.Message;

/**
 * A second Portbound process that holds sockets as told. Any thread, except that nothing may be
 * asked of it inside a call of its {@link PeerEvents}; commands wait for the peer's answer, ten
 * seconds at the most, so never on the JavaFX thread.
 *
 * <p>Its sockets go by numbers that the caller chooses; a number is free again once its socket is
 * closed. Its datagrams carry that number as their tag.
 */
public final class PeerProcess implements AutoCloseable {
  private static final int END_LIMIT_MS = 3_000;
  private static final int SIGNAL_LIMIT_MS = 1_000;
  private static final int SIGNAL_STEP_MS = 5;

  /** What a peer does at this moment. */
  public enum State {
    /** It runs. */
    RUNNING,
    /** A signal stopped it: it answers nothing and its sockets' queues fill up. */
    STOPPED,
    /** It is gone. */
    ENDED
  }

  private final Process process;
  private final OptionalInt uid;
  private final String user;
  private final PeerLink link;
  private final PeerLauncher launcher;
  private final CopyOnWriteArrayList<PeerHolder> holders = new CopyOnWriteArrayList<>();

  private PeerProcess(PeerLink.Up.Running up, PeerLink link, PeerLauncher launcher) {
    this.process = up.process();
    this.uid = up.uid();
    this.user = up.user();
    this.link = link;
    this.launcher = launcher;
  }

  /**
   * Starts a peer and waits until it is ready, some tenths of a second.
   *
   * @param launcher how this program is started
   * @param as the user it runs as
   * @param events told from before this returns until the peer has exited
   */
  public static PeerStart start(PeerLauncher launcher, PeerUser as, PeerEvents events) {
    return switch (UserSwitch.to(as, launcher)) {
      case UserSwitch.Way.None(PeerStart why) -> why;
      case UserSwitch.Way.Found(List<String> prefix, boolean otherUser) -> {
        var builder = new ProcessBuilder(Tool.behind(prefix, launcher.peerCommand()));
        if (otherUser) {
          // Root's environment and directory are not for everybody to see.
          builder.environment().keySet().retainAll(UserSwitch.KEPT_ENVIRONMENT);
          builder.directory(Path.of("/").toFile());
        }
        var link = new PeerLink(builder, events, PeerLink.ANSWER_LIMIT_MS);
        yield switch (link.start()) {
          case PeerLink.Up.Failed(Message why) -> new PeerStart.Failed(why);
          case PeerLink.Up.Running up -> new PeerStart.Started(new PeerProcess(up, link, launcher));
        };
      }
    };
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** The uid that its sockets belong to, or empty where the system does not tell. */
  public OptionalInt uid() {
    return uid;
  }

  /** The name of its user. */
  public String user() {
    return user;
  }

  /** What it does at this moment, as the kernel tells. */
  public State state() {
    if (link.exit() != null || !process.isAlive()) {
      return State.ENDED;
    }
    Optional<ProcessState> state = ProcessState.of(process.pid());
    if (state.map(ProcessState::ended).orElse(false)) {
      return State.ENDED;
    }
    return state.map(ProcessState::stopped).orElse(false) ? State.STOPPED : State.RUNNING;
  }

  /**
   * Opens a socket in the peer, which receives from it at once.
   *
   * @param socket a number that none of its open sockets has, from 0
   */
  public PeerOpening open(int socket, SocketPlan plan) {
    return Replies.opening(ask(new Command.Open(socket, plan)), socket, plan);
  }

  /** Closes a socket of the peer; what waits in it comes up as datagrams first. */
  public PeerCall closeSocket(int socket) {
    return Replies.call(ask(new Command.Close(socket)), socket);
  }

  /** Switches a reuse option of a socket on or off. */
  public PeerCall setReuse(int socket, ReuseOption option, boolean on) {
    return Replies.call(ask(new Command.SetReuse(socket, option, on)), socket);
  }

  /** Joins a group. */
  public PeerCall join(int socket, GroupMembership membership) {
    return Replies.call(ask(new Command.Join(socket, membership)), socket);
  }

  /** Leaves a group. */
  public PeerCall leave(int socket, GroupMembership membership) {
    return Replies.call(ask(new Command.Leave(socket, membership)), socket);
  }

  /** Changes whose datagrams of a joined group are taken. */
  public PeerCall setSources(int socket, GroupMembership joined, SourceFilter now) {
    return Replies.call(
        ask(new Command.SetSources(socket, joined, joined.withSources(now))), socket);
  }

  /** Switches IP_MULTICAST_ALL or IPV6_MULTICAST_ALL. */
  public PeerCall setMulticastAll(int socket, Family group, boolean on) {
    return Replies.call(ask(new Command.SetMulticastAll(socket, group, on)), socket);
  }

  /** Says how the group chooses that a socket shares its port with. */
  public PeerCall setSteering(int socket, Steering how) {
    return Replies.call(ask(new Command.SetSteering(socket, how)), socket);
  }

  /**
   * Sets SO_INCOMING_CPU.
   *
   * @param cpu number of the processor, or −1 for none
   */
  public PeerCall setIncomingCpu(int socket, int cpu) {
    return Replies.call(ask(new Command.SetIncomingCpu(socket, cpu)), socket);
  }

  /**
   * Sends one datagram from a socket of the peer.
   *
   * @param payload the bytes; at most 65,535 are carried, and more than the kernel takes is its
   *     EMSGSIZE
   */
  public PeerCall send(int socket, Endpoint destination, byte[] payload, SendOptions options) {
    if (payload.length > WireDatagram.MAX_LENGTH_BYTES) {
      return new PeerCall.NotAnswered(
          Message.of("peer.payload.too-long", payload.length, WireDatagram.MAX_LENGTH_BYTES));
    }
    return Replies.call(ask(new Command.Send(socket, destination, payload, options)), socket);
  }

  /**
   * Lets the peer start a child that inherits a socket and does nothing but hold it: the port stays
   * held after the peer closed the socket, and after the peer is gone. The child ends with this
   * process, or when told. Linux with the posix provider only.
   */
  public PeerHolding holdInChild(int socket) {
    long own = ProcessHandle.current().pid();
    Optional<ProcessState> self = ProcessState.of(own);
    if (self.isEmpty()) {
      return new PeerHolding.NotAnswered(Message.of("peer.holder.no-proc"));
    }
    List<String> program = launcher.holderCommand(own, self.get().startTicks());
    PeerHolding holding = Replies.holding(ask(new Command.Hold(socket, program)), socket);
    if (holding instanceof PeerHolding.Held(PeerHolder holder, var _)) {
      holders.add(holder);
    }
    return holding;
  }

  /** The children that still hold sockets of the peer. */
  public List<PeerHolder> holders() {
    return holders.stream().filter(PeerHolder::running).toList();
  }

  /** Kills it (SIGKILL): it closes nothing itself, the kernel does within milliseconds. */
  public PeerSignal kill() {
    if (!process.isAlive()) {
      return new PeerSignal.AlreadyEnded();
    }
    process.destroyForcibly();
    return new PeerSignal.Sent();
  }

  /** Stops it (SIGSTOP) and waits until it stands still. Its sockets stay open. */
  public PeerSignal stop() {
    return signal("-STOP", State.STOPPED);
  }

  /** Continues it (SIGCONT) and waits until it runs. */
  public PeerSignal resume() {
    return signal("-CONT", State.RUNNING);
  }

  /**
   * Ends it and its children that hold sockets, and waits until it is gone: told to end, or killed
   * if it is stopped or does not listen. A second close does nothing.
   */
  @Override
  public void close() {
    if (state() == State.STOPPED) {
      process.destroyForcibly();
    } else {
      link.end();
    }
    if (!link.awaitGone(END_LIMIT_MS)) {
      process.destroyForcibly();
      link.awaitGone(END_LIMIT_MS);
    }
    holders.forEach(PeerHolder::end);
  }

  private PeerLink.Answer ask(Command command) {
    return state() == State.STOPPED
        ? new PeerLink.Answer.None(Message.of("peer.stopped"))
        : link.ask(command);
  }

  private PeerSignal signal(String name, State wanted) {
    if (!process.isAlive()) {
      return new PeerSignal.AlreadyEnded();
    }
    Optional<Path> kill = Tool.find("kill");
    if (kill.isEmpty()) {
      return new PeerSignal.NotSent(Message.of("peer.signal.no-kill"));
    }
    Tool.Result result =
        Tool.run(List.of(kill.get().toString(), name, Long.toString(process.pid())));
    if (!result.ok()) {
      return process.isAlive()
          ? new PeerSignal.NotSent(Message.of("peer.signal.refused", result.output()))
          : new PeerSignal.AlreadyEnded();
    }
    return awaitState(wanted);
  }

  private PeerSignal awaitState(State wanted) {
    try {
      for (int waitedMs = 0; waitedMs < SIGNAL_LIMIT_MS; waitedMs += SIGNAL_STEP_MS) {
        State now = state();
        if (now == wanted || now == State.ENDED) {
          return new PeerSignal.Sent();
        }
        Thread.sleep(SIGNAL_STEP_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new PeerSignal.Sent();
  }
}
