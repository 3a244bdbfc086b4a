package org.portbound.socket.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Sockets;
import org.portbound.socket.UdpSocket;

/** What becomes of a membership when its interface goes away and comes back. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class GoneInterfaceTest {
  private static void plugIn(PrivateNetwork network) {
    network.pair("pb0", "pb1").ip("addr", "add", "192.0.2.1/24", "dev", "pb0");
  }

  /** Whether the kernel's table has the group on pb0; the address as it stands there. */
  private static boolean listed(PrivateNetwork network, boolean ipv4) throws IOException {
    List<String> lines =
        Files.readAllLines(network.networkFiles().resolve(ipv4 ? "igmp" : "igmp6"));
    return ipv4
        ? lines.stream().anyMatch(line -> line.contains("030201EF"))
        : lines.stream()
            .anyMatch(
                line -> line.contains("pb0") && line.contains("ff020000000000000000000000005042"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"239.1.2.3", "ff02::5042"})
  void isLostWithItAndComesBackByJoiningAgain(String group) throws IOException {
    boolean ipv4 = group.startsWith("239");
    try (PrivateNetwork network = PrivateNetwork.enter()) {
      plugIn(network);
      var joined = new GroupMembership(Endpoint.readAddress(group).orThrow(), "pb0");
      SocketPlan plan =
          SocketPlan.of(Endpoint.parse(ipv4 ? "0.0.0.0:0" : "[::]:0")).withGroups(List.of(joined));
      Opening opening = network.open(plan);
      try (UdpSocket socket = ((Opening.Opened) opening).socket()) {
        assertTrue(listed(network, ipv4), "joined");
        network.ip("link", "set", "pb0", "down");
        assertTrue(listed(network, ipv4), "switched off it keeps its groups");
        network.ip("link", "set", "pb0", "up");
        assertTrue(listed(network, ipv4));

        network.ip("link", "del", "pb0");
        assertFalse(listed(network, ipv4), "gone with the interface");
        plugIn(network);
        assertFalse(listed(network, ipv4), "and nothing brings it back by itself");

        Sockets.assertDone(network.ask(() -> socket.join(joined)));
        assertTrue(listed(network, ipv4), "joined again, on the new one");
        Sockets.assertFailed(Errno.EADDRINUSE, network.ask(() -> socket.join(joined)));
        network.ip("link", "del", "pb0");
        Sockets.assertDone(network.ask(() -> socket.leave(joined)));
        assertEquals(
            Errno.ENODEV.name(),
            Sockets.assertFailed(network.ask(() -> socket.leave(joined))).errno().name());
      }
    }
  }
}
