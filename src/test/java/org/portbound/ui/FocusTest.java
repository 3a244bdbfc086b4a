package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.ui.control.Action;

/** Where the focus goes by F6, by Alt+Enter, and when what had it is gone; it is seen there. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FocusTest {
  private final int port = FreePorts.any();
  private final GivenFiles files = new GivenFiles();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open(files);
    window.type("#bind-port", String.valueOf(port));
  }

  @AfterEach
  void close() {
    window.close();
  }

  private String focused() {
    return WindowDriver.onFx(
        () -> Objects.requireNonNull(window.scene().getFocusOwner()).getId() + "");
  }

  private void awaitFocus(String id) {
    window.await(id + " has the focus", () -> id.equals("#" + focused()));
    assertTrue(
        WindowDriver.onFx(() -> window.scene().getFocusOwner().isFocusVisible()),
        id + " shows that it has the focus");
  }

  private void refuse() {
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
  }

  private List<String> walk(int steps, KeyCode... keys) {
    var stops = new ArrayList<String>();
    for (int i = 0; i < steps; i++) {
      window.press(keys);
      stops.add(focused());
    }
    return stops;
  }

  @Test
  void f6LeadsFromPaneToPaneAndBack() {
    refuse();
    window.click("#bind-port");
    List<String> stops =
        List.of("listener-1", "refusal-fix-0", "traffic-table", "send-source-bound");
    assertEquals(stops, walk(4, KeyCode.F6));
    window.press(KeyCode.F6).press(KeyCode.F6);
    awaitFocus("#bind-port");
    window.press(KeyCode.SHIFT, KeyCode.F6);
    assertEquals(stops.reversed(), walk(4, KeyCode.SHIFT, KeyCode.F6));
    window.press(KeyCode.TAB).press(KeyCode.F6).press(KeyCode.SHIFT, KeyCode.F6);
    awaitFocus("#listener-1-code");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.click("#probe-first").await("probed", () -> window.exists("#probe-received-1"));
    assertEquals(
        List.of("probe-listen-address", "probe-send-address", "probe-table"), walk(3, KeyCode.F6));
  }

  @Test
  void f6LeadsThroughEveryPageAndTheGuide() {
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    assertEquals(List.of("charts-minute", "charts-port"), walk(2, KeyCode.F6));
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    assertEquals(List.of("interfaces-table"), walk(1, KeyCode.F6));
    window.press(KeyCode.CONTROL, KeyCode.DIGIT8);
    assertEquals(List.of("map-copy", "map-view"), walk(2, KeyCode.F6));
    window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.press(KeyCode.F6);
    awaitFocus("#matrix-run");
    window.press(KeyCode.ALT, KeyCode.ENTER);
    window.awaitText("#status-message", "nothing was refused");
    window.press(KeyCode.F1).await("open", () -> window.exists("#guide-text"));
    window.await("the text is read", () -> window.node("#guide-text").isFocused());
    window.press(KeyCode.F6);
    awaitGuideFocus("guide-search");
    window.picture("focus-guide", "#guide-window");
    window.press(KeyCode.SHIFT, KeyCode.F6);
    awaitGuideFocus("guide-text");
    window.press(KeyCode.PAGE_DOWN);
    window.await(
        "it has scrolled", () -> ((ScrollPane) window.node("#guide-text")).getVvalue() > 0);
    window.press(KeyCode.ESCAPE);
  }

  private void awaitGuideFocus(String id) {
    window.await(
        id + " has the focus in the guide",
        () ->
            WindowDriver.onFx(
                () -> window.node("#" + id).isFocused() && window.node("#" + id).isFocusVisible()));
  }

  /** In little room there is more to read than is in sight. */
  @Test
  void whatIsOnlyReadIsScrolledByKeys() {
    refuse();
    for (int i = 0; i < 3; i++) {
      window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
    }
    window.press(KeyCode.ALT, KeyCode.ENTER);
    awaitFocus("#refusal-fix-0");
    window.press(KeyCode.SHIFT, KeyCode.TAB);
    awaitFocus("#refusal-reasons");
    window.picture("focus-reasons").press(KeyCode.PAGE_DOWN);
    window.await(
        "it has scrolled", () -> ((ScrollPane) window.node("#refusal-reasons")).getVvalue() > 0);
  }

  @Test
  void altEnterLeadsToTheFixAndTheFixToItsListener() {
    refuse();
    assertEquals("bind-none", focused(), "the answer takes no focus away");
    window.press(KeyCode.ALT, KeyCode.ENTER);
    awaitFocus("#refusal-fix-0");
    window.picture("focus-fix").press(KeyCode.SPACE);
    window.awaitText("#refusal-headline", "Both are bound now");
    awaitFocus("#listener-2");
    window.picture("focus-bound").click("#refusal-dismiss");
    awaitFocus("#listener-2");

    window.press(KeyCode.TAB).press(KeyCode.TAB);
    assertEquals("listener-2-close", focused());
    window.press(KeyCode.SPACE);
    awaitFocus("#listener-1");
    window.press(KeyCode.TAB).press(KeyCode.TAB).press(KeyCode.SPACE);
    window.await("none is left", () -> window.exists("#listeners-empty"));
    awaitFocus("#bind-none");
  }

  @Test
  void aCardThatIsPutAwayGivesTheFocusBackAndNobodyWhoTypesLosesIt() {
    refuse();
    window.press(KeyCode.ALT, KeyCode.ENTER);
    awaitFocus("#refusal-fix-0");
    window.click("#refusal-dismiss");
    awaitFocus("#bind-none");
    window.type("#bind-port", String.valueOf(port)).press(KeyCode.ENTER);
    window.awaitText("#refusal-headline", "EADDRINUSE");
    assertEquals("bind-port", focused());
  }

  @Test
  void thePaletteHasTheFixesAndWhatTheListenerCan() {
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    assertFalse(offered().contains("refusal-fix-0"));
    window.press(KeyCode.ESCAPE);
    refuse();
    window.click("#listener-1-endpoint").press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    assertTrue(
        offered()
            .containsAll(
                List.of("refusal-fix-0", "view-fixes", "listener-1-close", "listener-1-groups")),
        offered().toString());
    window.robot().write("with so_reuseport", 0);
    window.await("found", () -> offered().getFirst().equals("refusal-fix-0"));
    window.picture("palette-fixes").press(KeyCode.ENTER);
    window.awaitText("#refusal-headline", "Both are bound now");
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    window.robot().write("close listener 1", 0);
    window.await("found", () -> offered().getFirst().equals("listener-1-close"));
    window.press(KeyCode.ENTER).await("closed", () -> !window.exists("#listener-1"));
  }

  private List<String> offered() {
    return WindowDriver.onFx(
        () ->
            ((ListView<?>) window.node("#palette-list"))
                .getItems().stream().map(each -> ((Action) each).id()).toList());
  }

  @Test
  void aPresetLeadsToTheButtonAndSavingToItsFirstChoice() {
    window.click("#bind-presets").click("#bind-preset-ssdp");
    awaitFocus("#bind-none");
    window.type("#bind-address", "127.0.0.1").type("#bind-groups", " ");
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.click("#send-source-any").type("#send-address", "127.0.0.1");
    window.type("#send-port", String.valueOf(port)).click("#send-button");
    window.awaitText("#traffic-count", "1").press(KeyCode.CONTROL, KeyCode.S);
    window.await("the question", () -> window.exists("#save-all"));
    Node first = window.node("#save-all");
    window.await("it has the focus", () -> WindowDriver.onFx(first::isFocusVisible));
    window.picture("focus-save", "#save-all").press(KeyCode.ESCAPE);
    window.await("put away", () -> WindowDriver.onFx(() -> Window.getWindows().size() == 1));
  }
}
