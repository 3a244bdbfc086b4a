package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.Sockets;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.nio.NioProvider;

/** What both providers say of IP_MULTICAST_ALL, held against getsockopt(2). */
@Timeout(20)
@EnabledOnOs(OS.LINUX)
final class MulticastAllTest {
  @ParameterizedTest
  @CsvSource({
    "posix, 127.0.0.1:0, INET",
    "posix, '[::1]:0', INET",
    "posix, '[::1]:0', INET6",
    "nio, 127.0.0.1:0, INET",
    "nio, '[::1]:0', INET6",
  })
  void theProviderSaysWhatTheKernelSays(String provider, String local, Family group)
      throws IOException {
    SocketProvider from = provider.equals("posix") ? new PosixProvider() : new NioProvider();
    Opening opening = from.open(SocketPlan.of(Endpoint.parse(local)));
    try (UdpSocket socket = assertInstanceOf(Opening.Opened.class, opening).socket()) {
      assertEquals(
          Optional.of(option(descriptorOn(socket.local()), group)), socket.multicastAll(group));
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:0, INET", "'[::1]:0', INET", "'[::1]:0', INET6"})
  void itCanBeSwitched(String local, Family group) throws IOException {
    Opening opening = new PosixProvider().open(SocketPlan.of(Endpoint.parse(local)));
    try (UdpSocket socket = assertInstanceOf(Opening.Opened.class, opening).socket()) {
      boolean before = socket.multicastAll(group).orElseThrow();
      for (boolean on : new boolean[] {!before, before}) {
        Sockets.assertDone(socket.setMulticastAll(group, on));
        assertEquals(Optional.of(on), socket.multicastAll(group));
        assertEquals(on, option(socket.descriptor(), group));
      }
    }
  }

  @Test
  void javaLeavesItOff() {
    Opening opening = new NioProvider().open(SocketPlan.of(Sockets.ANY_PORT));
    try (UdpSocket socket = assertInstanceOf(Opening.Opened.class, opening).socket()) {
      assertInstanceOf(CallOutcome.Failed.class, socket.setMulticastAll(Family.INET, true));
    }
  }

  /** The descriptor of this process whose socket is bound to the port. */
  private static int descriptorOn(Endpoint local) throws IOException {
    String table = Family.of(local.address()) == Family.INET ? "udp" : "udp6";
    String port = String.format(Locale.ROOT, ":%04X", local.port());
    List<String> lines = Files.readAllLines(Path.of("/proc/net", table));
    String inode =
        lines.stream()
            .map(each -> each.strip().split("\\s+"))
            .filter(each -> each[1].endsWith(port))
            .map(each -> each[9])
            .findFirst()
            .orElseThrow();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : all) {
        if (Files.isSymbolicLink(each)
            && Files.readSymbolicLink(each).toString().equals("socket:[" + inode + "]")) {
          return Integer.parseInt(each.getFileName().toString());
        }
      }
    }
    throw new AssertionError("no descriptor for " + local);
  }

  private static boolean option(int descriptor, Family group) {
    boolean ipv4 = group == Family.INET;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocate(JAVA_INT);
      length.set(JAVA_INT, 0, (int) value.byteSize());
      int result =
          Kernel.libC()
              .getsockopt(
                  descriptor,
                  ipv4 ? Constants.IPPROTO_IP : Constants.IPPROTO_IPV6,
                  ipv4 ? Constants.IP_MULTICAST_ALL : Constants.IPV6_MULTICAST_ALL,
                  value.address(),
                  length.address());
      assertEquals(0, result);
      return value.get(JAVA_INT, 0) != 0;
    }
  }
}
