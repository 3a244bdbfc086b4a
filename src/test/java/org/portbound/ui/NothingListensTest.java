package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * No socket is open that the user did not open: neither in the window's process nor in a peer's.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class NothingListensTest {
  /** Tables of sockets that packets from elsewhere can reach (proc(5), /proc/net). */
  private static final List<String> TABLES =
      List.of("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "packet");

  /** The inodes of a process's sockets in these tables, each with its table and address. */
  private static Set<String> sockets(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    Set<String> own;
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      own =
          files
              .map(NothingListensTest::target)
              .filter(each -> each.startsWith("socket:["))
              .map(each -> each.substring("socket:[".length(), each.length() - 1))
              .collect(Collectors.toSet());
    }
    var found = new TreeSet<String>();
    for (String table : TABLES) {
      Path file = process.resolve("net").resolve(table);
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          List<String> words = List.of(line.strip().split("\\s+"));
          words.stream()
              .filter(own::contains)
              .findFirst()
              .ifPresent(inode -> found.add(table + " " + words.get(1) + " " + inode));
        }
      }
    }
    return found;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // Closed since it was listed.
      return "";
    }
  }

  @Test
  void theWindowAndItsPeersOpenNothingByThemselves() throws IOException {
    long self = ProcessHandle.current().pid();
    Set<String> before = sockets(self);
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      for (KeyCode page :
          List.of(
              KeyCode.DIGIT2,
              KeyCode.DIGIT3,
              KeyCode.DIGIT4,
              KeyCode.DIGIT5,
              KeyCode.DIGIT6,
              KeyCode.DIGIT7,
              KeyCode.DIGIT8,
              KeyCode.DIGIT1)) {
        window.press(KeyCode.CONTROL, page);
        assertEquals(before, sockets(self), page + " opens nothing");
      }
      window.click("#new-process").click("#new-process-same");
      window.awaitText("#peer-1-state", "running");
      assertEquals(before, sockets(self), "peers talk over pipes");
      List<Long> peers = ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
      assertFalse(peers.isEmpty());
      for (long peer : peers) {
        assertEquals(Set.of(), sockets(peer));
      }

      window.type("#bind-port", String.valueOf(FreePorts.any()));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      assertEquals(before.size() + 1, sockets(self).size(), "what the user opens is seen here");
      window.click("#listener-1-close").await("closed", () -> !window.exists("#listener-1"));
      assertEquals(before, sockets(self));
    }
  }
}
