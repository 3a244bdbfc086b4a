package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.peer.PeerUser;
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

  /** The card shows its calls, a call its card; also those of a second process. */
  @Test
  void callsAndCardsShowOneAnother() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 4 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT);
      open(window, "127.0.0.1:0");
      window.workbench().processes().start(new PeerUser.Same());
      var plan = new ListenerPlan(SocketPlan.of(Endpoint.parse("127.0.0.1:0")), false);
      window.workbench().processes().open(1, plan);
      window.await("both are there", () -> window.exists("#listener-2-endpoint"));
      window.click("#listener-2-endpoint").awaitText("#ledger-scope", "Listener 2");
      assertTrue(isSelected(window, "#listener-2"));
      assertTrue(shown(window).stream().allMatch(each -> each.listener() == 2));
      assertTrue(shown(window).stream().allMatch(each -> each.peer() == 1));
      window.picture("ledger-of-listener");
      window.click("#ledger-scope").await("all again", () -> !window.exists("#ledger-scope"));
      assertFalse(isSelected(window, "#listener-2"));
      window.type("#ledger-filter", "bind p1").await("one", () -> shown(window).size() == 1);
      window.type("#ledger-filter", "bind #1").await("one", () -> shown(window).size() == 1);
      window.click("#ledger-list").press(KeyCode.HOME);
      window.await("its card is marked", () -> isSelected(window, "#listener-1"));
      window.menuOf("#ledger-list").click("#ledger-menu-copy-all");
      String copied = WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString());
      assertTrue(copied.startsWith("bind("), copied);
      assertEquals(1, copied.lines().count());
    }
  }

  private static boolean isSelected(WindowDriver window, String id) {
    return WindowDriver.onFx(
        () ->
            window.node(id).getPseudoClassStates().stream()
                .anyMatch(each -> each.getPseudoClassName().equals("selected")));
  }

  private static void open(WindowDriver window, String local) {
    window.workbench().open(new ListenerPlan(SocketPlan.of(Endpoint.parse(local)), false));
  }

  @SuppressWarnings("unchecked")
  private static List<LedgerEntry> shown(WindowDriver window) {
    return List.copyOf(((ListView<LedgerEntry>) window.node("#ledger-list")).getItems());
  }
}
