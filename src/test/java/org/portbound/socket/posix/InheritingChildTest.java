package org.portbound.socket.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.socket.Spawning;

@EnabledOnOs(OS.LINUX)
@Timeout(30)
class InheritingChildTest {
  @Test
  void theChildHasThatDescriptorAndNoOther(@TempDir Path directory) throws Exception {
    Path kept = Files.writeString(directory.resolve("kept"), "x");
    Path other = Files.writeString(directory.resolve("other"), "x");
    try (var open = new FileInputStream(kept.toFile());
        var alsoOpen = new FileInputStream(other.toFile())) {
      assertEquals('x', alsoOpen.read());
      int descriptor = descriptorOf(kept);
      Spawning spawning = InheritingChild.spawn(descriptor, List.of("/bin/sleep", "60"));
      var spawned = assertInstanceOf(Spawning.Spawned.class, spawning);
      ProcessHandle child = ProcessHandle.of(spawned.pid()).orElseThrow();
      try {
        Map<Integer, String> wanted =
            Map.of(0, "/dev/null", 1, "/dev/null", 2, "/dev/null", descriptor, kept.toString());
        assertEquals(wanted, settled(Long.toString(child.pid()), wanted));
        assertEquals(0, spawned.call().result());
        assertEquals(List.of("/bin/sleep", "60"), zeroEnded("/proc/" + child.pid() + "/cmdline"));
        assertEquals(
            System.getenv().entrySet().stream().map(Object::toString).sorted().toList(),
            zeroEnded("/proc/" + child.pid() + "/environ").stream().sorted().toList());
        assertEquals('x', open.read());
      } finally {
        child.destroyForcibly();
      }
      while (Files.exists(Path.of("/proc/" + child.pid()))) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  void whatCannotBeExecutedIsAnError() {
    Spawning spawning = InheritingChild.spawn(0, List.of("/nonexistent/program"));
    var failed = assertInstanceOf(Spawning.Failed.class, spawning);
    assertEquals("ENOENT", failed.errno().name());
    assertTrue(failed.call().failed());
    assertTrue(failed.call().arguments().contains("/nonexistent/program"));
  }

  /** While it starts, the program opens files of its own for a moment. */
  private static Map<Integer, String> settled(String process, Map<Integer, String> wanted)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    Map<Integer, String> has = descriptors(process);
    while (!has.equals(wanted) && System.nanoTime() < deadline) {
      Thread.sleep(5);
      has = descriptors(process);
    }
    return has;
  }

  private static List<String> zeroEnded(String file) throws IOException {
    String text = Files.readString(Path.of(file));
    return List.of(text.substring(0, text.length() - 1).split("\0", -1));
  }

  private static int descriptorOf(Path file) throws IOException {
    for (var each : descriptors("self").entrySet()) {
      if (each.getValue().equals(file.toString())) {
        return each.getKey();
      }
    }
    throw new AssertionError(file + " is not open");
  }

  private static Map<Integer, String> descriptors(String pid) throws IOException {
    var found = new TreeMap<Integer, String>();
    File directory = new File("/proc/" + pid + "/fd");
    String[] names = directory.list();
    for (String name : names == null ? new String[0] : names) {
      Path link = directory.toPath().resolve(name);
      if (Files.isSymbolicLink(link)) {
        found.put(Integer.parseInt(name), Files.readSymbolicLink(link).toString());
      }
    }
    return found;
  }
}
