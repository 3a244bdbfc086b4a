package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a send refuses, and that its options are its own. */
interface SendingContract extends ContractFixture {
  /** Longest payload over IPv4: 65,535 less 20 bytes of IP and 8 of UDP header (RFC 768, 791). */
  int MAX_PAYLOAD_BYTES = 65_507;

  private static SendOptions broadcast() {
    return new SendOptions(null, OptionalInt.empty(), true, true);
  }

  @Test
  default void tooLongIsRefused() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    byte[] payload = new byte[MAX_PAYLOAD_BYTES + 1];
    Sockets.assertFailed(Errno.EMSGSIZE, socket.send(socket.local(), payload, SendOptions.DEFAULT));
  }

  @Test
  default void portZeroIsRefused() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    Sockets.assertFailed(
        Errno.EINVAL, socket.send(Sockets.ANY_PORT, new byte[1], SendOptions.DEFAULT));
  }

  @Test
  default void ipv6DestinationDoesNotFitAnIpv4Socket() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    Endpoint ipv6 = Sockets.ANY_PORT_6.withPort(socket.local().port());
    Sockets.assertFailed(socket.send(ipv6, new byte[1], SendOptions.DEFAULT));
  }

  @Test
  default void broadcastNeedsItsOptionEachTime() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    Endpoint everybody = Endpoint.parse("127.255.255.255:" + socket.local().port());
    byte[] payload = {1};
    Sockets.assertFailed(Errno.EACCES, socket.send(everybody, payload, SendOptions.DEFAULT));
    Sockets.assertDone(socket.send(everybody, payload, broadcast()));
    Sockets.assertFailed(Errno.EACCES, socket.send(everybody, payload, SendOptions.DEFAULT));
  }

  @Test
  default void unknownInterfaceIsRefusedAndForgotten() {
    UdpSocket member =
        sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(Sockets.membership())));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    SendOptions nowhere = SendOptions.DEFAULT.withInterface("nosuch0");
    Errno errno = Sockets.assertFailed(sender.send(member.local(), new byte[1], nowhere)).errno();
    assertTrue(errno.is(Errno.ENODEV) || errno.is(Errno.ENXIO), errno::toString);
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Sockets.assertDone(sender.send(member.local(), new byte[1], onLoopback));
  }

  @Test
  default void ttlHoldsForOneSend() {
    assumeTrue(knowsMetadata(), "the TTL is read where it arrives");
    UdpSocket member =
        sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(Sockets.membership())));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(member);
    SendOptions plain = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Sockets.assertDone(sender.send(member.local(), new byte[1], plain));
    Sockets.assertDone(sender.send(member.local(), new byte[1], plain.withTtl(9)));
    Sockets.assertDone(sender.send(member.local(), new byte[1], plain));
    List<Integer> hops = Sockets.receive(set, 3).stream().map(each -> each.ttlHops()).toList();
    assertEquals(List.of(1, 9, 1), hops);
  }

  /** A TTL of 0 stays on this machine (ip(7)), so it arrives here. */
  @Test
  default void ttlOfZeroArrivesOnThisMachine() {
    UdpSocket member =
        sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(Sockets.membership())));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(member);
    SendOptions options = SendOptions.DEFAULT.withInterface(Sockets.loopback()).withTtl(0);
    Sockets.assertDone(sender.send(member.local(), new byte[1], options));
    assertEquals(knowsMetadata() ? 0 : ReceivedDatagram.UNKNOWN, Sockets.receiveOne(set).ttlHops());
  }

  @Test
  default void whatASendSetsIsNoted() {
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    Endpoint group = Sockets.GROUP.withPort(sender.local().port());
    var quiet = new SendOptions(Sockets.loopback(), OptionalInt.of(3), false, false);
    CallOutcome outcome = sender.send(group, "noted".getBytes(UTF_8), quiet);
    Sockets.assertDone(outcome);
    List<String> arguments = outcome.calls().stream().map(SystemCall::arguments).toList();
    assertEquals(4, arguments.size(), arguments::toString);
    assertTrue(arguments.get(0).contains("IP_MULTICAST_IF"), arguments::toString);
    assertTrue(arguments.get(1).contains("IP_MULTICAST_TTL"), arguments::toString);
    assertTrue(arguments.get(2).contains("IP_MULTICAST_LOOP"), arguments::toString);
    assertTrue(arguments.get(3).contains(group.toString()), arguments::toString);
    assertTrue(outcome.calls().stream().allMatch(each -> each.durationNs() >= 0));
  }

  @Test
  default void refusedSendLeavesTheSocketUsable() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(socket);
    Sockets.assertFailed(socket.send(Sockets.ANY_PORT, new byte[1], SendOptions.DEFAULT));
    Sockets.send(socket, socket.local(), "still here");
    assertEquals("still here", Sockets.receiveOne(set).text());
  }
}
