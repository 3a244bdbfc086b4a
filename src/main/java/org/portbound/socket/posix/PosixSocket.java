package org.portbound.socket.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
import org.portbound.socket.UdpSocket;

/** A socket of the kernel. Its calls are made one at a time, by {@link OwnedDescriptor}. */
final class PosixSocket implements UdpSocket {
  private final SocketPlan plan;
  private final OwnedDescriptor descriptor;
  private final Endpoint local;
  private final OptionalInt receiveBufferBytes;

  // Used within calls on the descriptor alone; the volatile one is read outside them too.
  private final SendState sendState = new SendState();
  private final Memberships memberships;
  private @Nullable Endpoint peer;
  private volatile ReuseOptions reuse;

  PosixSocket(
      SocketPlan plan,
      int descriptor,
      Endpoint local,
      OptionalInt receiveBufferBytes,
      Memberships memberships) {
    this.memberships = memberships;
    this.plan = plan;
    this.descriptor = new OwnedDescriptor(descriptor);
    this.local = local;
    this.reuse = plan.reuse();
    this.receiveBufferBytes = receiveBufferBytes;
  }

  /** Whether it was closed; its descriptor may be something else's by now. */
  boolean isClosed() {
    return descriptor.isClosed();
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
    return descriptor.number();
  }

  @Override
  public OptionalLong inode() {
    return descriptor.inode();
  }

  @Override
  public OptionalInt receiveBufferBytes() {
    return receiveBufferBytes;
  }

  @Override
  public OptionalLong droppedByKernel() {
    OptionalInt drops =
        descriptor.readOption(
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
          case INET ->
              descriptor.readOption(Constants.IPPROTO_IP, Constants.IP_MULTICAST_ALL, 1, 0);
          case INET6 ->
              descriptor.readOption(Constants.IPPROTO_IPV6, Constants.IPV6_MULTICAST_ALL, 1, 0);
        };
    return value.isPresent() ? Optional.of(value.getAsInt() != 0) : Optional.empty();
  }

  @Override
  public CallOutcome setMulticastAll(Family group, boolean on) {
    return descriptor.perform("setsockopt", options -> options.setMulticastAll(group, on));
  }

  @Override
  public CallOutcome setSteering(Steering how) {
    return descriptor.perform("setsockopt", options -> SteeringCalls.apply(options, how));
  }

  @Override
  public CallOutcome setIncomingCpu(int cpu) {
    return descriptor.perform(
        "setsockopt",
        options ->
            options.set(Constants.SOL_SOCKET, Constants.SO_INCOMING_CPU, "SO_INCOMING_CPU", cpu));
  }

  /** Starts a program that inherits the descriptor; EBADF once it is closed. */
  Spawning spawnInheriting(List<String> command) {
    return descriptor.whileOpen(
        () -> InheritingChild.spawn(descriptor.number(), command),
        () -> Spawning.refused(command, descriptor.number(), Errno.EBADF));
  }

  @Override
  public CallOutcome setReuse(ReuseOption option, boolean on) {
    boolean address = option == ReuseOption.SO_REUSEADDR;
    int number = address ? Constants.SO_REUSEADDR : Constants.SO_REUSEPORT;
    return descriptor.perform(
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
    return descriptor.perform("setsockopt", options -> memberships.join(options, membership));
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    return descriptor.perform("setsockopt", options -> memberships.leave(options, membership));
  }

  @Override
  public CallOutcome setSources(GroupMembership joined, SourceFilter now) {
    return descriptor.perform(
        "setsockopt", options -> memberships.setSources(options, joined, now));
  }

  @Override
  public Optional<SourceFilter> sources(GroupMembership joined) {
    return descriptor.whileOpen(
        () -> {
          try (Arena arena = Arena.ofConfined()) {
            int number = descriptor.number();
            return memberships.ask(new Options(new Calls(), arena, number), number, joined);
          }
        },
        Optional::empty);
  }

  @Override
  public CallOutcome send(Endpoint destination, byte[] payload, SendOptions wanted) {
    return descriptor.perform(
        "sendmsg",
        options -> {
          sendState.apply(options, destination, wanted);
          Endpoint named = destination.equals(peer) ? null : destination;
          MemorySegment message = SendMessage.of(options.arena(), plan.family(), named, payload);
          options.make(
              "sendmsg",
              SendMessage.text(plan.family(), named, payload) + ", 0",
              () -> Kernel.libC().sendmsg(descriptor.number(), message.address(), 0));
        });
  }

  @Override
  public SendBatch newBatch(Endpoint destination, SendOptions wanted) {
    return new PosixSendBatch(this, destination, wanted);
  }

  /** Runs a batch's call while nobody else can close the socket or change its options. */
  int inBatch(PosixSendBatch batch, IntSupplier call) {
    return descriptor.countWhileOpen(
        call,
        () -> {
          batch.closedMeanwhile(descriptor.closedCall("sendmmsg"));
          return 0;
        });
  }

  /** Sets the send options that differ; within {@link #inBatch} only. */
  void applySendOptions(Options options, Endpoint destination, SendOptions wanted) {
    sendState.apply(options, destination, wanted);
  }

  @Override
  public CallOutcome setSendBuffer(int bytes) {
    return descriptor.perform(
        "setsockopt",
        options -> options.set(Constants.SOL_SOCKET, Constants.SO_SNDBUF, "SO_SNDBUF", bytes));
  }

  @Override
  public CallOutcome connect(Endpoint destination, SendOptions wanted) {
    return descriptor.perform(
        "connect",
        options -> {
          sendState.apply(options, destination, wanted);
          if (Connection.connect(options, plan.family(), descriptor.number(), destination)) {
            peer = destination;
          }
        });
  }

  /** Nobody else uses the socket meanwhile. */
  @Override
  public CallOutcome awaitAnswer(int timeoutMs) {
    return descriptor.perform(
        "poll", options -> Connection.awaitAnswer(options, descriptor.number(), timeoutMs));
  }

  /** What close(2) may report does not keep the descriptor open. */
  @Override
  public void close() {
    AsideCalls.ofProcess().count(closeReporting().calls());
  }

  @Override
  public CallOutcome closeReporting() {
    return descriptor.close();
  }
}
