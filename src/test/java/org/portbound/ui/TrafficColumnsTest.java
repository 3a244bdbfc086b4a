package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.ui.control.Settings;
import org.portbound.ui.traffic.TrafficOptions;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Columns, times, notes and freezing: what one does with the table; each leaves a picture. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class TrafficColumnsTest {
  private static final int SOME = 60;

  @TempDir private Path folder;

  private Settings settings() {
    return Settings.open(folder.resolve("settings.json"));
  }

  private WindowDriver listening(int port) {
    var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), settings(), 1280, 800);
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    return window;
  }

  private static void send(WindowDriver window, int port, int count) throws IOException {
    var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    long end = window.workbench().log().end();
    try (var socket = new DatagramSocket()) {
      for (int i = 0; i < count; i++) {
        byte[] text = ("{\"reading\": " + i + "}").getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(text, text.length, to));
      }
    }
    window.await("it is logged", () -> window.workbench().log().end() == end + count);
  }

  private static TableView<?> table(WindowDriver window) {
    return (TableView<?>) window.node("#traffic-table");
  }

  /** The titles of the columns that are shown. */
  private static List<String> titles(WindowDriver window) {
    return WindowDriver.onFx(
        () ->
            table(window).getVisibleLeafColumns().stream()
                .map(TableColumn::getText)
                .map(String::valueOf)
                .toList());
  }

  /** What stands in the first row in sight, in a column. */
  private static String cell(WindowDriver window, String column) {
    return cell(window, 0, column);
  }

  /** What stands in a row in sight, from 0, in a column. */
  private static String cell(WindowDriver window, int row, String column) {
    return WindowDriver.onFx(
        () ->
            table(window).getColumns().stream()
                .filter(each -> ("traffic-column-" + column).equals(each.getId()))
                .map(each -> String.valueOf(each.getCellData(row)))
                .findFirst()
                .orElse("no column " + column));
  }

  private static String clipboard() {
    return WindowDriver.onFx(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  @Test
  void columnsAndTimesAreChosenAndFoundAgain() throws IOException {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      send(window, port, SOME);
      window.awaitText("#traffic-count", "60");
      assertEquals(
          List.of("No.", "Time", "Listener", "Source", "Destination", "Protocol", "Length", "Info"),
          titles(window));
      assertTrue(window.text("#traffic-date").matches("\\d{4}-\\d\\d-\\d\\d"));
      window.picture("traffic").dress(ColorScheme.DARK).picture("traffic-dark");
      window.dress(ColorScheme.LIGHT);

      window
          .click("#traffic-columns")
          .picture("traffic-columns", "#column-ttl")
          .click("#column-ttl");
      window.click("#traffic-columns").click("#column-interface");
      window.click("#traffic-columns").click("#column-destination");
      window.click("#traffic-columns").click("#time-since-start");
      assertEquals("lo", cell(window, "interface"));
      assertTrue(cell(window, "time").matches("\\d\\.\\d{6}"), cell(window, "time"));
      WindowDriver.onFx(
          () -> {
            TableView<?> table = table(window);
            moveToFront(table, table.getColumns().size() - 1);
            return true;
          });
      window.picture("traffic-columns-chosen");
    }
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), settings(), 1280, 800)) {
      assertEquals(
          List.of(
              "Info",
              "No.",
              "Time",
              "Listener",
              "Source",
              "Protocol",
              "Length",
              "TTL",
              "Interface"),
          titles(window));
      window.click("#traffic-columns").click("#columns-reset");
      assertEquals("No.", titles(window).getFirst());
      assertEquals("Info", titles(window).getLast());
    }
  }

  private static <T> void moveToFront(TableView<T> table, int from) {
    var moved = new ArrayList<>(table.getColumns());
    moved.addFirst(moved.remove(from));
    table.getColumns().setAll(moved);
  }

  @Test
  void timesAreToldInFourWays() throws IOException {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      send(window, port, 3);
      window.awaitText("#traffic-count", "3");
      assertTrue(cell(window, "time").matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
      window.click("#traffic-columns").click("#time-since-start");
      assertEquals("0.000000", cell(window, "time"));
      window.click("#traffic-columns").click("#time-since-previous");
      assertEquals("", cell(window, "time"), "nothing was before");
      window.click("#traffic-columns").click("#time-utc");
      assertTrue(cell(window, "time").matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
      window.awaitText("#traffic-date", "UTC");
    }
  }

  @Test
  void frozenItStandsStillAndCounts() throws IOException {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      send(window, port, SOME);
      window.awaitText("#traffic-count", "60");
      String top = cell(window, "number");
      double freezePx = left(window, "#traffic-freeze");
      double openPx = left(window, "#open");
      window.press(KeyCode.SHORTCUT, KeyCode.SPACE).awaitText("#traffic-follow", "Frozen · 0 new");
      send(window, port, SOME);
      window.awaitText("#traffic-follow", "Frozen · 60 new").picture("traffic-frozen");
      window.picture("traffic-frozen-small", 1000, 700);
      assertEquals(top, cell(window, "number"));
      assertEquals(freezePx, left(window, "#traffic-freeze"), "it stays under the pointer");
      assertEquals(openPx, left(window, "#open"), "nothing is pushed aside");
      window.dress(ColorScheme.DARK).picture("traffic-frozen-dark").dress(ColorScheme.LIGHT);
      window.click("#traffic-freeze");
      window.await("it follows again", () -> !top.equals(cell(window, "number")));
      assertFalse(window.exists("#traffic-follow"));
    }
  }

  private static double left(WindowDriver window, String id) {
    return WindowDriver.onFx(
        () -> {
          Node node = window.node(id);
          return node.localToScene(node.getLayoutBounds()).getMinX();
        });
  }

  @Test
  void rowsAreMarkedCommentedCopiedAndFoundByNumber() throws IOException {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      send(window, port, SOME);
      window.awaitText("#traffic-count", "60");
      window.press(KeyCode.SHORTCUT, KeyCode.G).type("#traffic-go-to", "99");
      window.press(KeyCode.ENTER).awaitText("#traffic-go-to-hint", "No. 99 is not there");
      window.picture("traffic-go-to", "#traffic-go-to");
      window.type("#traffic-go-to", "17").press(KeyCode.ENTER);
      window.awaitText("#detail-headline", "No. 17 ");
      window.await("the question is gone", () -> !window.exists("#traffic-go-to"));
      window.press(KeyCode.SHORTCUT, KeyCode.M);
      assertTrue(window.workbench().marks().marked(17));

      window.press(KeyCode.SHORTCUT, KeyCode.G).type("#traffic-go-to", "19");
      window.press(KeyCode.ENTER).awaitText("#detail-headline", "No. 19 ");
      window.press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.M);
      window.type("#traffic-comment", "the first bad one").press(KeyCode.ENTER);
      window.await("the question is gone", () -> !window.exists("#traffic-comment"));
      assertEquals("the first bad one", window.workbench().marks().comment(19));

      window.press(KeyCode.SHORTCUT, KeyCode.COMMA).awaitText("#detail-headline", "No. 17 ");
      window.press(KeyCode.SHORTCUT, KeyCode.PERIOD).awaitText("#detail-headline", "No. 19 ");
      window.picture("traffic-marked").dress(ColorScheme.DARK).picture("traffic-marked-dark");

      window.press(KeyCode.SHORTCUT, KeyCode.C);
      assertTrue(clipboard().startsWith("19\t"), clipboard());
      window
          .menuOf("#traffic-table")
          .picture("traffic-menu-dark", "#row-mark")
          .click("#row-copy-hex");
      assertEquals("7b2272656164696e67223a2031387d", clipboard().replace(" ", ""));
      window.menuOf("#traffic-table").click("#row-copy-csv");
      assertTrue(clipboard().startsWith("No.,Time,Listener,"), clipboard());
      assertEquals(2, clipboard().lines().count());
    }
  }

  @Test
  void whatPortboundSendsIsARowIfWanted() {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      window.click("#traffic-options").click("#traffic-sends").press(KeyCode.ESCAPE);
      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port)).click("#send-button");
      window.awaitText("#traffic-count", "2");
      assertEquals(
          Set.of("in", "out"), Set.of(cell(window, 0, "direction"), cell(window, 1, "direction")));
      window.picture("traffic-directions").dress(ColorScheme.DARK);
      window.picture("traffic-directions-dark");
    }
  }

  @Test
  void theBudgetCountsFromTheNextStart() {
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), settings(), 1280, 800)) {
      window.click("#traffic-options").type("#traffic-budget", "0");
      window.picture("traffic-options-bad", "#traffic-budget").type("#traffic-budget", "64");
      window.picture("traffic-options", "#traffic-budget");
    }
    assertEquals(64, settings().get(TrafficOptions.BUDGET_MB));
  }
}
