package org.portbound.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.capture.MadeUpRows;
import org.portbound.capture.Marks;
import org.portbound.capture.RowView;
import org.portbound.decode.DecodeAs;
import org.portbound.text.Texts;
import org.portbound.ui.control.Commands;
import org.portbound.ui.control.FileDialogs;
import org.portbound.ui.control.Fonts;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The table over views of rows: what is in sight and what stays selected. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TrafficTableTest {
  private static final int IN_SIGHT = 10;

  private final Commands commands = new Commands(TrafficTableTest::fail);
  private final UiContext context;
  private final TrafficTable table;
  private final Stage stage;

  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  TrafficTableTest() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    var texts = Texts.in(Locale.ENGLISH);
    context = new UiContext(texts, commands, Settings.unsaved(), new FileDialogs(texts));
    table = onFx(this::newTable);
    stage =
        onFx(
            () -> {
              var shown = new Stage();
              Theme.prepare(context.settings());
              Fonts.load();
              table.setPrefSize(900, 29 + 23 * IN_SIGHT);
              shown.setScene(Theme.around(table, context.settings()));
              shown.show();
              return shown;
            });
  }

  private TrafficTable newTable() {
    return new TrafficTable(context, new MadeUpRows(1, 1_001), new Marks(), new DecodeAs());
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

  @ParameterizedTest
  @ValueSource(longs = {1_001, 10_001, 100_001, 1_000_001, 10_000_000_001L, 1_000_001})
  void everyNumberHasRoom(long end) {
    act(() -> table.showRows(new MadeUpRows(1, end), new Marks()));
    assertEquals(Set.of(), numbersCut());
  }

  /** What is shown of numbers that are not shown whole. */
  private Set<String> numbersCut() {
    return onFx(
        () -> {
          table.applyCss();
          table.layout();
          return table.lookupAll(".table-cell").stream()
              .filter(TableCell.class::isInstance)
              .map(TableCell.class::cast)
              .filter(each -> "traffic-column-number".equals(each.getTableColumn().getId()))
              .map(each -> each.lookup(".text"))
              .map(each -> each instanceof Text text ? text.getText() : "")
              .filter(each -> !each.matches("[\\d,]*"))
              .collect(Collectors.toSet());
        });
  }

  @Test
  void theColumnOfTheNumbersGrowsAndNeverShrinks() {
    double atFirst = numberPx();
    act(() -> table.showRows(new MadeUpRows(1, 10_000_001), new Marks()));
    double grown = numberPx();
    assertTrue(grown > atFirst);
    act(() -> table.showRows(new MadeUpRows(1, 11), new Marks()));
    assertEquals(grown, numberPx());
    act(() -> numbers().setPrefWidth(40));
    act(() -> table.showRows(new MadeUpRows(1, 10_000_002), new Marks()));
    assertEquals(40, numberPx(), "the user made it narrower");
    act(() -> numbers().setPrefWidth(200));
    act(() -> table.showRows(new MadeUpRows(1, 10_000_000_001L), new Marks()));
    assertEquals(200, numberPx(), "the user made it wider than it need be");
  }

  @Test
  void whatTheNumbersNeededIsNotRemembered() {
    double atFirst = numberPx();
    act(() -> table.showRows(new MadeUpRows(1, 10_000_001), new Marks()));
    assertEquals(atFirst, onFx(() -> numbers(newTable()).getWidth()));
    act(() -> numbers().setPrefWidth(140));
    assertEquals(140, onFx(() -> numbers(newTable()).getWidth()));
  }

  private TableColumn<?, ?> numbers() {
    return numbers(table);
  }

  private static TableColumn<?, ?> numbers(TrafficTable of) {
    return ((TableView<?>) of.lookup("#traffic-table"))
        .getColumns().stream()
            .filter(each -> "traffic-column-number".equals(each.getId()))
            .findFirst()
            .orElseThrow();
  }

  private double numberPx() {
    return onFx(() -> numbers().getWidth());
  }
}
