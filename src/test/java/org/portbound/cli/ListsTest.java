package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there: interfaces, groups, messages. */
final class ListsTest {
  @Test
  void theLoopbackInterfaceIsThere() {
    Captured run = Captured.run("interfaces");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(
        run.out().matches("(?s)1: lo  up, loopback, MTU \\d+  .*127\\.0\\.0\\.1.*"), run.out());
    assertTrue(Captured.run("interfaces", "--json").out().contains("\"name\":\"lo\",\"up\":true"));
  }

  @Test
  void everyMachineHasJoinedAllHosts() {
    Captured run = Captured.run("groups");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(run.out().contains("lo  224.0.0.1  members 1  all hosts"), run.out());
    assertTrue(
        Captured.run("groups", "--json")
            .out()
            .contains("\"interface\":\"lo\",\"group\":\"224.0.0.1\",\"members\":1"));
  }

  @Test
  void builtInMessagesAreListedAndShown() {
    String all = Captured.run("messages").out();
    assertTrue(all.contains("mdns-query  224.0.0.251:5353"), all);
    String one = Captured.run("messages", "mdns-query").out();
    assertTrue(one.contains("${dns:{{name}}}"), one);
    assertTrue(one.contains("parameter type, usually PTR"), one);
    Captured unknown = Captured.run("messages", "nonsense");
    assertEquals(ExitStatus.USAGE, unknown.status());
    assertTrue(unknown.err().contains("ssdp-search"), unknown.err());
  }

  @Test
  void aFilesMistakesAreToldWithTheirLines(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("messages.json");
    Files.write(
        file,
        List.of(
            "{\"portbound-messages\": 1, \"messages\": [",
            " {\"name\": \"good\", \"note\": \"mine\", \"payload\": \"a\"},",
            " {\"name\": \"bad\", \"payload\": \"${x}\"}]}"));
    Captured run = Captured.run("messages", "--file", file.toString());
    assertEquals(ExitStatus.REFUSED, run.status());
    assertTrue(run.out().contains("good"), run.out());
    assertTrue(run.out().contains("mine"), run.out());
    assertTrue(run.err().contains("messages.json, line 3: "), run.err());
    Captured missing = Captured.run("messages", "--file", directory.resolve("none").toString());
    assertEquals(ExitStatus.USAGE, missing.status(), missing.err());
  }
}
