package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendBatch;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.Spawning;
import org.portbound.socket.Steering;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * A socket of the kernel. {@code lock} guards every call that uses the descriptor, so that none can
 * reach a descriptor that was closed and given to something else.
 */
final class PosixSocket implements UdpSocket {
  private final ReentrantLock lock = new ReentrantLock();
  private final SocketPlan plan;
  private final int descriptor;
  private final Endpoint local;
  private final OptionalLong inode;
  private final OptionalInt receiveBufferBytes;

  // Guarded by lock; the volatile ones are read without it.
  private final SendState sendState = new SendState();
  private final Memberships memberships;
  private @Nullable Endpoint peer;
  private volatile ReuseOptions reuse;
  private volatile boolean closed;

  PosixSocket(
      SocketPlan plan,
      int descriptor,
      Endpoint local,
      OptionalInt receiveBufferBytes,
      Memberships memberships) {
    this.memberships = memberships;
    this.plan = plan;
    this.descriptor = descriptor;
    this.local = local;
    this.reuse = plan.reuse();
    this.inode = inodeOf(descriptor);
    this.receiveBufferBytes = receiveBufferBytes;
  }

  /** Whether it was closed; its descriptor may be something else's by now. */
  boolean isClosed() {
    return closed;
  }

  /** The link reads {@code socket:[12345]} (proc_pid_fd(5)). */
  static OptionalLong inodeOf(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("socket:[")
          ? OptionalLong.of(Long.parseLong(target, 8, target.length() - 1, 10))
          : OptionalLong.empty();
    } catch (IOException e) {
      // No /proc here: the inode stays unknown, which is what an empty answer says.
      return OptionalLong.empty();
    }
  }

  @Override
  public SocketPlan plan() {
    return plan;
  }

  @Override
  public Endpoint local() {
    return local;
  }

  @Override
  public ReuseOptions reuse() {
    return reuse;
  }

  @Override
  public int descriptor() {
    return descriptor;
  }

  @Override
  public OptionalLong inode() {
    return inode;
  }

  @Override
  public OptionalInt receiveBufferBytes() {
    return receiveBufferBytes;
  }

  @Override
  public OptionalLong droppedByKernel() {
    OptionalInt drops =
        readOption(
            Constants.SOL_SOCKET,
            Constants.SO_MEMINFO,
            Constants.SK_MEMINFO_VARS,
            Constants.SK_MEMINFO_DROPS);
    return drops.isPresent()
        ? OptionalLong.of(Integer.toUnsignedLong(drops.getAsInt()))
        : OptionalLong.empty();
  }

  @Override
  public Optional<Boolean> multicastAll(Family group) {
    OptionalInt value =
        switch (group) {
          case INET -> readOption(Constants.IPPROTO_IP, Constants.IP_MULTICAST_ALL, 1, 0);
          case INET6 -> readOption(Constants.IPPROTO_IPV6, Constants.IPV6_MULTICAST_ALL, 1, 0);
        };
    return value.isPresent() ? Optional.of(value.getAsInt() != 0) : Optional.empty();
  }

  @Override
  public CallOutcome setMulticastAll(Family group, boolean on) {
    return perform("setsockopt", options -> options.setMulticastAll(group, on));
  }

  @Override
  public CallOutcome setSteering(Steering how) {
    return perform("setsockopt", options -> SteeringCalls.apply(options, how));
  }

  @Override
  public CallOutcome setIncomingCpu(int cpu) {
    return perform(
        "setsockopt",
        options ->
            options.set(Constants.SOL_SOCKET, Constants.SO_INCOMING_CPU, "SO_INCOMING_CPU", cpu));
  }

  /** Reads one int out of an option's value; empty if the kernel does not tell. */
  private OptionalInt readOption(int level, int option, int ints, int index) {
    lock.lock();
    try (Arena arena = Arena.ofConfined()) {
      if (closed) {
        return OptionalInt.empty();
      }
      MemorySegment value = arena.allocate(JAVA_INT, ints);
      MemorySegment length = arena.allocate(JAVA_INT);
      length.set(JAVA_INT, 0, (int) value.byteSize());
      int result =
          Aside.getsockoptOfOurs(descriptor, level, option, value.address(), length.address());
      return result == 0 ? OptionalInt.of(value.getAtIndex(JAVA_INT, index)) : OptionalInt.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a program that inherits the descriptor; EBADF once it is closed. */
  Spawning spawnInheriting(List<String> command) {
    lock.lock();
    try {
      return closed
          ? Spawning.refused(command, descriptor, Errno.EBADF)
          : InheritingChild.spawn(descriptor, command);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CallOutcome setReuse(ReuseOption option, boolean on) {
    boolean address = option == ReuseOption.SO_REUSEADDR;
    int number = address ? Constants.SO_REUSEADDR : Constants.SO_REUSEPORT;
    return perform(
        "setsockopt",
        options -> {
          if (options.set(Constants.SOL_SOCKET, number, option.name(), on ? 1 : 0)) {
            ReuseOptions now = reuse;
            reuse =
                address
                    ? new ReuseOptions(on, now.reusePort())
                    : new ReuseOptions(now.reuseAddr(), on);
          }
        });
  }

  @Override
  public CallOutcome join(GroupMembership membership) {
    return perform("setsockopt", options -> memberships.join(options, membership));
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    return perform("setsockopt", options -> memberships.leave(options, membership));
  }

  @Override
  public CallOutcome setSources(GroupMembership joined, SourceFilter now) {
    return perform("setsockopt", options -> memberships.setSources(options, joined, now));
  }

  @Override
  public Optional<SourceFilter> sources(GroupMembership joined) {
    lock.lock();
    try (Arena arena = Arena.ofConfined()) {
      return closed
          ? Optional.empty()
          : memberships.ask(new Options(new Calls(), arena, descriptor), descriptor, joined);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CallOutcome send(Endpoint destination, byte[] payload, SendOptions wanted) {
    return perform(
        "sendmsg",
        options -> {
          sendState.apply(options, destination, wanted);
          Endpoint named = destination.equals(peer) ? null : destination;
          MemorySegment message = SendMessage.of(options.arena(), plan.family(), named, payload);
          options.make(
              "sendmsg",
              SendMessage.text(plan.family(), named, payload) + ", 0",
              () -> Kernel.libC().sendmsg(descriptor, message.address(), 0));
        });
  }

  @Override
  public SendBatch newBatch(Endpoint destination, SendOptions wanted) {
    return new PosixSendBatch(this, destination, wanted);
  }

  /** Runs a batch's call while nobody else can close the socket or change its options. */
  int inBatch(PosixSendBatch batch, IntSupplier call) {
    lock.lock();
    try {
      if (closed) {
        batch.closedMeanwhile(closedCall("sendmmsg"));
        return 0;
      }
      return call.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  /** Sets the send options that differ; within {@link #inBatch} only. */
  void applySendOptions(Options options, Endpoint destination, SendOptions wanted) {
    sendState.apply(options, destination, wanted);
  }

  @Override
  public CallOutcome setSendBuffer(int bytes) {
    return perform(
        "setsockopt",
        options -> options.set(Constants.SOL_SOCKET, Constants.SO_SNDBUF, "SO_SNDBUF", bytes));
  }

  @Override
  public CallOutcome connect(Endpoint destination, SendOptions wanted) {
    return perform(
        "connect",
        options -> {
          sendState.apply(options, destination, wanted);
          if (Connection.connect(options, plan.family(), descriptor, destination)) {
            peer = destination;
          }
        });
  }

  /** Nobody else uses the socket meanwhile. */
  @Override
  public CallOutcome awaitAnswer(int timeoutMs) {
    return perform("poll", options -> Connection.awaitAnswer(options, descriptor, timeoutMs));
  }

  /** Runs calls on the open socket; on a closed one it is EBADF, as the kernel would say. */
  private CallOutcome perform(String firstCall, Consumer<Options> work) {
    lock.lock();
    try (Arena arena = Arena.ofConfined()) {
      if (closed) {
        return alreadyClosed(firstCall);
      }
      var calls = new Calls();
      work.accept(new Options(calls, arena, descriptor));
      return calls.outcome();
    } finally {
      lock.unlock();
    }
  }

  private CallOutcome alreadyClosed(String name) {
    SystemCall call = closedCall(name);
    return new CallOutcome.Failed(call, Errno.EBADF, List.of(call));
  }

  private SystemCall closedCall(String name) {
    String arguments = descriptor + ", …";
    return new SystemCall(Instant.now(), 0, descriptor, name, arguments, -1, Errno.EBADF);
  }

  /** What close(2) may report does not keep the descriptor open. */
  @Override
  public void close() {
    AsideCalls.ofProcess().count(closeReporting().calls());
  }

  @Override
  public CallOutcome closeReporting() {
    lock.lock();
    try {
      var calls = new Calls();
      if (!closed) {
        closed = true;
        calls.close(descriptor);
      }
      return calls.outcome();
    } finally {
      lock.unlock();
    }
  }
}
