package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.posix.PosixProvider;

/** How many packets a datagram takes: by arithmetic, and by the kernel's word. */
@Timeout(20)
final class PathMtuTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1500, INET, 1",
    "1472, 1500, INET, 1",
    "1473, 1500, INET, 2",
    "2952, 1500, INET, 2",
    "2953, 1500, INET, 3",
    "65507, 1500, INET, 45",
    "65507, 65536, INET, 1",
    "1452, 1500, INET6, 1",
    "1453, 1500, INET6, 2",
    "1232, 1280, INET6, 1",
    "100, 20, INET, 1"
  })
  void packetsOf(int lengthBytes, int mtuBytes, Family family, int packets) {
    assertEquals(packets, PathMtu.packets(lengthBytes, mtuBytes, family));
  }

  /** What may not be cut goes exactly up to the MTU, in a network whose lo takes 1,500 bytes. */
  @ParameterizedTest
  @CsvSource({"127.0.0.1:0, 1472", "[::1]:0, 1452"})
  void theKernelDrawsTheLineAtTheSameByte(String local, int most) throws Exception {
    try (PrivateNetwork network = PrivateNetwork.enter().ip("link", "set", "lo", "mtu", "1500");
        var sockets = new Sockets(network)) {
      UdpSocket socket = sockets.open(Endpoint.parse(local));
      SendOptions whole = SendOptions.DEFAULT.withDontFragment(true);
      assertEquals(most, PathMtu.maxPayloadBytes(1_500, Family.of(socket.local().address())));
      Sockets.assertDone(socket.send(socket.local(), new byte[most], whole));
      Sockets.assertFailed(Errno.EMSGSIZE, socket.send(socket.local(), new byte[most + 1], whole));
      Sockets.assertDone(socket.send(socket.local(), new byte[most + 1], SendOptions.DEFAULT));
      assertEquals(
          1_500, network.pathMtu(socket.local(), SendOptions.DEFAULT).bytes().orElseThrow());
    }
  }

  @Test
  void theQuestionIsClosedAgain() {
    PathMtu told = new PosixProvider().pathMtu(Sockets.ANY_PORT.withPort(9), SendOptions.DEFAULT);
    List<String> names = told.calls().stream().map(SystemCall::name).toList();
    assertEquals(List.of("socket", "setsockopt", "connect", "getsockopt", "close"), names);
  }
}
