package org.portbound.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.capture.MadeUpRows;
import org.portbound.capture.Marks;
import org.portbound.capture.RowView;
import org.portbound.decode.DecodeAs;
import org.portbound.text.Texts;
import org.portbound.ui.control.Commands;
import org.portbound.ui.control.FileDialogs;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.UiContext;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The table over views of rows: what is in sight and what stays selected. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TrafficTableTest {
  private static final int IN_SIGHT = 10;

  private final Commands commands = new Commands(TrafficTableTest::fail);
  private final TrafficTable table;
  private final Stage stage;

  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  TrafficTableTest() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    var texts = Texts.in(Locale.ENGLISH);
    var context = new UiContext(texts, commands, Settings.unsaved(), new FileDialogs(texts));
    table =
        onFx(
            () -> new TrafficTable(context, new MadeUpRows(1, 1_001), new Marks(), new DecodeAs()));
    stage =
        onFx(
            () -> {
              var shown = new Stage();
              shown.setScene(new Scene(table, 900, 29 + 23 * IN_SIGHT));
              shown.show();
              return shown;
            });
  }

  @AfterEach
  void close() {
    onFx(
        () -> {
          stage.close();
          return true;
        });
    commands.close();
  }

  private static <T> T onFx(Callable<T> action) {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
  }

  private String top() {
    return onFx(
        () ->
            ((TableView<?>) table.lookup("#traffic-table")).getItems().getFirst()
                    instanceof TrafficRow row
                ? String.valueOf(row.shown())
                : "");
  }

  private void act(Runnable action) {
    onFx(
        () -> {
          action.run();
          return true;
        });
  }

  /** Every {@code step}th row, up to the number {@code last}. */
  private static final class Every implements RowView {
    private final long step;
    private long last;

    Every(long step, long last) {
      this.step = step;
      this.last = last;
    }

    void growTo(long number) {
      last = number;
    }

    @Override
    public long first() {
      return 1;
    }

    @Override
    public long end() {
      return last / step + 1;
    }

    @Override
    public long number(long place) {
      return place >= 1 && place < end() ? place * step : 0;
    }

    @Override
    public long placeOf(long number) {
      return Math.clamp((number + step - 1) / step, 1, end());
    }
  }

  @Test
  void followsTheNewestOfTheView() {
    assertEquals("991", top());
    act(() -> table.showView(new Every(100, 1_000)));
    assertEquals("100", top());
    act(() -> table.showView(new Every(50, 1_000)));
    assertEquals("550", top());
  }

  @Test
  void whatIsSelectedStaysInSightInAnotherView() {
    act(() -> table.select(500));
    assertEquals("500", top());
    act(() -> table.showView(new Every(20, 1_000)));
    assertEquals(500, onFx(() -> table.selectedProperty().get()));
    assertEquals("500", top());
    act(() -> table.showView(RowView.all(table.sight().source())));
    assertEquals("500", top());
  }

  @Test
  void aViewThatStillFillsBringsTheSelectedIntoSightOnceItHasIt() {
    act(() -> table.select(500));
    var filling = new Every(20, 440);
    act(() -> table.showView(filling));
    assertEquals("260", top(), "as far as there are rows");
    act(
        () -> {
          filling.growTo(1_000);
          table.refresh();
        });
    assertEquals("500", top());
  }

  private void press(KeyCode key) {
    act(
        () -> {
          Node rows = table.lookup("#traffic-table");
          rows.fireEvent(
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        });
  }

  @Test
  void afterTheEndKeyTheArrowsStartFromTheNewest() {
    act(() -> table.select(3));
    press(KeyCode.END);
    assertEquals("991", top());
    assertEquals(3, onFx(() -> table.selectedProperty().get()), "it stays selected");
    press(KeyCode.UP);
    assertEquals(999, onFx(() -> table.selectedProperty().get()));
    assertEquals("991", top());
    press(KeyCode.UP);
    assertEquals(998, onFx(() -> table.selectedProperty().get()), "and on from there");
    press(KeyCode.END);
    press(KeyCode.DOWN);
    assertEquals(1_000, onFx(() -> table.selectedProperty().get()));
  }

  @Test
  void otherRowsAreShownFromTheirNewest() {
    act(() -> table.select(500));
    act(() -> table.showRows(new MadeUpRows(1, 10_000_001), new Marks()));
    assertEquals("9999991", top());
    assertEquals(0, onFx(() -> table.selectedProperty().get()));
  }
}
