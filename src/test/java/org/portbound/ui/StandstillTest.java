package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes and goes by itself moves nothing that one may be about to click. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class StandstillTest {
  @TempDir private Path folder = Path.of("");

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

  private Bounds bounds(String id) {
    return WindowDriver.onFx(() -> window.node(id).localToScene(window.node(id).getLayoutBounds()));
  }

  private List<Bounds> places(String... ids) {
    return Stream.of(ids).map(this::bounds).toList();
  }

  @Test
  void aNoticeLiesOverTheStatusBarAndIsReadAndPutAwayByKey() {
    window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
    window.click("#bind-reuseport").awaitText("#listener-2-state", "Listening");
    String[] all = {"#send-button", "#ledger-list", "#traffic-table", "#listener-2-close"};
    List<Bounds> before = places(all);
    window.press(KeyCode.CONTROL, KeyCode.E);
    window.await("told", () -> window.notice().contains("2 listeners are closed"));
    assertEquals(before.subList(0, 3), places(all[0], all[1], all[2]));
    assertEquals(bounds("#status"), bounds("#notifications"));
    assertTrue(window.node("#notifications").getAccessibleText().contains("2 listeners"));
    window.press(KeyCode.SHIFT, KeyCode.F6);
    window.picture("notice-focused");
    for (int i = 0; i < 8 && !window.node("#notifications").isFocused(); i++) {
      window.press(KeyCode.F6);
    }
    assertTrue(window.node("#notifications").isFocusVisible(), "F6 leads to it");
    window.press(KeyCode.ESCAPE);
    assertEquals("", window.notice());
    assertTrue(WindowDriver.onFx(() -> window.scene().getFocusOwner().isFocusVisible()));
    assertEquals(before.subList(0, 3), places(all[0], all[1], all[2]));
  }

  @Test
  void savingOpeningAndRecordingLeaveRowsAndDetailWhereTheyAre() {
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.click("#send-source-any").type("#send-address", "127.0.0.1");
    window.type("#send-port", String.valueOf(port)).click("#send-button");
    window.awaitText("#traffic-count", "1").click("#traffic-table").press(KeyCode.HOME);
    window.awaitText("#detail-headline", "12 bytes");
    String[] all = {"#traffic-filter", "#detail-headline", "#detail-reply", "#send-button"};
    List<Bounds> before = places(all);
    double rowsPx = bounds("#traffic-table").getMinY();
    files.saveIn(folder);
    window.click("#save").click("#save-choose").awaitText("#save-bar-text", "Saved 1");
    assertEquals(before, places(all));
    window.click("#record").click("#record-choose").awaitText("#record-bar-text", "ecord");
    assertEquals(before, places(all));
    assertEquals(rowsPx, bounds("#traffic-table").getMinY());
    window.picture("standstill").click("#record").click("#save-bar-dismiss");
    assertEquals(before, places(all));
  }

  @Test
  void aRefusalLeavesTheFormAndANewCardIsSeenWhole() {
    Bounds button = bounds("#bind-reuseport");
    for (int i = 1; i <= 4; i++) {
      window.click("#bind-reuseport").awaitText("#listener-" + i + "-state", "Listening");
      Bounds list = bounds("#listeners");
      String card = "#listener-" + i;
      window.await(
          "it is in sight",
          () ->
              bounds(card).getMinY() >= list.getMinY() - 1
                  && bounds(card).getMaxY() <= list.getMaxY() + 1);
    }
    window.picture("card-in-sight");
    window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
    assertEquals(button, bounds("#bind-reuseport"));
  }

  @Test
  void aNewProbeMovesNoForm() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    String[] all = {"#probe-listen", "#probe-send-address", "#probe-send"};
    List<Bounds> before = places(all);
    window.click("#probe-first").await("it listens", () -> window.exists("#probe-listening-1"));
    window.await("its row", () -> window.exists("#probe-received-1"));
    double rowPx = bounds("#probe-received-1").getMinY();
    window.click("#probe-self").await("its row", () -> window.exists("#probe-received-2"));
    assertEquals(before, places(all));
    assertEquals(rowPx, bounds("#probe-received-1").getMinY());
    window.picture("standstill-probe");
  }

  @Test
  void theTipOfABindButtonLeavesTheForecastInSight() {
    window.robot().moveTo(window.node("#bind-reuseport"));
    window.await("its tip", () -> WindowDriver.onFx(StandstillTest::tip).isPresent());
    Bounds line =
        WindowDriver.onFx(
            () ->
                window
                    .node("#bind-forecast")
                    .localToScreen(window.node("#bind-forecast").getLayoutBounds()));
    double endPx =
        WindowDriver.onFx(() -> tip().map(each -> each.getY() + each.getHeight()).orElseThrow());
    assertTrue(endPx <= line.getMinY(), endPx + " and " + line);
  }

  private static Optional<Window> tip() {
    return Window.getWindows().stream()
        .filter(each -> each instanceof Tooltip && each.isShowing())
        .findFirst();
  }
}
