package org.portbound.socket.nio;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.UdpSocket;

/**
 * A bound channel. Any thread: the channel guards itself, {@link NioMemberships} has its own lock,
 * and {@link NioSender} sends one datagram at a time.
 */
final class NioSocket implements UdpSocket {
  /**
   * The kernel counts its own overhead in and doubles what was asked for (socket(7)); Java halves
   * the answer again on Linux (NET_GetSockOpt in the JDK's net_util_md.c).
   */
  private static final int BUFFER_FACTOR =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux") ? 2 : 1;

  private static final long READ_PAUSE_NS = 2_000_000;

  private final SocketPlan plan;
  private final DatagramChannel channel;
  private final Endpoint local;
  private final NioSender sender;
  private final AtomicBoolean closed = new AtomicBoolean();

  private final NioMemberships memberships;

  NioSocket(SocketPlan plan, DatagramChannel channel, Endpoint local) {
    this.plan = plan;
    this.channel = channel;
    this.local = local;
    this.sender = new NioSender(channel);
    this.memberships = new NioMemberships(channel);
  }

  DatagramChannel channel() {
    return channel;
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
    try {
      return new ReuseOptions(
          channel.getOption(StandardSocketOptions.SO_REUSEADDR),
          channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)
              && channel.getOption(StandardSocketOptions.SO_REUSEPORT));
    } catch (IOException e) {
      // Closed: it has none any more.
      return ReuseOptions.NONE;
    }
  }

  @Override
  public int descriptor() {
    return Calls.NO_DESCRIPTOR;
  }

  @Override
  public OptionalLong inode() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalInt receiveBufferBytes() {
    try {
      return OptionalInt.of(BUFFER_FACTOR * channel.getOption(StandardSocketOptions.SO_RCVBUF));
    } catch (IOException e) {
      // Closed: it has none any more.
      return OptionalInt.empty();
    }
  }

  @Override
  public OptionalLong droppedByKernel() {
    return OptionalLong.empty();
  }

  /** Java switches both options off on Linux (facts of JDK 25); elsewhere they do not exist. */
  @Override
  public Optional<Boolean> multicastAll(Family group) {
    return System.getProperty("os.name").startsWith("Linux")
        ? Optional.of(false)
        : Optional.empty();
  }

  @Override
  public CallOutcome setReuse(ReuseOption option, boolean on) {
    return Calls.outcome(
        calls ->
            calls.setOption(
                channel,
                switch (option) {
                  case SO_REUSEADDR -> StandardSocketOptions.SO_REUSEADDR;
                  case SO_REUSEPORT -> StandardSocketOptions.SO_REUSEPORT;
                },
                on));
  }

  @Override
  public CallOutcome join(GroupMembership membership) {
    return Calls.outcome(calls -> memberships.join(membership, calls));
  }

  void join(GroupMembership membership, Calls calls) throws CallFailed {
    memberships.join(membership, calls);
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    return Calls.outcome(calls -> memberships.leave(membership, calls));
  }

  @Override
  public CallOutcome setSources(GroupMembership joined, SourceFilter now) {
    return Calls.outcome(calls -> memberships.setSources(joined, now, calls));
  }

  @Override
  public CallOutcome send(Endpoint destination, byte[] payload, SendOptions options) {
    return sender.send(destination, payload, options);
  }

  @Override
  public CallOutcome setSendBuffer(int bytes) {
    return Calls.outcome(calls -> calls.setOption(channel, StandardSocketOptions.SO_SNDBUF, bytes));
  }

  @Override
  public CallOutcome connect(Endpoint peer, SendOptions options) {
    return sender.connect(peer, options);
  }

  /** Java tells the error when it reads; a datagram that comes back is taken by that. */
  @Override
  public CallOutcome awaitAnswer(int timeoutMs) {
    return Calls.outcome(
        calls ->
            calls.call(
                "DatagramChannel.read",
                timeoutMs + " ms",
                () -> {
                  long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
                  int read = channel.read(ByteBuffer.allocate(1));
                  while (read == 0 && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(READ_PAUSE_NS);
                    read = channel.read(ByteBuffer.allocate(1));
                  }
                  return read;
                }));
  }

  @Override
  public void close() {
    CallOutcome outcome = closeReporting();
    AsideCalls.ofProcess().count(outcome.calls());
    if (outcome instanceof CallOutcome.Failed failed) {
      throw new IllegalStateException(failed.failed().toString());
    }
  }

  @Override
  public CallOutcome closeReporting() {
    return Calls.outcome(
        calls -> {
          if (closed.compareAndSet(false, true)) {
            close(channel, calls);
          }
        });
  }

  static void close(DatagramChannel channel, Calls calls) throws CallFailed {
    calls.call(
        "DatagramChannel.close",
        "",
        () -> {
          channel.close();
          return 0;
        });
  }
}
