package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration as a process of its own, on ports that are free. */
@Tag("long")
@Timeout(240)
final class DemoTest {
  private static final Map<String, String> NO_DISPLAY =
      Map.of("DISPLAY", "", "WAYLAND_DISPLAY", "");

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void everyAnswerIsTheExpectedOne(String provider) throws Exception {
    try (var demo = PortboundProcess.run("demo", "--port", "0", "--provider", provider)) {
      String all = String.join("\n", demo.out());
      assertEquals(ExitStatus.OK, demo.exit(), all + demo.err());
      assertEquals("", demo.err());
      assertEquals(11, demo.out().stream().filter(line -> line.contains("✓")).count(), all);
      assertEquals(0, demo.out().stream().filter(line -> line.contains("✗")).count(), all);
      assertTrue(all.contains("EADDRINUSE"), all);
      assertTrue(all.contains("test message"), all);
      assertTrue(all.contains("named this process as the holder"), all);
    }
  }

  @Test
  void aTakenPortIsNotReplaced() throws Exception {
    try (var holder =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var demo = PortboundProcess.run("demo", "--port", String.valueOf(holder.getLocalPort()))) {
      assertEquals(ExitStatus.REFUSED, demo.exit());
      assertTrue(demo.out().isEmpty(), demo.out()::toString);
      assertTrue(demo.err().contains("EADDRINUSE"), demo.err());
      assertTrue(demo.err().contains(String.valueOf(ProcessHandle.current().pid())), demo.err());
      assertTrue(demo.err().contains("--port N"), demo.err());
    }
  }

  /** Without a display the demonstration takes the window's place, and JavaFX is never loaded. */
  @Test
  void withoutADisplayOneLineSaysSoAndTheDemonstrationRuns() throws Exception {
    try (var main = PortboundProcess.start(List.of("-Xlog:class+load"), NO_DISPLAY)) {
      int status = main.exit();
      List<String> said =
          main.out().stream().filter(line -> !line.contains("[class,load]")).toList();
      String all = String.join("\n", said);
      assertEquals(ExitStatus.OK, status, all + main.err());
      assertEquals("", main.err());
      assertTrue(said.getFirst().startsWith("No window: DISPLAY is not set"), all);
      assertTrue(all.contains("✓ as expected"), all);
      assertTrue(main.out().stream().anyMatch(line -> line.contains("org.portbound.Main")));
      List<String> javafx =
          main.out().stream()
              .filter(line -> line.contains("[class,load] javafx.") || line.contains(" com.sun."))
              .filter(line -> line.contains("javafx") || line.contains("com.sun.glass"))
              .toList();
      assertEquals(List.of(), javafx);
    }
  }
}
