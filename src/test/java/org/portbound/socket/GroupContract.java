package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Joining, leaving, and what arrives for a group. Receivers are bound to the group's own address,
 * so that nothing but this group on loopback reaches them.
 */
interface GroupContract extends ContractFixture {
  /** Where Linux keeps how many groups a socket may join. */
  Path MAX_MEMBERSHIPS = Path.of("/proc/sys/net/ipv4/igmp_max_memberships");

  @Test
  default void joinsOnce() {
    UdpSocket socket = sockets().open(Sockets.GROUP);
    GroupMembership group = Sockets.membership();
    Sockets.assertDone(socket.join(group));
    Sockets.assertFailed(Errno.EADDRINUSE, socket.join(group));
    Sockets.assertDone(socket.leave(group));
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, socket.leave(group));
    Sockets.assertDone(socket.join(group));
  }

  @Test
  default void groupOfThePlanIsJoined() {
    SocketPlan plan = SocketPlan.of(Sockets.GROUP).withGroups(List.of(Sockets.membership()));
    UdpSocket socket = sockets().open(plan);
    Sockets.assertFailed(Errno.EADDRINUSE, socket.join(Sockets.membership()));
    Sockets.assertDone(socket.leave(Sockets.membership()));
  }

  @Test
  default void leavingWhatWasNeverJoinedFails() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, socket.leave(Sockets.membership()));
  }

  @Test
  default void onlyAGroupCanBeJoined() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    InetAddress unicast = socket.local().address();
    Sockets.assertFailed(
        Errno.EINVAL, socket.join(new GroupMembership(unicast, Sockets.loopback())));
  }

  @Test
  default void unknownInterfaceFails() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    var nowhere = new GroupMembership(Sockets.GROUP.address(), "nosuch0");
    Errno errno = Sockets.assertFailed(socket.join(nowhere)).errno();
    assertTrue(errno.is(Errno.ENODEV) || errno.is(Errno.ENXIO), errno::toString);
    Sockets.assertDone(socket.join(Sockets.membership()));
  }

  @Test
  default void tooManyGroupsAreRefused() throws IOException {
    assumeTrue(Files.isReadable(MAX_MEMBERSHIPS), "the limit is Linux's");
    // Not readString: it reads one byte first, and a number in /proc/sys ends after one read.
    int limit;
    try (BufferedReader reader = Files.newBufferedReader(MAX_MEMBERSHIPS)) {
      limit = Integer.parseInt(reader.readLine().strip());
    }
    assumeTrue(limit > 0 && limit < 1000, "a limit that a test can reach");
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    for (int i = 0; i < limit; i++) {
      Sockets.assertDone(socket.join(numbered(i)));
    }
    Sockets.assertFailed(Errno.ENOBUFS, socket.join(numbered(limit)));
    Sockets.assertDone(socket.leave(numbered(0)));
    Sockets.assertDone(socket.join(numbered(limit)));
  }

  private static GroupMembership numbered(int number) {
    InetAddress group = AddressBits.address(0, AddressBits.mappedLow(0xefff_0100 + number), 0);
    return new GroupMembership(group, Sockets.loopback());
  }

  @Test
  default void memberGetsWhatIsSentToTheGroup() {
    UdpSocket member =
        sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(Sockets.membership())));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(member);
    Endpoint group = Sockets.GROUP.withPort(member.local().port());
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());

    Sockets.assertDone(sender.send(group, new byte[] {42}, onLoopback));
    Received received = Sockets.receiveOne(set);
    assertEquals(42, received.payload()[0]);
    assertEquals(sender.local(), received.source());
  }

  /**
   * In a group of this process's own: where anybody else on the machine is still a member, Linux
   * hands datagrams also to sockets that left (IP_MULTICAST_ALL, ip(7)).
   */
  @Test
  default void whoLeftGetsNothing() {
    int number = (int) ProcessHandle.current().pid() & 0xffff;
    InetAddress own = AddressBits.address(0, AddressBits.mappedLow(0xeffe_0000 + number), 0);
    GroupMembership membership = new GroupMembership(own, Sockets.loopback());
    UdpSocket member =
        sockets().open(SocketPlan.of(new Endpoint(own, 0)).withGroups(List.of(membership)));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(member, sender);
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Sockets.assertDone(sender.send(member.local(), new byte[] {1}, onLoopback));
    assertEquals(0, Sockets.receiveOne(set).tag());

    Sockets.assertDone(member.leave(membership));
    Sockets.assertDone(sender.send(member.local(), new byte[] {2}, onLoopback));
    Sockets.send(sender, sender.local(), "after it");
    assertEquals("after it", Sockets.receiveOne(set).text());
    assertTrue(Sockets.drain(set).isEmpty());
  }

  @Test
  default void everySharerGetsACopy() {
    SocketPlan plan =
        SocketPlan.of(Sockets.GROUP)
            .withReuse(ReuseOptions.PORT)
            .withGroups(List.of(Sockets.membership()));
    UdpSocket first = sockets().open(plan);
    UdpSocket second = sockets().open(plan.withLocal(first.local()));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(first, second);
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Sockets.assertDone(sender.send(first.local(), new byte[] {7}, onLoopback));
    List<Integer> tags = Sockets.receive(set, 2).stream().map(each -> each.tag()).sorted().toList();
    assertEquals(List.of(0, 1), tags);
  }

  @Test
  default void unknownInterfaceInThePlanIsRefused() {
    var nowhere = new GroupMembership(Sockets.GROUP.address(), "nosuch0");
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT);
    Opening.Refused refused =
        sockets().refused(plan.withGroups(List.of(Sockets.membership(), nowhere)), Errno.ENODEV);
    assertTrue(refused.failed().arguments().contains("nosuch0"), refused.failed()::toString);
  }

  /** Binds the IPv6 wildcard address; only what is sent to the group on loopback reaches it. */
  @Test
  default void dualStackSocketJoinsIpv4Groups() {
    Sockets.assumeIpv6();
    UdpSocket member =
        sockets()
            .open(
                SocketPlan.of(Endpoint.parse("[::]:0")).withGroups(List.of(Sockets.membership())));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(member);
    Endpoint group = Sockets.GROUP.withPort(member.local().port());
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Sockets.assertDone(sender.send(group, new byte[] {6}, onLoopback));
    Received received = Sockets.receiveOne(set);
    assertEquals(sender.local(), received.source());
    assertEquals(
        knowsMetadata() ? Optional.of(group.address()) : Optional.empty(), received.destination());
    Sockets.assertDone(member.leave(Sockets.membership()));
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, member.leave(Sockets.membership()));
  }

  /**
   * Linux gives the loopback interface no route for IPv6 groups: without one it says ENETUNREACH.
   * With one of the type "local" (ip -6 route add local ff00::/8 dev lo) the datagram must arrive;
   * with one of any other type the kernel takes it and loses it (Ip6OutNoRoutes).
   */
  @Test
  default void ipv6GroupIsReachedWhereLoopbackHasARoute() throws IOException {
    Sockets.assumeIpv6();
    var group = Endpoint.parse("[ff02::5042]:0");
    var membership = new GroupMembership(group.address(), Sockets.loopback());
    UdpSocket member =
        sockets().open(SocketPlan.of(Endpoint.parse("[::]:0")).withGroups(List.of(membership)));
    UdpSocket sender = sockets().open(Sockets.ANY_PORT_6);
    ReceiveSet set = sockets().set(member);
    CallOutcome outcome =
        sender.send(
            group.withPort(member.local().port()),
            new byte[] {6},
            SendOptions.DEFAULT.withInterface(Sockets.loopback()));
    if (outcome instanceof CallOutcome.Failed) {
      Sockets.assertFailed(Errno.ENETUNREACH, outcome);
      return;
    }
    assumeTrue(loopbackIsLocalForIpv6Groups(), "loopback loses IPv6 groups here");
    Received received = Sockets.receiveOne(set);
    assertEquals(sender.local(), received.source());
    assertEquals(
        knowsMetadata() ? Optional.of(group.address()) : Optional.empty(), received.destination());
    assertEquals(knowsMetadata() ? 1 : ReceivedDatagram.UNKNOWN, received.ttlHops());
  }

  /**
   * Columns of /proc/net/ipv6_route (net/ipv6/route.c, rt6_seq_show): destination first, flags
   * ninth, device last; RTF_LOCAL is 0x80000000 (linux/ipv6_route.h).
   */
  private static boolean loopbackIsLocalForIpv6Groups() throws IOException {
    return Files.readAllLines(Path.of("/proc/net/ipv6_route")).stream()
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(
            route ->
                route[0].startsWith("ff0")
                    && route[9].equals(Sockets.loopback())
                    && Integer.parseUnsignedInt(route[8], 16) < 0);
  }

  @Test
  default void ipv6GroupIsJoinedOnce() {
    Sockets.assumeIpv6();
    GroupMembership group =
        new GroupMembership(Endpoint.parse("[ff01::5042]:0").address(), Sockets.loopback());
    UdpSocket member = sockets().open(Sockets.ANY_PORT_6);
    Sockets.assertDone(member.join(group));
    Sockets.assertFailed(Errno.EADDRINUSE, member.join(group));
    Sockets.assertDone(member.leave(group));
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, member.leave(group));
  }
}
