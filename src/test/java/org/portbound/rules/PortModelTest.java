package org.portbound.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.portbound.socket.ReuseOptions.ADDR;
import static org.portbound.socket.ReuseOptions.BOTH;
import static org.portbound.socket.ReuseOptions.NONE;
import static org.portbound.socket.ReuseOptions.PORT;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/** What a port remembers, one sentence at a time; the sum is held against the kernel elsewhere. */
@Timeout(30)
final class PortModelTest {
  private static final int PORT_NUMBER = 12_345;
  private static final Endpoint SOURCE = Endpoint.parse("127.0.0.1:20001");
  private static final Endpoint OTHER_SOURCE = Endpoint.parse("127.0.0.1:20002");

  private final PortModel port = new PortModel();

  /** In the family of the address as it is written: {@code ::ffff:127.0.0.1} is an IPv6 socket. */
  static BoundSocket at(String address, ReuseOptions reuse) {
    Family natural = address.indexOf(':') >= 0 ? Family.INET6 : Family.INET;
    return BoundSocket.of(
        SocketPlan.of(endpoint(address)).withFamily(natural).withReuse(reuse), 1000);
  }

  static Endpoint endpoint(String address) {
    return new Endpoint(InetAddress.ofLiteral(address), PORT_NUMBER);
  }

  private Delivery to(String address) {
    return port.deliver(Arrival.overLoopback(SOURCE, endpoint(address)));
  }

  private void connect(int number, Endpoint peer) {
    port.connect(number, peer, endpoint("127.0.0.1"));
  }

  private static Delivery shared(Integer... numbers) {
    return new Delivery.Shared(List.of(numbers), DeliveryRule.REUSEPORT_HASH);
  }

  @Test
  void numbersStayWhenOthersAreClosed() {
    port.bind(at("127.0.0.1", ADDR));
    port.bind(at("127.0.0.1", ADDR));
    int last = port.bind(at("127.0.0.1", ADDR));
    port.close(0);
    assertNull(port.socket(0));
    assertEquals(new Delivery.One(last, DeliveryRule.NEWEST), to("127.0.0.1"));
    port.close(last);
    assertEquals(new Delivery.One(1, DeliveryRule.ONLY_ONE), to("127.0.0.1"));
    assertEquals(
        new BindVerdict.Refused(1, BindRule.NO_OPTION_ON_NEW, Overlap.SAME_ADDRESS),
        port.predict(at("127.0.0.1", NONE)));
    assertThrows(IllegalArgumentException.class, () -> port.setReuse(0, NONE));
  }

  @Test
  void portSwitchedOffLaterDoesNotLeaveTheGroup() {
    port.bind(at("127.0.0.1", PORT));
    port.bind(at("127.0.0.1", PORT));
    port.setReuse(0, NONE);
    assertEquals(shared(0, 1), to("127.0.0.1"));
    port.setReuse(1, NONE);
    assertEquals(new Delivery.One(1, DeliveryRule.NEWEST), to("127.0.0.1"));
  }

  @Test
  void portSwitchedOnLaterMakesAGroupWithTheNextBindOnly() {
    port.bind(at("127.0.0.1", ADDR));
    port.bind(at("127.0.0.1", ADDR));
    port.setReuse(0, BOTH);
    port.setReuse(1, BOTH);
    assertEquals(new Delivery.One(1, DeliveryRule.NEWEST), to("127.0.0.1"));
    port.bind(at("127.0.0.1", BOTH));
    assertEquals(shared(1, 2), to("127.0.0.1"));
  }

  @Test
  void aSocketThatConnectsLeavesItsGroup() {
    for (int i = 0; i < 3; i++) {
      port.bind(at("127.0.0.1", PORT));
    }
    connect(1, OTHER_SOURCE);
    assertEquals(shared(0, 2), to("127.0.0.1"));
  }

  @Test
  void whoBindsBesideAConnectedSocketMakesAGroupOfItsOwn() {
    port.bind(at("127.0.0.1", PORT));
    port.bind(at("127.0.0.1", PORT));
    connect(1, OTHER_SOURCE);
    port.bind(at("127.0.0.1", PORT));
    assertEquals(new Delivery.One(2, DeliveryRule.NEWEST), to("127.0.0.1"));
  }

