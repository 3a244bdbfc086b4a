package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.KernelReader;
import org.portbound.socket.Opening;
import org.portbound.socket.ProcessReader;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketRow;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Message;

/** What the kernel answers itself is what its files say. */
@EnabledOnOs(OS.LINUX)
@Timeout(20)
final class KernelReaderTest {
  private static final int MANY = 900;

  private final PosixProvider provider = new PosixProvider();
  private final KernelReader kernel = provider.flagReader().kernel().orElseThrow();
  private final ProcessReader quick = kernel.processes();
  private final ProcessReader plain = new FileProcessReader(FlagReader.NONE);
  private final List<UdpSocket> sockets = new ArrayList<>();
  @TempDir private Path directory;

  @BeforeEach
  void openSockets() {
    open(SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
    open(SocketPlan.of(Endpoint.parse("0.0.0.0:0")).withReuse(ReuseOptions.PORT));
    open(SocketPlan.of(Endpoint.parse("[::1]:0")).withReuse(ReuseOptions.ADDR).withV6Only(true));
    open(SocketPlan.of(Endpoint.parse("[::]:0")));
  }

  private void open(SocketPlan plan) {
    sockets.add(((Opening.Opened) provider.open(plan)).socket());
  }

  @AfterEach
  void closeAll() {
    sockets.forEach(UdpSocket::close);
    quick.close();
    plain.close();
  }

  @Test
  void theListOfAPortIsTheSameAsInTheFiles() {
    for (UdpSocket each : sockets) {
      int port = each.local().port();
      List<SocketRow> rows = kernel.sockets(port).orElseThrow();
      var notes = new ArrayList<Message>();
      assertEquals(SocketTable.read(Path.of("/proc"), number -> number == port, notes), rows);
      assertTrue(
          rows.stream().anyMatch(row -> row.inode() == each.inode().orElseThrow()), "is listed");
      assertEquals(List.of(), notes);
    }
  }

  @Test
  void theListOfAllPortsHoldsThemAll() {
    List<Long> inodes =
        kernel.sockets(KernelReader.ALL_PORTS).orElseThrow().stream()
            .map(SocketRow::inode)
            .toList();
    for (UdpSocket each : sockets) {
      assertTrue(inodes.contains(each.inode().orElseThrow()), each.local().toString());
    }
  }

  @Test
  void descriptorsAreTheSameAsInTheFiles() throws IOException {
    Path descriptors = Files.createDirectory(directory.resolve("fd"));
    // More than one reading of the directory brings.
    for (int i = 0; i < MANY; i++) {
      String target = i % 3 == 0 ? "socket:[" + (1_000_000_000L * i) + "]" : "pipe:[" + i + "]";
      Files.createSymbolicLink(descriptors.resolve(String.valueOf(i)), Path.of(target));
    }
    var expected = new TreeMap<Integer, Long>();
    var seen = new TreeMap<Integer, Long>();
    assertEquals(MANY, plain.descriptors(descriptors.toString(), expected::put));
    assertEquals(MANY, quick.descriptors(descriptors.toString(), seen::put));
    assertEquals(MANY / 3, expected.size());
    assertEquals(expected, seen);
  }

  @Test
  void ownSocketsAreSeenWithTheirFlags() {
    int pid = (int) ProcessHandle.current().pid();
    var seen = new TreeMap<Long, Integer>();
    quick.descriptors("/proc/" + pid + "/fd", (descriptor, inode) -> seen.put(inode, descriptor));
    var flags = new ArrayList<Optional<SocketFlags>>();
    for (UdpSocket each : sockets) {
      long inode = each.inode().orElseThrow();
      int descriptor = Objects.requireNonNull(seen.get(inode));
      flags.add(quick.flags(pid, descriptor, inode, each.plan().family()));
      assertEquals(
          Optional.empty(),
          quick.flags(pid, descriptor, inode + 1, Family.INET),
          "another socket by now");
    }
    assertEquals(
        List.of(
            Optional.of(new SocketFlags(ReuseOptions.NONE, false)),
            Optional.of(new SocketFlags(ReuseOptions.PORT, false)),
            Optional.of(new SocketFlags(ReuseOptions.ADDR, true)),
            Optional.of(new SocketFlags(ReuseOptions.NONE, false))),
        flags);
  }

  @Test
  void textsAndLinksOfAnyLengthAreTheSame() throws IOException {
    for (String text :
        List.of("", "short", "é".repeat(100), "x".repeat(32 * 1024), "0123456789".repeat(20_000))) {
      String file = Files.writeString(directory.resolve("text"), text).toString();
      assertEquals(plain.text(file), quick.text(file));
      assertEquals(text.length(), quick.text(file).length());
    }
    String link =
        Files.createSymbolicLink(directory.resolve("link"), Path.of("net:[4026531840]")).toString();
    assertEquals("net:[4026531840]", quick.link(link));
    assertEquals(plain.link("/proc/self/ns/net"), quick.link("/proc/self/ns/net"));
  }

  @Test
  void whatIsNotThereIsNoError() {
    for (ProcessReader each : List.of(plain, quick)) {
      String nowhere = directory.resolve("nowhere").toString();
      assertEquals(ProcessReader.UNREADABLE, each.descriptors(nowhere, (descriptor, inode) -> {}));
      assertEquals("", each.text(nowhere));
      assertNull(each.link(nowhere));
      assertEquals(Optional.empty(), each.flags(Integer.MAX_VALUE, 1, 1, Family.INET));
    }
  }
}
