package org.portbound.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.peer.PeerUser;
import org.portbound.socket.CallTotals;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.LedgerEntry;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SeriesPlan;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/** The list of system calls: filter, pause, explain. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class LedgerTest {
  @Test
  void callsAreFilteredPausedAndExplained() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 4 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT);
      open(window, "127.0.0.1:0");
      window.await("the newest of the first calls is shown whole", () -> showsNewest(window));
      window.picture("ledger-first");
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

  /** What receives is one line that grows; what Portbound calls for itself is there on demand. */
  @Test
  void runsGrowAndTheBackgroundIsOnDemand() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 4 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT);
      open(window, "127.0.0.1:0");
      Endpoint to = window.workbench().listeners().getFirst().local();
      series(window, to, 300);
      window.type("#ledger-filter", "recvmmsg #1").await("one", () -> shown(window).size() > 0);
      window.await(
          "it has grown",
          () ->
              shown(window).stream()
                      .mapToLong(each -> Objects.requireNonNull(each.totals()).datagrams())
                      .sum()
                  == 300);
      window.type("#ledger-filter", "");
      assertTrue(shown(window).stream().noneMatch(LedgerEntry::background));
      window.await(
          "many calls are one line",
          () -> shown(window).stream().anyMatch(each -> calls(each) > 10));
      window.picture("ledger-runs");
      window.type("#ledger-filter", "recvmmsg #1").click("#ledger-explain");
      window.await("explained", () -> window.exists("#ledger-explanation"));
      window.picture("ledger-run-explanation", "#ledger-explanation");
      window.press(KeyCode.ESCAPE).await("closed", () -> !window.exists("#ledger-explanation"));
      window.type("#ledger-filter", "poll").await("hidden", () -> shown(window).isEmpty());
      window.click("#ledger-background").await("there", () -> !shown(window).isEmpty());
      assertTrue(shown(window).stream().allMatch(LedgerEntry::background));
      window.type("#ledger-filter", "").picture("ledger-background");
      window.dress(ColorScheme.DARK).picture("ledger-background-dark");
    }
  }

  private static boolean showsNewest(WindowDriver window) {
    return WindowDriver.onFx(
        () -> {
          var list = (ListView<?>) window.node("#ledger-list");
          int newest = list.getItems().size() - 1;
          return list.lookupAll(".list-cell").stream()
              .map(ListCell.class::cast)
              .filter(each -> each.isVisible() && each.getIndex() == newest)
              .map(each -> list.sceneToLocal(each.localToScene(each.getBoundsInLocal())))
              .anyMatch(each -> each.getMaxY() <= list.getHeight());
        });
  }

  private static long calls(LedgerEntry entry) {
    CallTotals run = entry.totals();
    return run == null ? 1 : run.calls();
  }

  private static void series(WindowDriver window, Endpoint to, long count) {
    window
        .workbench()
        .sending()
        .start(
            new SeriesPlan(
                new Source.AnyPort(),
                to,
                Template.of("a datagram".getBytes(UTF_8)),
                SendOptions.DEFAULT,
                SendSetup.NONE,
                new Schedule(OptionalLong.of(count), 2_000),
                Duration.ZERO));
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