  @Test
  void aGroupRemembersAConnectionWhenItsSocketIsClosed() {
    for (boolean connects : new boolean[] {false, true}) {
      var model = new PortModel();
      model.bind(at("127.0.0.1", PORT).withDevice("lo"));
      model.bind(at("127.0.0.1", PORT));
      model.bind(at("127.0.0.1", PORT));
      model.bind(at("127.0.0.1", PORT));
      if (connects) {
        model.connect(3, OTHER_SOURCE, endpoint("127.0.0.1"));
      }
      model.close(3);
      Delivery delivery = model.deliver(Arrival.overLoopback(SOURCE, endpoint("127.0.0.1")));
      if (connects) {
        assertEquals(0, assertInstanceOf(Delivery.One.class, delivery).index());
      } else {
        assertEquals(shared(1, 2), delivery);
      }
    }
  }

  @Test
  void theLastToConnectGetsAll() {
    port.bind(at("127.0.0.1", ADDR));
    port.bind(at("127.0.0.1", ADDR));
    connect(1, SOURCE);
    connect(0, SOURCE);
    assertEquals(new Delivery.One(0, DeliveryRule.CONNECTED), to("127.0.0.1"));
    port.close(0);
    assertEquals(new Delivery.One(1, DeliveryRule.CONNECTED), to("127.0.0.1"));
  }

  @Test
  void aDualStackSocketConnectedByIpv6IsOfNoIpv6OnlyGroup() {
    Endpoint peer = Endpoint.parse("[::1]:20002");
    port.bind(at("::1", PORT));
    port.bind(at("::", PORT));
    port.connect(1, peer, endpoint("::1"));
    port.bind(at("::1", PORT));
    assertEquals(
        shared(0, 2),
        port.deliver(Arrival.overLoopback(Endpoint.parse("[::1]:20001"), endpoint("::1"))));
  }

  /** Found by random scenarios: the connected socket stands before what was bound earlier. */
  @Test
  void withMoreThanTenSocketsAConnectedWildcardStandsAtTheHeadOfItsNewAddress() {
    for (boolean connectsLast : new boolean[] {false, true}) {
      var sockets = new ArrayList<BoundSocket>();
      sockets.add(at("0.0.0.0", BOTH));
      sockets.add(at("127.0.0.1", BOTH));
      for (int i = 0; i < 9; i++) {
        sockets.add(at("127.0.1." + (1 + i), ADDR));
      }
      var model = new PortModel();
      for (int i = 0; i < sockets.size(); i++) {
        if (i == 1 && !connectsLast) {
          model.connect(0, OTHER_SOURCE, endpoint("127.0.0.1"));
        }
        model.bind(sockets.get(i));
      }
      if (connectsLast) {
        model.connect(0, OTHER_SOURCE, endpoint("127.0.0.1"));
      }
      model.setReuse(1, ADDR);
      BindVerdict verdict = model.predict(at("127.0.0.1", PORT));
      if (connectsLast) {
        assertInstanceOf(BindVerdict.Allowed.class, verdict);
      } else {
        assertEquals(1, assertInstanceOf(BindVerdict.Refused.class, verdict).decider());
      }
    }
  }

  @Test
  void ipv6GroupsAreNotAskedForTheirInterface() {
    InetAddress group = InetAddress.ofLiteral("ff15::1");
    port.bind(member(new GroupMembership(group, "eth0")));
    port.bind(member(new GroupMembership(group, "lo")));
    port.bind(at("::", ADDR));
    var arrival =
        new Arrival(Endpoint.parse("[::1]:20001"), new Endpoint(group, PORT_NUMBER), "eth0", false);
    assertEquals(new Delivery.Copies(List.of(0, 1)), port.deliver(arrival));
    port.close(0);
    assertEquals(new Delivery.Nobody(), port.deliver(arrival));
  }

  private static BoundSocket member(GroupMembership membership) {
    return BoundSocket.of(
        SocketPlan.of(endpoint("::")).withReuse(ADDR).withGroups(List.of(membership)), 1000);
  }
}
