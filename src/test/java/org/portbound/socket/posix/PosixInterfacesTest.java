package org.portbound.socket.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Interface;
import org.portbound.socket.PrivateNetwork;

/** What is listed in a network where the test knows every interface. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class PosixInterfacesTest {
  private static Optional<Interface> named(List<Interface> all, String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  @Test
  void everyInterfaceIsListedWithOrWithoutAnAddress() {
    try (PrivateNetwork network = PrivateNetwork.enter()) {
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      network.ip("addr", "add", "10.9.8.7/28", "dev", "pb0");
      network.ip("addr", "add", "10.9.8.8/32", "dev", "pb0", "label", "pb0:more");
      network.ip("link", "set", "pb0", "mtu", "1400");
      network.ip("link", "set", "pb0", "up");
      List<Interface> all = network.interfaces();
      assertEquals("lo", all.getFirst().name(), "loopback comes first");
      assertEquals(
          List.of("lo", "pb0", "pb1"), all.stream().map(Interface::name).sorted().toList());

      Interface lo = all.getFirst();
      assertTrue(lo.up() && lo.running() && lo.loopback() && lo.carriesMulticast(), lo::toString);
      assertFalse(lo.multicast(), "lo says that it cannot");
      Interface plugged = named(all, "pb0").orElseThrow();
      assertEquals(
          List.of("10.9.8.7/28", "10.9.8.8/32"),
          plugged.assigned().stream().map(Object::toString).toList());
      assertEquals(1400, plugged.mtuBytes());
      assertTrue(plugged.up(), "it is switched on");
      assertFalse(plugged.running(), "the other end is down");
      Interface bare = named(all, "pb1").orElseThrow();
      assertEquals(List.of(), bare.assigned());
      assertFalse(bare.up() || bare.loopback() || bare.pointToPoint(), bare::toString);
      assertTrue(bare.multicast() && bare.index() > 1, bare::toString);
    }
  }

  @Test
  void followsTheCables() {
    try (PrivateNetwork network = PrivateNetwork.enter()) {
      network.pair("pb0", "pb1");
      Interface plugged = named(network.interfaces(), "pb0").orElseThrow();
      assertTrue(plugged.running() && plugged.carriesMulticast(), plugged::toString);
      network.ip("link", "del", "pb0");
      assertEquals(List.of("lo"), network.interfaces().stream().map(Interface::name).toList());
    }
  }
}
