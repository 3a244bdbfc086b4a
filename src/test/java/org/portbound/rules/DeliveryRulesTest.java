package org.portbound.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.portbound.rules.DeliveryRule.CONNECTED_TO_SOURCE;
import static org.portbound.rules.DeliveryRule.SPECIFIC_ADDRESS;
import static org.portbound.rules.DeliveryRule.WILDCARD;
import static org.portbound.rules.Sockets.at;
import static org.portbound.rules.Sockets.byOther;
import static org.portbound.rules.Sockets.on;
import static org.portbound.rules.Sockets.v6Only;
import static org.portbound.socket.ReuseOptions.ADDR;
import static org.portbound.socket.ReuseOptions.BOTH;
import static org.portbound.socket.ReuseOptions.NONE;
import static org.portbound.socket.ReuseOptions.PORT;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;

/** Who gets a datagram, one sentence at a time; the sum is held against the kernel elsewhere. */
@Timeout(30)
final class DeliveryRulesTest {
  private static final Endpoint SOURCE = Endpoint.parse("127.0.0.1:20001");
  private static final Endpoint OTHER_SOURCE = Endpoint.parse("127.0.0.1:20002");
  private static final String GROUP = "239.255.1.1";

  private static Delivery to(String destination, BoundSocket... oldestFirst) {
    return DeliveryRules.unicast(List.of(oldestFirst), SOURCE, endpoint(destination), "lo");
  }

  private static Endpoint endpoint(String address) {
    return new Endpoint(InetAddress.ofLiteral(address), Sockets.PORT);
  }

  private static Delivery.One one(int socket, DeliveryRule rule) {
    return new Delivery.One(socket, rule);
  }

  @Test
  void theNewestWithAddrGetsEverything() {
    assertEquals(
        one(1, SPECIFIC_ADDRESS), to("127.0.0.1", at("127.0.0.1", ADDR), at("127.0.0.1", ADDR)));
  }

  @Test
  void aGroupSharesByHash() {
    assertEquals(
        new Delivery.Shared(List.of(0, 1)),
        to("127.0.0.1", at("127.0.0.1", PORT), at("127.0.0.1", BOTH)));
  }

  @Test
  void anotherUserAnotherDeviceAndV6OnlyAreOtherGroups() {
    assertEquals(
        one(1, SPECIFIC_ADDRESS),
        to("127.0.0.1", at("127.0.0.1", BOTH), byOther("127.0.0.1", BOTH)));
    assertEquals(one(1, WILDCARD), to("127.0.0.1", on("lo", "0.0.0.0", BOTH), at("0.0.0.0", BOTH)));
    assertEquals(one(0, WILDCARD), to("::1", at("::", BOTH), v6Only("::", BOTH)));
  }

  @Test
  void theSpecificAddressComesBeforeTheWildcard() {
    assertEquals(
        one(0, SPECIFIC_ADDRESS), to("127.0.0.1", at("127.0.0.1", ADDR), at("0.0.0.0", ADDR)));
    assertEquals(one(1, WILDCARD), to("127.0.0.2", at("127.0.0.1", ADDR), at("0.0.0.0", ADDR)));
  }

  @Test
  void ipv4ComesBeforeDualStack() {
    assertEquals(one(0, WILDCARD), to("127.0.0.1", at("0.0.0.0", ADDR), at("::", ADDR)));
    assertEquals(one(1, WILDCARD), to("::1", at("0.0.0.0", ADDR), at("::", ADDR)));
  }

  @Test
  void nobodyTakesWhatIsForOthers() {
    assertEquals(new Delivery.Nobody(), to("127.0.0.2", at("127.0.0.1", NONE)));
    assertEquals(new Delivery.Nobody(), to("127.0.0.1", v6Only("::", NONE)));
    assertEquals(new Delivery.Nobody(), to("127.0.0.1", on("eth0", "0.0.0.0", NONE)));
  }

  @Test
  void aConnectedSocketTakesItsPeersDatagramsAndNoOthers() {
    BoundSocket connected = at("127.0.0.1", ADDR).connectedTo(SOURCE);
    assertEquals(one(0, CONNECTED_TO_SOURCE), to("127.0.0.1", connected, at("127.0.0.1", ADDR)));
    BoundSocket elsewhere = at("127.0.0.1", ADDR).connectedTo(OTHER_SOURCE);
    assertEquals(one(0, SPECIFIC_ADDRESS), to("127.0.0.1", at("127.0.0.1", ADDR), elsewhere));
  }

  @Test
  void theLastToConnectGetsAll() {
    var port = new PortModel();
    int first = port.bind(at("127.0.0.1", ADDR));
    int second = port.bind(at("127.0.0.1", ADDR));
    port.connect(second, SOURCE, endpoint("127.0.0.1"));
    port.connect(first, SOURCE, endpoint("127.0.0.1"));
    assertEquals(
        one(first, CONNECTED_TO_SOURCE), port.unicast(SOURCE, endpoint("127.0.0.1"), "lo"));
    port.close(first);
    assertEquals(
        one(second, CONNECTED_TO_SOURCE), port.unicast(SOURCE, endpoint("127.0.0.1"), "lo"));
  }

