package org.portbound.socket.nio;

import static java.net.StandardSocketOptions.SO_BROADCAST;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_REUSEPORT;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.PathMtu;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;

/**
 * Sockets over Java's channels. Calls are noted by Java's method names; an error number is inferred
 * from the exception. Any thread.
 *
 * <p>Refused with EOPNOTSUPP because Java has no means for it: IPV6_V6ONLY, SO_BINDTODEVICE, the
 * IPv4-mapped wildcard, a TTL for unicast. By itself Java switches IP_MULTICAST_ALL off, so a
 * socket gets the groups that it joined and no other (facts of JDK 25 on Linux).
 */
public final class NioProvider implements SocketProvider {
  /** The length field of IPv4 has sixteen bits; some interfaces promise more. */
  private static final int MAX_PACKET_BYTES = 65_535;

  /** A provider; all of them are alike. */
  public NioProvider() {}

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public Opening open(SocketPlan plan) {
    var calls = new Calls();
    DatagramChannel channel = null;
    try {
      channel = openChannel(plan.family(), calls);
      NioSocket socket = prepare(plan, channel, calls);
      return new Opening.Opened(socket, calls.made());
    } catch (CallFailed e) {
      closeAfter(channel, calls);
      return new Opening.Refused(plan, e.call(), e.errno(), calls.made());
    }
  }

  private static DatagramChannel openChannel(Family family, Calls calls) throws CallFailed {
    var opened = new DatagramChannel[1];
    calls.call(
        "DatagramChannel.open",
        family.name(),
        () -> {
          opened[0] = open(family);
          // Before anything else: a call on a blocking channel would hold its lock while it waits,
          // and an interrupt would close the channel.
          opened[0].configureBlocking(false);
          return 0;
        });
    return opened[0];
  }

  private static DatagramChannel open(Family family) throws IOException {
    try {
      return DatagramChannel.open(
          family == Family.INET ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    } catch (UnsupportedOperationException e) {
      // No IPv6 here; the kernel would say it in these words.
      throw new IOException(Errno.EAFNOSUPPORT.text(), e);
    }
  }

  private static NioSocket prepare(SocketPlan plan, DatagramChannel channel, Calls calls)
      throws CallFailed {
    if (plan.reuse().reuseAddr()) {
      calls.setOption(channel, SO_REUSEADDR, true);
    }
    if (plan.reuse().reusePort()) {
      calls.setOption(channel, SO_REUSEPORT, true);
    }
    if (plan.v6Only() && plan.family() == Family.INET6) {
      throw notAnOption(calls, "IPV6_V6ONLY, true");
    }
    if (plan.device() != null) {
      throw notAnOption(calls, "SO_BINDTODEVICE, " + plan.device());
    }
    if (plan.receiveBufferBytes().isPresent()) {
      calls.setOption(channel, SO_RCVBUF, plan.receiveBufferBytes().getAsInt());
    }
    Endpoint local = bind(plan, channel, calls);
    var socket = new NioSocket(plan, channel, local);
    for (GroupMembership each : plan.groups()) {
      socket.join(each, calls);
    }
    return socket;
  }

  private static CallFailed notAnOption(Calls calls, String arguments) {
    return calls.refuse(
        "DatagramChannel.setOption", arguments, JavaErrors.notInJava("it has no such option"));
  }

  private static Endpoint bind(SocketPlan plan, DatagramChannel channel, Calls calls)
      throws CallFailed {
    Endpoint wanted = plan.local();
    if (plan.family() == Family.INET6
        && wanted.address() instanceof Inet4Address
        && wanted.isWildcard()) {
      // Java would bind :: instead, which takes IPv6 too.
      throw calls.refuse(
          "DatagramChannel.bind",
          wanted.toString(),
          JavaErrors.notInJava("it binds :: instead of ::ffff:0.0.0.0"));
    }
    var local = new Endpoint[1];
    calls.call(
        "DatagramChannel.bind",
        wanted.toString(),
        () -> {
          channel.bind(wanted.toSocketAddress());
          local[0] = Endpoint.of((InetSocketAddress) channel.getLocalAddress());
          return 0;
        });
    return local[0];
  }

  private static void closeAfter(@Nullable DatagramChannel channel, Calls calls) {
    if (channel != null) {
      try {
        NioSocket.close(channel, calls);
      } catch (CallFailed e) {
        // It is noted among the calls; the refusal before it is what is told.
        return;
      }
    }
  }

  /** Java does not tell the path's; that of the interface which the route leads to is the next. */
  @Override
  public PathMtu pathMtu(Endpoint destination, SendOptions options) {
    boolean group = destination.address().isMulticastAddress();
    try {
      NetworkInterface by =
          group && options.interfaceName() != null
              ? NetworkInterface.getByName(options.interfaceName())
              : leadingTo(destination);
      return by == null
          ? PathMtu.UNKNOWN
          : new PathMtu(OptionalInt.of(Math.min(by.getMTU(), MAX_PACKET_BYTES)), List.of());
    } catch (IOException e) {
      // No route, or the interface went away: that is what unknown says.
      return PathMtu.UNKNOWN;
    }
  }

  private static @Nullable NetworkInterface leadingTo(Endpoint destination) throws IOException {
    try (DatagramChannel channel = open(Family.of(destination.address()))) {
      channel.setOption(SO_BROADCAST, true);
      channel.connect(destination.toSocketAddress());
      return channel.getLocalAddress() instanceof InetSocketAddress local
          ? NetworkInterface.getByInetAddress(local.getAddress())
          : null;
    }
  }

  /** Java does not tell. */
  @Override
  public boolean knowsDestinations() {
    return false;
  }

  @Override
  public ReceiveSet newReceiveSet() {
    return new NioReceiveSet();
  }
}
