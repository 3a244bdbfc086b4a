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
    String json = Captured.run("interfaces", "--json").out();
    assertTrue(json.contains("\"name\":\"lo\",\"up\":true,\"running\":true"), json);
    assertTrue(json.contains("\"127.0.0.1/8\""), json);
    assertTrue(json.contains("\"groups\":[\"224.0.0.1\""), json);
  }

  @Test
  void watchingInterfacesEndsAfterItsTime() {
    Captured run = Captured.run("interfaces", "--watch", "--for", "10ms");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(run.out().contains("1: lo"), run.out());
    assertEquals(ExitStatus.USAGE, Captured.run("interfaces", "--watch", "--for", "x").status());
  }

  @Test
  void groupsThatHaveANameAreListed() {
    Captured run = Captured.run("groups", "--known");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertTrue(run.out().contains("224.0.0.251  mDNS"), run.out());
    assertTrue(run.out().contains("ff02::c  SSDP, WS-Discovery"), run.out());
    String json = Captured.run("groups", "--known", "--json").out();
    assertTrue(json.contains("\"group\":\"239.255.255.250\",\"name\":\"SSDP, WS-Disco"), json);
  }

  @Test
  void groupsInARowAreJoinedAndAMistakeIsTold() {
    Captured run =
        Captured.run(
            "listen",
            "0.0.0.0:0",
            "--group",
            "239.5.5.1-239.5.5.3",
            "--group",
            "239.5.6.1+2@lo!=127.0.0.9",
            "--for",
            "10ms",
            "--json");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    for (String each : List.of("239.5.5.1", "239.5.5.2", "239.5.5.3", "239.5.6.2")) {
      assertTrue(run.out().contains("\"group\":\"" + each + "\""), run.out());
    }
    assertTrue(run.out().contains("\"allBut\":[\"127.0.0.9\"]"), run.out());
    assertTrue(
        run.err().contains("{\"group\":\"239.5.6.2\",\"received\":0,\"bytes\":0}"), run.err());
    Captured wrong = Captured.run("listen", "0.0.0.0:0", "--group", "239.5.5.9-239.5.5.1");
    assertEquals(ExitStatus.USAGE, wrong.status());
    assertTrue(wrong.err().contains("239.1.1.1-239.1.1.10"), wrong.err());
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
