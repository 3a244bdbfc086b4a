package org.portbound.socket.posix;

import static org.portbound.socket.posix.Constants.AF_INET;
import static org.portbound.socket.posix.Constants.AF_INET6;
import static org.portbound.socket.posix.Constants.IPPROTO_IP;
import static org.portbound.socket.posix.Constants.IPPROTO_IPV6;
import static org.portbound.socket.posix.Constants.SOL_SOCKET;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;

/** Opens one socket step by step. One thread, used once. */
final class Opener {
  private final SocketPlan plan;
  private final boolean receives;
  private final Calls calls = new Calls();
  private int descriptor = -1;

  /**
   * @param receives whether somebody will receive from it
   */
  Opener(SocketPlan plan, boolean receives) {
    this.plan = plan;
    this.receives = receives;
  }

  /** Each step is made only if those before it succeeded; see {@link Calls}. */
  Opening open() {
    boolean kept = false;
    try (Arena arena = Arena.ofConfined()) {
      createSocket();
      var options = new Options(calls, arena, descriptor);
      setOptions(options);
      Endpoint local = bind(arena);
      OptionalInt receiveBufferBytes = receiveBufferBytes(arena, options);
      var memberships = new Memberships();
      for (GroupMembership membership : plan.groups()) {
        memberships.join(options, membership);
      }
      SystemCall failed = calls.failed();
      if (failed != null && failed.errno() != null) {
        close();
        return new Opening.Refused(plan, failed, failed.errno(), calls.made());
      }
      var socket = new PosixSocket(plan, descriptor, local, receiveBufferBytes, memberships);
      var opened = new Opening.Opened(socket, calls.made());
      kept = true;
      return opened;
    } finally {
      if (!kept) {
        close();
      }
    }
  }

  /** Closes what was opened, once. */
  private void close() {
    if (descriptor >= 0) {
      calls.close(descriptor);
      descriptor = -1;
    }
  }

  private void createSocket() {
    int domain = plan.family() == Family.INET ? AF_INET : AF_INET6;
    String arguments =
        plan.family().constant() + ", SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_UDP";
    int type = Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC | Constants.SOCK_NONBLOCK;
    descriptor =
        (int)
            calls.make(
                -1,
                "socket",
                arguments,
                () -> Kernel.libC().socket(domain, type, Constants.IPPROTO_UDP));
  }

  private void setOptions(Options options) {
    if (plan.family() == Family.INET6) {
      options.set(IPPROTO_IPV6, Constants.IPV6_V6ONLY, "IPV6_V6ONLY", plan.v6Only() ? 1 : 0);
    }
    if (plan.reuse().reuseAddr()) {
      options.set(SOL_SOCKET, Constants.SO_REUSEADDR, "SO_REUSEADDR", 1);
    }
    if (plan.reuse().reusePort()) {
      options.set(SOL_SOCKET, Constants.SO_REUSEPORT, "SO_REUSEPORT", 1);
    }
    if (plan.device() != null) {
      options.setDevice(plan.device());
    }
    plan.receiveBufferBytes().ifPresent(options::setReceiveBuffer);
    if (receives) {
      askForMetadata(options);
    }
  }

  /** An IPv6 socket also gets IPv4 datagrams, whose control messages are IPv4's. */
  private void askForMetadata(Options options) {
    options.set(SOL_SOCKET, Constants.SO_TIMESTAMPNS, "SO_TIMESTAMPNS", 1);
    options.set(SOL_SOCKET, Constants.SO_RXQ_OVFL, "SO_RXQ_OVFL", 1);
    if (plan.family() == Family.INET || !plan.v6Only()) {
      options.set(IPPROTO_IP, Constants.IP_PKTINFO, "IP_PKTINFO", 1);
      options.set(IPPROTO_IP, Constants.IP_RECVTTL, "IP_RECVTTL", 1);
      options.set(IPPROTO_IP, Constants.IP_RECVTOS, "IP_RECVTOS", 1);
    }
    if (plan.family() == Family.INET6) {
      options.set(IPPROTO_IPV6, Constants.IPV6_RECVPKTINFO, "IPV6_RECVPKTINFO", 1);
      options.set(IPPROTO_IPV6, Constants.IPV6_RECVHOPLIMIT, "IPV6_RECVHOPLIMIT", 1);
      options.set(IPPROTO_IPV6, Constants.IPV6_RECVTCLASS, "IPV6_RECVTCLASS", 1);
    }
  }

  private Endpoint bind(Arena arena) {
    MemorySegment address = arena.allocate(SocketAddress.INET6_BYTES);
    int length = SocketAddress.write(address, plan.family(), plan.local());
    calls.make(
        descriptor,
        "bind",
        descriptor + ", " + Text.endpoint(plan.family(), plan.local()) + ", " + length,
        () -> Kernel.libC().bind(descriptor, address.address(), length));
    MemorySegment size = arena.allocate(ValueLayout.JAVA_INT);
    size.set(ValueLayout.JAVA_INT, 0, SocketAddress.INET6_BYTES);
    calls.make(
        descriptor,
        "getsockname",
        () ->
            descriptor
                + ", "
                + Text.endpoint(plan.family(), SocketAddress.read(address))
                + ", ["
                + size.get(ValueLayout.JAVA_INT, 0)
                + "]",
        () -> Kernel.libC().getsockname(descriptor, address.address(), size.address()));
    return SocketAddress.read(address);
  }

  /** What the kernel granted; empty if a call failed. */
  private OptionalInt receiveBufferBytes(Arena arena, Options options) {
    MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
    MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
    length.set(ValueLayout.JAVA_INT, 0, Integer.BYTES);
    int option = Constants.SO_RCVBUF;
    long result =
        options.make(
            "getsockopt",
            () ->
                "%d, SOL_SOCKET, SO_RCVBUF, [%d], [4]"
                    .formatted(descriptor, value.get(ValueLayout.JAVA_INT, 0)),
            () ->
                Kernel.libC()
                    .getsockopt(descriptor, SOL_SOCKET, option, value.address(), length.address()));
    return result == 0 ? OptionalInt.of(value.get(ValueLayout.JAVA_INT, 0)) : OptionalInt.empty();
  }
}
