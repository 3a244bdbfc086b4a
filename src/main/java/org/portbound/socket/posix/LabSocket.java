package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;

/**
 * A bare UDP socket for experiments: each method is one system call, in any order, counted and not
 * noted. Datagrams carry one number. Never blocks. One thread.
 */
public final class LabSocket implements AutoCloseable {
  private static final int SCRATCH_BYTES = 64;

  /** What {@link #receive} returns when nothing waits. */
  public static final long NOTHING = -1;

  private final Family family;
  private final int descriptor;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment scratch = arena.allocate(SCRATCH_BYTES, Long.BYTES);
  private final MemorySegment number = arena.allocate(JAVA_LONG);
  private final Memberships memberships = new Memberships();
  private final Map<Endpoint, MemorySegment> messages = new HashMap<>();

  private LabSocket(Family family, int descriptor) {
    this.family = family;
    this.descriptor = descriptor;
  }

  /**
   * socket(2), as the thread's present user.
   *
   * @throws IllegalStateException if the kernel has none left to give
   */
  public static LabSocket create(Family family) {
    int domain = family == Family.INET ? Constants.AF_INET : Constants.AF_INET6;
    int type = Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC | Constants.SOCK_NONBLOCK;
    int descriptor = Aside.socket(domain, type, Constants.IPPROTO_UDP);
    if (descriptor < 0) {
      throw new IllegalStateException("socket: " + Kernel.errnoOf(Kernel.errno()));
    }
    return new LabSocket(family, descriptor);
  }

  /** Switches SO_REUSEADDR or SO_REUSEPORT. */
  public Optional<Errno> setReuse(ReuseOption option, boolean on) {
    int name = option == ReuseOption.SO_REUSEADDR ? Constants.SO_REUSEADDR : Constants.SO_REUSEPORT;
    return set(Constants.SOL_SOCKET, name, on ? 1 : 0);
  }

  /** Switches IPV6_V6ONLY. */
  public Optional<Errno> setV6Only(boolean on) {
    return set(Constants.IPPROTO_IPV6, Constants.IPV6_V6ONLY, on ? 1 : 0);
  }

  /** Switches IP_MULTICAST_ALL, or IPV6_MULTICAST_ALL for groups of that family. */
  public Optional<Errno> setMulticastAll(Family groups, boolean on) {
    return groups == Family.INET
        ? set(Constants.IPPROTO_IP, Constants.IP_MULTICAST_ALL, on ? 1 : 0)
        : set(Constants.IPPROTO_IPV6, Constants.IPV6_MULTICAST_ALL, on ? 1 : 0);
  }

  /** SO_BINDTODEVICE. */
  public Optional<Errno> setDevice(String device) {
    var calls = new Calls();
    new Options(calls, arena, descriptor).setDevice(device);
    return failure(calls);
  }

  /** Joins a group. */
  public Optional<Errno> join(GroupMembership membership) {
    var calls = new Calls();
    memberships.join(new Options(calls, arena, descriptor), membership);
    return failure(calls);
  }

  private static Optional<Errno> failure(Calls calls) {
    return Optional.ofNullable(calls.failed()).map(call -> call.errno());
  }

  private Optional<Errno> set(int level, int option, int value) {
    scratch.set(JAVA_INT, 0, value);
    return result(
        Aside.setsockopt(descriptor, level, option, scratch.address(), (int) JAVA_INT.byteSize()));
  }

  /** bind(2). */
  public Optional<Errno> bind(Endpoint local) {
    int length = SocketAddress.write(address(), family, local);
    return result(Aside.bind(descriptor, scratch.address(), length));
  }

  /** connect(2). */
  public Optional<Errno> connect(Endpoint peer) {
    int length = SocketAddress.write(address(), family, peer);
    return result(Aside.connect(descriptor, scratch.address(), length));
  }

  /** Sends a datagram that carries a number. */
  public Optional<Errno> send(Endpoint to, long carried) {
    MemorySegment header =
        messages.computeIfAbsent(
            to, each -> SendMessage.of(arena, family, each, number, JAVA_LONG.byteSize()));
    number.set(JAVA_LONG, 0, carried);
    long sent = Aside.sendmsg(descriptor, header.address(), 0);
    return result(sent < 0 ? -1 : 0);
  }

  /** The number in the oldest datagram that waits, or {@link #NOTHING}. */
  public long receive() {
    long length = Aside.read(descriptor, number.address(), Long.BYTES);
    return length == Long.BYTES ? number.get(JAVA_LONG, 0) : NOTHING;
  }

  private MemorySegment address() {
    return scratch.asSlice(0, SocketAddress.INET6_BYTES);
  }

  private static Optional<Errno> result(int returned) {
    return returned == 0 ? Optional.empty() : Optional.of(Kernel.errnoOf(Kernel.errno()));
  }

  /** Closes it; the port is free at once. */
  @Override
  public void close() {
    Aside.close(descriptor);
    arena.close();
  }
}
