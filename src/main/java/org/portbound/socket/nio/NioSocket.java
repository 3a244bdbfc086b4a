package org.portbound.socket.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;

/**
 * A bound channel. Any thread: the channel guards itself, {@link #memberships} has its own lock,
 * and {@link NioSender} sends one datagram at a time.
 */
final class NioSocket implements UdpSocket {
  private record Joined(InetAddress group, int interfaceIndex) {}

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

  /** Guarded by itself. */
  private final Map<Joined, List<MembershipKey>> memberships = new HashMap<>();

  NioSocket(SocketPlan plan, DatagramChannel channel, Endpoint local) {
    this.plan = plan;
    this.channel = channel;
    this.local = local;
    this.sender = new NioSender(channel);
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
    return Calls.outcome(calls -> join(membership, calls));
  }

  void join(GroupMembership membership, Calls calls) throws CallFailed {
    NetworkInterface by = calls.interfaceNamed(membership.interfaceName());
    var joined = new Joined(membership.group(), by.getIndex());
    synchronized (memberships) {
      List<MembershipKey> before = memberships.get(joined);
      if (before != null && before.stream().anyMatch(MembershipKey::isValid)) {
        // Java would return the same key again; the kernel, asked twice, says EADDRINUSE.
        throw calls.refuse("DatagramChannel.join", arguments(membership), Errno.EADDRINUSE);
      }
      var keys = new ArrayList<MembershipKey>();
      try {
        join(membership, by, keys, calls);
        memberships.put(joined, keys);
      } catch (CallFailed e) {
        drop(keys, membership, calls);
        throw e;
      }
    }
  }

  /** A key for the group, or one for each source. */
  private void join(
      GroupMembership membership, NetworkInterface by, List<MembershipKey> keys, Calls calls)
      throws CallFailed {
    String place = arguments(membership);
    switch (membership.sources().mode()) {
      case ONLY -> {
        for (InetAddress each : membership.sources().sources()) {
          calls.call(
              "DatagramChannel.join",
              place + ", " + Endpoint.text(each),
              () -> {
                keys.add(channel.join(membership.group(), by, each));
                return 0;
              });
        }
      }
      case ALL_BUT -> {
        calls.call(
            "DatagramChannel.join",
            place,
            () -> {
              keys.add(channel.join(membership.group(), by));
              return 0;
            });
        for (InetAddress each : membership.sources().sources()) {
          calls.call(
              "MembershipKey.block",
              place + ", " + Endpoint.text(each),
              () -> {
                keys.getFirst().block(each);
                return 0;
              });
        }
      }
    }
  }

  private static void drop(List<MembershipKey> keys, GroupMembership membership, Calls calls)
      throws CallFailed {
    for (MembershipKey each : keys) {
      calls.call(
          "MembershipKey.drop",
          arguments(membership),
          () -> {
            each.drop();
            return 0;
          });
    }
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    return Calls.outcome(calls -> leave(membership, calls));
  }

  private void leave(GroupMembership membership, Calls calls) throws CallFailed {
    NetworkInterface by = calls.interfaceNamed(membership.interfaceName());
    synchronized (memberships) {
      List<MembershipKey> keys = memberships.remove(new Joined(membership.group(), by.getIndex()));
      if (keys == null || keys.stream().noneMatch(MembershipKey::isValid)) {
        // Closing the channel ends its memberships, too.
        Errno errno = channel.isOpen() ? Errno.EADDRNOTAVAIL : Errno.EBADF;
        throw calls.refuse("MembershipKey.drop", arguments(membership), errno);
      }
      drop(keys, membership, calls);
    }
  }

  private static String arguments(GroupMembership membership) {
    return Endpoint.text(membership.group()) + ", " + membership.interfaceName();
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
    if (closeReporting() instanceof CallOutcome.Failed failed) {
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
