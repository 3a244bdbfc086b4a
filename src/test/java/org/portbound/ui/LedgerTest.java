package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.Ledger.LedgerEntry;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The list of system calls: filter, pause, explain. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LedgerTest {
  @Test
  void callsAreFilteredPausedAndExplained() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 4 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT);
      open(window, "127.0.0.1:0");
      open(window, "127.0.0.1:0");
      window.await("calls are shown", () -> shown(window).size() > 10);
      window.type("#ledger-filter", "bind #2");
      window.await("one is left", () -> shown(window).size() == 1);
      assertEquals(2, shown(window).getFirst().listener());
      assertTrue(shown(window).getFirst().call().toString().startsWith("bind("));
      window
          .click("#ledger-explain")
          .await("explained", () -> window.exists("#ledger-explanation"));
      window.picture("ledger-filtered").picture("ledger-explanation", "#ledger-explanation");
      window.press(KeyCode.ESCAPE).await("closed", () -> !window.exists("#ledger-explanation"));
      window.type("#ledger-filter", "nothing of the kind").picture("ledger-no-match");
      window.type("#ledger-filter", "bind");
      window.click("#ledger-pause");
      open(window, "127.0.0.1:0");
      window.awaitText("#ledger-waiting", "more");
      assertEquals(2, shown(window).size());
      window.click("#ledger-pause").await("goes on", () -> shown(window).size() == 3);
    }
  }

  private static void open(WindowDriver window, String local) {
    window.workbench().open(new ListenerPlan(SocketPlan.of(Endpoint.parse(local)), false));
  }

  @SuppressWarnings("unchecked")
  private static List<LedgerEntry> shown(WindowDriver window) {
    return List.copyOf(((ListView<LedgerEntry>) window.node("#ledger-list")).getItems());
  }
}
