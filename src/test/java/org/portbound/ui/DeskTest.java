package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** What is foretold before a click, peers, and the check list; each leaves a picture. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class DeskTest {
  private static WindowDriver open() {
    return WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800);
  }

  @Test
  void everyButtonSaysBeforehandWhatTheKernelWillSay() {
    int port = FreePorts.any();
    try (var window = open()) {
      window.type("#bind-port", String.valueOf(port));
      window.awaitText("#bind-forecast", "will be allowed: nobody is on this port");
      window.click("#bind-none").awaitText("#bind-outcome", "allowed (predicted: allowed)");
      window.robot().moveTo(window.node("#bind-port"));
      window.awaitText("#bind-forecast", "will be refused: listener 1 holds the port");
      window.robot().moveTo(window.node("#bind-reuseport"));
      window.awaitText("#bind-forecast", "will be refused: listener 1 has no reuse option");
      window.picture("forecast").dress(ColorScheme.DARK).picture("forecast-dark");
      window.dress(ColorScheme.LIGHT);

      window.click("#bind-reuseport").awaitText("#refusal-predicted", "As predicted: refused");
      window.awaitText("#bind-outcome", "refused (predicted: refused)");
      window.picture("forecast-refused");
      assertTrue(window.node("#bind-reuseport").getAccessibleText().contains("predicted: refused"));

      window.type("#bind-address", "203.0.113.7").press(KeyCode.TAB);
      window.awaitText("#bind-forecast", "203.0.113.7 is not an address of this machine");
      window.click("#bind-none").awaitText("#refusal-predicted", "As predicted");
    }
  }

  @Test
  void aSecondProcessSharesThePortAndIsStoppedAndKilled() {
    int port = FreePorts.any();
    try (var window = open()) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
      window.click("#new-process").click("#new-process-same");
      window.awaitText("#peer-1-state", "running");
      choose(window, "peer 1");
      window.awaitText("#bind-forecast", "will be refused");
      window.robot().moveTo(window.node("#bind-reuseport"));
      window.awaitText("#bind-forecast", "will be allowed: shares the port with #1");
      window.click("#bind-reuseport").awaitText("#listener-2-peer", "peer 1, PID ");
      window.awaitText("#listener-2-state", "Listening");

      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port));
      window.await(
          "both processes have got something",
          () -> {
            if (received(window, 1) > 0 && received(window, 2) > 0) {
              return true;
            }
            WindowDriver.onFx(
                () -> {
                  ((javafx.scene.control.Button) window.node("#send-button")).fire();
                  return true;
                });
            return false;
          });
      window.click("#listener-2-hold").awaitText("#peer-1-facts", "kept by PID");
      window.click("#peer-1-stop").awaitText("#peer-1-state", "stopped");
      window.picture("peers").dress(ColorScheme.DARK).picture("peers-dark");
      window.click("#peer-1-continue").awaitText("#peer-1-state", "running");
      window.click("#peer-1-kill").awaitText("#listener-2-state", "Closed");
      window.awaitText("#listener-2-reason", "killed by SIGKILL");
      window.picture("peers-killed");
      window.click("#peer-1-close").await("it is gone", () -> !window.exists("#peer-1"));
    }
  }

  private static long received(WindowDriver window, int listener) {
    return window.workbench().listeners().stream()
        .filter(each -> each.number() == listener)
        .mapToLong(ListenerView::datagrams)
        .sum();
  }

  private static void choose(WindowDriver window, String words) {
    window.await("it can be chosen", () -> window.exists("#bind-process"));
    window.click("#bind-process").press(KeyCode.DOWN).press(KeyCode.ENTER);
    window.await(
        words + " is chosen",
        () ->
            window.node("#bind-process") instanceof javafx.scene.control.ComboBox<?> box
                && String.valueOf(box.getValue()).startsWith(words));
  }

  @Test
  void theCheckListSaysWhyNothingArrives() {
    int port = FreePorts.any();
    try (var window = open()) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#listener-1-examine");
      assertEquals("127.0.0.1:" + port, window.text("#examine-destination"));
      window.awaitText("#check-test-datagram-verdict", "passed");
      window.awaitText("#listener-1-received", "1").picture("examine");

      window.type("#examine-destination", "127.0.0.1:" + (port == 1 ? 2 : port - 1));
      window.type("#examine-source", "127.0.0.1").click("#examine-run");
      window.awaitText("#check-address-verdict", "failed").picture("examine-failed");
      window.dress(ColorScheme.DARK).picture("examine-dark");
      Node summary = window.node("#examine-summary");
      assertTrue(summary instanceof Label label && label.getText().contains("failed"));

      window.type("#examine-source", "nonsense");
      window.await("it cannot be run", () -> window.node("#examine-run").isDisabled());
      window.type("#examine-source", "").click("#bind-none");
      window.awaitText("#refusal-headline", "EADDRINUSE");
      assertTrue(!window.exists("#examine-panel"), "the refusal takes its place");
      window.click("#listener-1-examine").click("#examine-dismiss");
      window.await("it is away", () -> !window.exists("#examine-panel"));
    }
  }
}