  @Test
  void aSocketThatConnectsLeavesItsGroup() {
    var port = new PortModel();
    for (int i = 0; i < 3; i++) {
      port.bind(at("127.0.0.1", PORT));
    }
    port.connect(1, OTHER_SOURCE, endpoint("127.0.0.1"));
    assertEquals(
        new Delivery.Shared(List.of(0, 2)), port.unicast(SOURCE, endpoint("127.0.0.1"), "lo"));
  }

  @Test
  void aGroupThatHadAConnectionLetsABetterSocketGoFirst() {
    BoundSocket tied = on("lo", "127.0.0.1", PORT);
    for (boolean connects : new boolean[] {false, true}) {
      var port = new PortModel();
      port.bind(tied);
      port.bind(at("127.0.0.1", PORT));
      port.bind(at("127.0.0.1", PORT));
      if (connects) {
        port.connect(2, OTHER_SOURCE, endpoint("127.0.0.1"));
      }
      Delivery expected = connects ? one(0, SPECIFIC_ADDRESS) : new Delivery.Shared(List.of(1, 2));
      assertEquals(expected, port.unicast(SOURCE, endpoint("127.0.0.1"), "lo"));
    }
  }

  @Test
  void portSwitchedOffLaterDoesNotLeaveTheGroup() {
    var port = new PortModel();
    port.bind(at("127.0.0.1", PORT));
    port.bind(at("127.0.0.1", PORT));
    port.setReuse(0, ReuseOptions.NONE);
    assertEquals(
        new Delivery.Shared(List.of(0, 1)), port.unicast(SOURCE, endpoint("127.0.0.1"), "lo"));
    port.close(1);
    assertEquals(one(0, SPECIFIC_ADDRESS), port.unicast(SOURCE, endpoint("127.0.0.1"), "lo"));
  }

  private static Delivery toGroup(BoundSocket... oldestFirst) {
    return DeliveryRules.multicast(List.of(oldestFirst), SOURCE, endpoint(GROUP), "lo", false);
  }

  private static BoundSocket member(String address, boolean all) {
    var joined = List.of(new GroupMembership(InetAddress.ofLiteral(GROUP), "lo"));
    return at(address, ADDR).withMulticast(new MulticastState(joined, all, true));
  }

  private static BoundSocket stranger(String address, boolean all) {
    return at(address, ADDR).withMulticast(new MulticastState(List.of(), all, true));
  }

  @Test
  void everyMemberGetsACopyAndSoDoesWhoTakesAll() {
    assertEquals(
        new Delivery.Copies(List.of(0, 1, 3)),
        toGroup(
            member("0.0.0.0", false),
            stranger("0.0.0.0", true),
            stranger("0.0.0.0", false),
            member(GROUP, false),
            member("127.0.0.1", true)));
  }

  @Test
  void withoutAnyMemberTheMachineDropsIt() {
    assertEquals(new Delivery.Nobody(), toGroup(stranger("0.0.0.0", true)));
    assertEquals(
        new Delivery.Copies(List.of(0)),
        DeliveryRules.multicast(
            List.of(stranger("0.0.0.0", true)), SOURCE, endpoint(GROUP), "lo", true));
  }

  @Test
  void membersOnAnotherInterfaceAreNone() {
    var joined = List.of(new GroupMembership(InetAddress.ofLiteral(GROUP), "eth0"));
    BoundSocket elsewhere =
        at("0.0.0.0", ADDR).withMulticast(new MulticastState(joined, false, true));
    assertEquals(new Delivery.Copies(List.of(1)), toGroup(elsewhere, member("0.0.0.0", false)));
  }

  @Test
  void aNewIpv6SocketTakesIpv4GroupsOnlyIfItJoined() {
    BoundSocket dual = at("::", ADDR);
    assertEquals(MulticastState.ofNew(Family.INET6, List.of()), dual.multicast());
    assertEquals(
        new Delivery.Copies(List.of(0, 2)),
        toGroup(member("0.0.0.0", false), dual, member("::", false)));
  }

  @Test
  void ipv6GroupsAreNotAskedForTheirInterface() {
    InetAddress group = InetAddress.ofLiteral("ff15::1");
    BoundSocket here =
        v6Only("::", ADDR)
            .withMulticast(
                new MulticastState(List.of(new GroupMembership(group, "eth0")), true, false));
    BoundSocket elsewhere =
        v6Only("::", ADDR)
            .withMulticast(
                new MulticastState(List.of(new GroupMembership(group, "lo")), true, false));
    BoundSocket none = v6Only("::", ADDR).withMulticast(new MulticastState(List.of(), true, false));
    assertEquals(
        new Delivery.Copies(List.of(0, 1, 3)),
        DeliveryRules.multicast(
            List.of(here, elsewhere, none, v6Only("::", ADDR)),
            Endpoint.parse("[::1]:20001"),
            new Endpoint(group, Sockets.PORT),
            "eth0",
            false));
  }

  @Test
  void everyWildcardGetsACopyOfABroadcast() {
    assertEquals(
        new Delivery.Copies(List.of(0, 2)),
        PortModel.of(List.of(at("0.0.0.0", ADDR), at("127.0.0.1", ADDR), at("::", ADDR)))
            .broadcast(SOURCE, endpoint("127.255.255.255"), "lo"));
  }
}
