package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.ReuseOptions;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The main job, clicked as a new user would, on the real kernel. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class StoryTest {
  private static final long LOG_BYTES = 8 << 20;

  private static WindowDriver open(String provider) {
    return WindowDriver.open(
        Workbench.open(Providers.named(provider).orThrow(), LOG_BYTES), 1280, 800);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void bindBeRefusedFixItSendAndWatchItArrive(String provider) {
    int port = FreePorts.any();
    int groupPort = FreePorts.any();
    String endpoint = "127.0.0.1:" + port;
    try (var window = open(provider)) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      assertEquals(endpoint, window.text("#listener-1-endpoint"));

      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      assertEquals(
          "bind " + endpoint + ": address already in use (EADDRINUSE)",
          window.text("#refusal-headline"));
      assertEquals(1, window.workbench().listeners().size(), "nothing else has changed");
      assertEquals("Bind both with SO_REUSEPORT", window.text("#refusal-fix-0"));

      window.click("#refusal-fix-0").awaitText("#refusal-headline", "Both are bound now");
      List<ListenerView> both = window.workbench().listeners();
      assertEquals(2, both.size());
      for (ListenerView each : both) {
        assertEquals(endpoint, each.local().toString());
        assertEquals(ReuseOptions.PORT, each.reuse());
        window.awaitText("#listener-" + each.number() + "-state", "Listening");
      }

      window.click("#bind-presets").click("#bind-preset-ws-discovery");
      window.type("#bind-port", String.valueOf(groupPort));
      window.click("#bind-reuseport").awaitText("#listener-3-endpoint", "0.0.0.0:" + groupPort);

      window.type("#send-source-address", endpoint).type("#send-port", String.valueOf(groupPort));
      window.click("#send-payload").press(KeyCode.CONTROL, KeyCode.ENTER);
      window.awaitText("#send-outcome", "Sent 12 bytes from " + endpoint);
      window.awaitText("#listener-3-received", "1");

      window.click("#traffic-table").press(KeyCode.HOME);
      window.awaitText("#detail-headline", "12 bytes from " + endpoint);
      window.awaitText(
          "#detail-destination",
          provider.equals("posix") ? "239.255.255.250:" + groupPort : "unknown");
    }
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void theOptionCanBeTurnedOnAtTheOpenListener(String provider) {
    try (var window = open(provider)) {
      window.type("#bind-port", String.valueOf(FreePorts.any()));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#bind-none").awaitText("#refusal-fix-1", "Turn SO_REUSEPORT on");
      window.click("#refusal-fix-1").awaitText("#refusal-headline", "bound now");
      window.awaitText("#listener-2-state", "Listening");
      window.click("#refusal-dismiss").await("it is gone", () -> !window.exists("#refusal-card"));
    }
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void exitClosesTheListenerThatAskedForIt(String provider) {
    int port = FreePorts.any();
    try (var window = open(provider)) {
      window.type("#bind-port", String.valueOf(port)).click("#bind-close-on-exit");
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#send-source-any");
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      window.type("#send-payload", "exit").click("#send-button");
      window.awaitText("#listener-1-state", "Closed");
      window.await("a notice says so", () -> window.notice().contains("Listener 1 closed"));

      window.click("#listener-1-again").awaitText("#listener-2-state", "Listening");
      assertTrue(window.workbench().listeners().getFirst().plan().closeOnExit());
      window.click("#listener-2-close").await("it is gone", () -> !window.exists("#listener-2"));
      assertTrue(window.exists("#listeners-empty"));
    }
  }
}
