package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Several hosts on one machine: network namespaces with cables between them. The router stands in
 * the middle; left is 192.0.2.1, right is 198.51.100.1, the router's own addresses end in 254.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class HostsTest {
  private static final int PORT = 5_000;
  private static final Endpoint GROUP = Endpoint.parse("239.1.2.3:" + PORT);
  private static final Endpoint OTHER_GROUP = Endpoint.parse("239.4.5.6:" + PORT);
  private static final Endpoint LEFT = Endpoint.parse("192.0.2.1:" + PORT);
  private static final Endpoint RIGHT = Endpoint.parse("198.51.100.1:" + PORT);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final PrivateNetwork left = opened(PrivateNetwork.enter());
  private final PrivateNetwork router = opened(PrivateNetwork.enter());
  private final PrivateNetwork right = opened(PrivateNetwork.enter());
  private final Sockets onLeft = opened(new Sockets(left));
  private final Sockets onRouter = opened(new Sockets(router));
  private final Sockets onRight = opened(new Sockets(right));

  HostsTest() {
    left.cable("pbl", "192.0.2.1/24", router, "pbrl", "192.0.2.254/24");
    right.cable("pbr", "198.51.100.1/24", router, "pbrr", "198.51.100.254/24");
    left.ip("route", "add", "default", "via", "192.0.2.254");
    right.ip("route", "add", "default", "via", "198.51.100.254");
    router.say("sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward");
  }

  private <T extends AutoCloseable> T opened(T each) {
    opened.push(each);
    return each;
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  /** Sends what must go out; the interface's name is one of the sender's host. */
  private static void send(
      PrivateNetwork host, UdpSocket from, Endpoint to, String text, SendOptions options) {
    Sockets.assertDone(host.ask(() -> from.send(to, text.getBytes(UTF_8), options)));
  }

  private static SendOptions by(String interfaceName) {
    return SendOptions.DEFAULT.withInterface(interfaceName);
  }

  private static SocketPlan member(Endpoint group, String interfaceName) {
    return SocketPlan.of(group)
        .withGroups(List.of(new GroupMembership(group.address(), interfaceName)));
  }

  private static List<String> heard(ReceiveSet set, int count) {
    return Sockets.receive(set, count).stream().map(Received::text).toList();
  }

  @Test
  void eachRouterTakesOneHop() {
    ReceiveSet there = onRight.set(onRight.open(RIGHT));
    UdpSocket sender = onLeft.open(LEFT);
    send(left, sender, RIGHT, "one", SendOptions.DEFAULT.withTtl(1));
    send(left, sender, RIGHT, "two", SendOptions.DEFAULT.withTtl(2));
    Received received = Sockets.receiveOne(there);
    assertEquals("two", received.text(), "the router ends what came with one hop");
    assertEquals(1, received.ttlHops());
    assertEquals(LEFT, received.source());
  }

  @Test
  void aGroupWithTtl0StaysHereAndWithTtl1OnThisNetwork() {
    ReceiveSet here = onLeft.set(onLeft.open(member(GROUP, "pbl")));
    ReceiveSet neighbour = onRouter.set(onRouter.open(member(GROUP, "pbrl")));
    UdpSocket beyond = onRight.open(member(GROUP, "pbr"));
    UdpSocket beyondAlone = onRight.open(RIGHT);
    UdpSocket sender = onLeft.open(LEFT);
    send(left, sender, GROUP, "zero", by("pbl").withTtl(0));
    send(left, sender, GROUP, "one", by("pbl").withTtl(1));
    send(left, sender, GROUP, "two", by("pbl").withTtl(2));
    send(left, sender, RIGHT, "last", SendOptions.DEFAULT);
    assertEquals(List.of("zero", "one", "two"), heard(here, 3));
    assertEquals(List.of("one", "two"), heard(neighbour, 2));
    assertEquals(List.of("last"), heard(onRight.set(beyond, beyondAlone), 1));
  }

  @Test
  void aGroupGoesOutOfTheInterfaceThatWasChosen() {
    ReceiveSet there = onLeft.set(onLeft.open(member(GROUP, "pbl")));
    ReceiveSet elsewhere = onRight.set(onRight.open(member(GROUP, "pbr")));
    UdpSocket sender = onRouter.open(Endpoint.parse("0.0.0.0:0"));
    send(router, sender, GROUP, "to the left", by("pbrl"));
    send(router, sender, GROUP, "to the right", by("pbrr"));
    assertEquals(List.of("to the left"), heard(there, 1));
    assertEquals(List.of("to the right"), heard(elsewhere, 1));
    Sockets.assertFailed(
        Errno.ENODEV, router.ask(() -> sender.send(GROUP, new byte[1], by("gone0"))));
  }

  /** With SO_REUSEADDR: among sockets with SO_REUSEPORT the kernel may choose by hash instead. */
  @Test
  void aMemberTakesWhomItsFilterNames() {
    left.ip("addr", "add", "192.0.2.2/24", "dev", "pbl");
    var membership = new GroupMembership(GROUP.address(), "pbrl");
    var one = List.of(LEFT.address());
    UdpSocket onlyOne =
        onRouter.open(
            SocketPlan.of(GROUP)
                .withReuse(ReuseOptions.ADDR)
                .withGroups(
                    List.of(
                        membership.withSources(new SourceFilter(SourceFilter.Mode.ONLY, one)))));
    UdpSocket allButOne =
        onRouter.open(
            SocketPlan.of(GROUP)
                .withReuse(ReuseOptions.ADDR)
                .withGroups(
                    List.of(
                        membership.withSources(new SourceFilter(SourceFilter.Mode.ALL_BUT, one)))));
    send(left, onLeft.open(LEFT), GROUP, "of one", by("pbl"));
    send(left, onLeft.open(Endpoint.parse("192.0.2.2:0")), GROUP, "of two", by("pbl"));
    assertEquals(List.of("of one"), heard(onRouter.set(onlyOne), 1));
    assertEquals(List.of("of two"), heard(onRouter.set(allButOne), 1));
  }

  /**
   * What only one of them may have, SO_REUSEPORT deals out among all that share. How much goes
   * astray is the kernel's affair; without early demux nothing does.
   */
  @Test
  void sharingByPortDealsOutWhatOnlyOneMayHave() {
    System.out.println(strayed("1") + " of 40 datagrams went to a socket that did not join");
    assertEquals(0, strayed("0"), "without early demux");
  }

  private int strayed(String earlyDemux) {
    right.say("sh", "-c", "echo " + earlyDemux + " >/proc/sys/net/ipv4/udp_early_demux");
    Endpoint any = Endpoint.parse("0.0.0.0:" + PORT);
    UdpSocket joined =
        onRight.open(member(GROUP, "pbr").withLocal(any).withReuse(ReuseOptions.PORT));
    UdpSocket other = onRight.open(SocketPlan.of(any).withReuse(ReuseOptions.PORT));
    for (UdpSocket each : List.of(joined, other)) {
      Sockets.assertDone(each.setMulticastAll(Family.INET, false));
    }
    ReceiveSet both = onRight.set(joined, other);
    for (int i = 0; i < 40; i++) {
      UdpSocket sender = onRouter.open(Endpoint.parse("198.51.100.254:0"));
      send(router, sender, GROUP, "one", by("pbrr"));
    }
    int stray = (int) Sockets.receive(both, 40).stream().filter(each -> each.tag() == 1).count();
    joined.close();
    other.close();
    return stray;
  }

  @Test
  void withoutLoopbackTheSendersOwnHostHearsNothing() {
    ReceiveSet here = onLeft.set(onLeft.open(member(GROUP, "pbl")));
    ReceiveSet there = onRouter.set(onRouter.open(member(GROUP, "pbrl")));
    UdpSocket sender = onLeft.open(LEFT);
    var silent = new SendOptions("pbl", by("pbl").ttlHops(), false, false);
    send(left, sender, GROUP, "away", silent);
    send(left, sender, GROUP, "both", by("pbl"));
    assertEquals(List.of("away", "both"), heard(there, 2));
    assertEquals(List.of("both"), heard(here, 1));
  }

  @Test
  void twoGroupsOnTwoInterfacesWithTheSamePortStayApart() {
    UdpSocket one = onRouter.open(member(GROUP, "pbrl"));
    UdpSocket two = onRouter.open(member(OTHER_GROUP, "pbrr"));
    UdpSocket fromLeft = onLeft.open(LEFT);
    UdpSocket fromRight = onRight.open(RIGHT);
    send(left, fromLeft, OTHER_GROUP, "not joined on this side", by("pbl"));
    send(right, fromRight, GROUP, "nor on this", by("pbr"));
    send(left, fromLeft, GROUP, "one", by("pbl"));
    send(right, fromRight, OTHER_GROUP, "two", by("pbr"));
    Received first = Sockets.receiveOne(onRouter.set(one));
    Received second = Sockets.receiveOne(onRouter.set(two));
    assertEquals("one", first.text());
    assertEquals("two", second.text());
    assertEquals(GROUP.address(), first.destination().orElseThrow());
    assertEquals(OTHER_GROUP.address(), second.destination().orElseThrow());
    assertNotEquals(first.interfaceIndex(), second.interfaceIndex());
  }

  /** Both neighbours of the router are fe80::1: which one is meant, the scope says alone. */
  @Test
  void aLinkLocalAddressIsOfItsInterface() throws Exception {
    ReceiveSet there = onLeft.set(onLeft.open(Endpoint.parse("[::]:" + PORT)));
    ReceiveSet elsewhere = onRight.set(onRight.open(Endpoint.parse("[::]:" + PORT)));
    UdpSocket sender = onRouter.open(Endpoint.parse("[::]:0"));
    send(router, sender, neighbour("pbrl"), "to the left", SendOptions.DEFAULT);
    send(router, sender, neighbour("pbrr"), "to the right", SendOptions.DEFAULT);
    Received received = Sockets.receiveOne(there);
    assertEquals("to the left", received.text());
    assertEquals(List.of("to the right"), heard(elsewhere, 1));
    Inet6Address source = assertInstanceOf(Inet6Address.class, received.source().address());
    assertTrue(source.isLinkLocalAddress());
    assertEquals(index(left, "pbl"), source.getScopeId());
    assertEquals(received.interfaceIndex(), source.getScopeId());
  }

  private Endpoint neighbour(String interfaceName) throws Exception {
    byte[] address = Inet6Address.getByName("fe80::1").getAddress();
    return new Endpoint(
        Inet6Address.getByAddress(null, address, index(router, interfaceName)), PORT);
  }

  private static int index(PrivateNetwork host, String interfaceName) {
    return host.ask(() -> NetworkInterface.getByName(interfaceName).getIndex());
  }

  @Test
  void whatIsLongerThanTheMtuIsCutAndPutTogetherAgain() {
    ReceiveSet there = onRouter.set(onRouter.open(Endpoint.parse("192.0.2.254:" + PORT)));
    byte[] payload = new byte[4_000];
    IntStream.range(0, payload.length).forEach(i -> payload[i] = (byte) (i * 7));
    Endpoint to = Endpoint.parse("192.0.2.254:" + PORT);
    UdpSocket sender = onLeft.open(LEFT);
    Sockets.assertDone(sender.send(to, payload, SendOptions.DEFAULT));
    Received received = Sockets.receiveOne(there);
    assertArrayEquals(payload, received.payload());
    // 8 bytes of header and the payload, in parts of 1,480.
    assertEquals(3, counter(left, "FragCreates"));
    assertEquals(1, counter(router, "ReasmOKs"));

    left.ip("link", "set", "pbl", "mtu", "600");
    Sockets.assertDone(sender.send(to, payload, SendOptions.DEFAULT));
    assertArrayEquals(payload, Sockets.receiveOne(there).payload());
    // In parts of 576, the largest multiple of 8 that fits.
    assertEquals(3 + 7, counter(left, "FragCreates"));
  }

  /** A counter of /proc/net/snmp: a line of names, a line of numbers. */
  private static long counter(PrivateNetwork host, String name) {
    List<String[]> lines =
        host.say("cat", "/proc/net/snmp")
            .lines()
            .filter(each -> each.startsWith("Ip: "))
            .map(each -> each.split(" "))
            .toList();
    int place = List.of(lines.getFirst()).indexOf(name);
    return Long.parseLong(lines.getLast()[place]);
  }

  @Test
  void whatMustNotBeCutIsRefusedOnceTheRouteIsKnown() {
    UdpSocket sender = onLeft.open(LEFT);
    SendOptions whole = SendOptions.DEFAULT.withDontFragment(true);
    ReceiveSet there = onRight.set(onRight.open(RIGHT));
    // 20 bytes of IP and 8 of UDP leave 1,472 of 1,500.
    Sockets.assertDone(sender.send(RIGHT, new byte[1_472], whole));
    assertEquals(1_472, Sockets.receiveOne(there).payload().length);
    Sockets.assertFailed(Errno.EMSGSIZE, sender.send(RIGHT, new byte[1_473], whole));

    router.ip("link", "set", "pbrr", "mtu", "800");
    // The router's word that it does not fit comes back to the sender by itself.
    CallOutcome outcome = sender.send(RIGHT, new byte[1_000], whole);
    for (int i = 0; i < 10_000 && outcome instanceof CallOutcome.Done; i++) {
      outcome = sender.send(RIGHT, new byte[1_000], whole);
    }
    Sockets.assertFailed(Errno.EMSGSIZE, outcome);
    Sockets.assertDone(sender.send(RIGHT, new byte[772], whole));
    assertEquals(772, Sockets.receiveOne(there).payload().length);
    Sockets.assertDone(sender.send(RIGHT, new byte[1_000], SendOptions.DEFAULT));
    assertEquals(1_000, Sockets.receiveOne(there).payload().length, "in fragments it goes");
  }

  @Test
  void aListenerOutlivesItsInterfaceBeingDown() {
    UdpSocket member = onRouter.open(member(GROUP, "pbrl"));
    ReceiveSet there = onRouter.set(member);
    UdpSocket sender = onLeft.open(LEFT);
    send(left, sender, GROUP, "before", by("pbl"));
    assertEquals(List.of("before"), heard(there, 1));

    router.ip("link", "set", "pbrl", "down");
    left.ask(() -> sender.send(GROUP, "lost".getBytes(UTF_8), by("pbl")));
    assertEquals(List.of(), Sockets.drain(there), "nothing, and no error");

    router.ip("link", "set", "pbrl", "up");
    List<Received> after = List.of();
    for (int i = 0; i < 10_000 && after.isEmpty(); i++) {
      // The cable takes a moment to carry again.
      left.ask(() -> sender.send(GROUP, "after".getBytes(UTF_8), by("pbl")));
      after = Sockets.drain(there);
    }
    assertEquals("after", after.getFirst().text());

    router.ip("link", "del", "pbrl");
    Sockets.drain(there);
    Sockets.assertFailed(
        Errno.ENODEV,
        router.ask(() -> member.join(new GroupMembership(OTHER_GROUP.address(), "pbrl"))));
  }
}
