package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.ReuseOptions;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Workbenches;

/** A peer process of another user in the window: what it may share, and what it takes over. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class OtherUserTest {
  private static final int LOW_PORT = 81;

  @Test
  void reuseportStopsAtTheUserAndReuseaddrDoesNot() {
    assumeTrue(SystemUsers.effectiveUid() == 0, "only root may start a process as another user");
    int port = FreePorts.any();
    try (var window = WindowDriver.open(Workbenches.forOtherUsers(), 1280, 800)) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
      window.click("#new-process").click("#new-process-other");
      window.await(
          "it started or not",
          () -> window.exists("#peer-1-state") || window.exists("#refusal-headline"));
      assumeTrue(window.exists("#peer-1-state"), "nobody may not read the program here");
      window.awaitText("#peer-1-facts", "nobody");
      choosePeer(window);

      window.robot().moveTo(window.node("#bind-reuseport"));
      window.awaitText("#bind-forecast", "will be refused: listener 1 belongs to another user");
      window.click("#bind-reuseport").awaitText("#refusal-headline", "EADDRINUSE");
      window.awaitText("#refusal-predicted", "As predicted: refused, listener 1 belongs to");
      window.picture("other-user").dress(ColorScheme.DARK).picture("other-user-dark");
      window.dress(ColorScheme.LIGHT);
      assertTrue(
          window.workbench().ledger().since(1).stream()
              .anyMatch(each -> each.call().name().equals("bind") && each.call().failed()),
          "the peer's refused bind is in the ledger");

      new RefusalDriver(window).fix("Bind both with SO_REUSEADDR");
      window.awaitText("#refusal-headline", "Both are bound now");
      window.awaitText("#refusal-predicted", "As predicted: allowed, shares the port with #1");
      window.awaitText("#listener-2-peer", "peer 1, PID ");
      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port)).click("#send-button");
      window.awaitText("#listener-2-received", "1").picture("other-user-takeover");
      assertEquals(0, listener(window, 1).datagrams(), "the newest took it, another user's");
      assertTrue(listener(window, 1).reuse().reuseAddr());

      lowPort(window);
      window.click("#peer-1-close").await("it is gone", () -> !window.exists("#peer-1"));
    }
  }

  private static void lowPort(WindowDriver window) {
    window.type("#bind-port", String.valueOf(LOW_PORT)).click("#bind-none");
    window.await(
        "it is answered",
        () ->
            window.workbench().listeners().size() == 3
                || window.text("#refusal-headline").contains("EACCES"));
    if (window.workbench().listeners().size() == 3) {
      // Containers often let everybody have low ports.
      assertEquals(LOW_PORT, listener(window, 3).local().port());
      return;
    }
    window.picture("fix-privileged");
    new RefusalDriver(window).fix("Use port " + (LOW_PORT + 10_000));
    window.awaitText("#refusal-headline", "Bound now").awaitText("#refusal-predicted", "As pred");
    assertEquals(ReuseOptions.NONE, listener(window, 3).reuse());
  }

  private static ListenerView listener(WindowDriver window, int number) {
    return window.workbench().listeners().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static void choosePeer(WindowDriver window) {
    window.await("it can be chosen", () -> window.exists("#bind-process"));
    window.click("#bind-process").press(KeyCode.DOWN).press(KeyCode.ENTER);
    window.await(
        "peer 1 is chosen",
        () ->
            window.node("#bind-process") instanceof ComboBox<?> box
                && String.valueOf(box.getValue()).startsWith("peer 1"));
  }
}
