package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.ui.traffic.detail.DetailPane;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The selected datagram: fields, hex and text mark one another; copies, files and answers. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class DetailTest {
  private static final String JSON =
      "{\"type\":\"reading\",\"unit\":{\"name\":\"°C\"},\"values\":[20.5,21]}\n";

  @TempDir private static Path folder;

  private static WindowDriver showing(int port, byte[] payload, DatagramSocket from)
      throws IOException {
    return showing(1280, port, payload, from);
  }

  private static WindowDriver showing(int widthPx, int port, byte[] payload, DatagramSocket from)
      throws IOException {
    var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), widthPx, 800);
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    from.send(new DatagramPacket(payload, payload.length, to));
    window.awaitText("#traffic-count", "1");
    window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "No. 1 ");
    return window;
  }

  private static void select(WindowDriver window, String... path) {
    WindowDriver.onFx(
        () -> {
          @SuppressWarnings("unchecked") // the window's own tree
          var tree = (TreeView<Object>) window.node("#detail-tree");
          TreeItem<Object> item = tree.getRoot();
          for (String name : path) {
            item.setExpanded(true);
            item =
                item.getChildren().stream()
                    .filter(each -> each.getValue().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name));
          }
          tree.getSelectionModel().select(item);
          tree.scrollTo(tree.getRow(item) - 2);
          return true;
        });
    window.press(KeyCode.SHIFT);
  }

  private static String copied(WindowDriver window, String item) {
    window.click("#detail-copy").click("#detail-copy-" + item);
    return clipboard();
  }

  private static String clipboard() {
    return WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString());
  }

  @Test
  void draggingOverBytesMarksThem() throws IOException {
    try (var from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var window = showing(FreePorts.any(), JSON.getBytes(StandardCharsets.UTF_8), from)) {
      enlarge(window);
      Bounds hex =
          WindowDriver.onFx(
              () -> {
                Node node = window.node("#detail-hex");
                return node.localToScreen(node.getLayoutBounds());
              });
      // From the first line's first bytes to some below and further on.
      var start = new Point2D(hex.getMinX() + 80, hex.getMinY() + 12);
      window.robot().moveTo(start).press(MouseButton.PRIMARY);
      window.robot().moveTo(start.add(60, 18)).release(MouseButton.PRIMARY);
      window.await(
          "they are marked", () -> window.text("#detail-selection").matches("\\d\\d bytes at .*"));
      window.picture("detail-dragged");
      byte[] payload = JSON.getBytes(StandardCharsets.UTF_8);
      String marked = selectedText(window);
      assertTrue(marked.length() > 16 && marked.length() < 32, marked);
      assertTrue(new String(payload, StandardCharsets.UTF_8).contains(marked), marked);
    }
  }

  /** The table and the detail get the room of all that is around them. */
  @Test
  void theDatagramsMayFillTheWindow() throws IOException {
    try (var from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var window = showing(FreePorts.any(), JSON.getBytes(StandardCharsets.UTF_8), from)) {
      double before = widthPx(window);
      window.click("#traffic-enlarge");
      window.await("the rest is hidden", () -> widthPx(window) > before + 300);
      window.picture("enlarged", 1000, 700);
      window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
      window.await("the rest is back", () -> widthPx(window) == before);
      window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E).click("#detail-reply");
      window.awaitText("#send-port", String.valueOf(from.getLocalPort()));
      window.await("what was filled in is seen", () -> widthPx(window) == before);
    }
  }

  private static double widthPx(WindowDriver window) {
    return window.node("#traffic-table").getLayoutBounds().getWidth();
  }

  /** In a window of an old projector's size the bytes give room to the fields. */
  @Test
  void aNarrowWindowBreaksTheBytesAfterEight() throws IOException {
    try (var from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var window = showing(1024, FreePorts.any(), JSON.getBytes(StandardCharsets.UTF_8), from)) {
      window.awaitText("#detail-interface", "lo");
      window.picture("detail-narrow");
      assertEquals("No. 1 · 60 bytes", window.text("#detail-headline"));
      double fieldsPx = window.node("#detail-tree").getLayoutBounds().getWidth();
      assertTrue(fieldsPx > 240, "the fields have " + fieldsPx);
      window.click("#detail-hex").press(KeyCode.HOME);
      window.press(KeyCode.SHIFT, KeyCode.DOWN).awaitText("#detail-selection", "9 bytes at 0 ");
    }
  }

  @Test
  void whatIsMarkedInOnePartIsMarkedInTheOthers() throws IOException {
    try (var from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var window = showing(FreePorts.any(), JSON.getBytes(StandardCharsets.UTF_8), from)) {
      window.awaitText("#detail-interface", "lo").awaitText("#detail-class", "CS0");
      enlarge(window);
      select(window, "JSON", "JSON", "unit", "name");
      window.awaitText("#detail-selection", "12 bytes at 26 (0x1a)");
      assertEquals("\"name\":\"°C\"", selectedText(window));
      window.picture("detail");
      window.picture("detail-large", 1920, 1080);
      window.dress(ColorScheme.DARK).picture("detail-dark");
      window.dress(ColorScheme.LIGHT);

      assertEquals("22 6e 61 6d 65 22 3a 22 c2 b0 43 22", copied(window, "hex"));
      assertEquals("\"name\":\"°C\"", copied(window, "text"));

      window.click("#detail-hex").press(KeyCode.HOME);
      window.awaitText("#detail-selection", "1 byte at 0 ");
      window.press(KeyCode.SHIFT, KeyCode.DOWN).press(KeyCode.SHIFT, KeyCode.RIGHT);
      window.awaitText("#detail-selection", "18 bytes at 0 ");
      window.press(KeyCode.CONTROL, KeyCode.C).awaitText("#detail-selection", "Copied 18 bytes");
      assertTrue(clipboard().startsWith("7b 22 74 79 70 65 22 3a "), clipboard());
      assertEquals("{\"type\":\"reading\",", selectedText(window));

      window.click("#detail-text").press(KeyCode.CONTROL, KeyCode.HOME);
      window.press(KeyCode.RIGHT).press(KeyCode.SHIFT, KeyCode.END);
      window.await(
          "the text's choice counts",
          () -> window.text("#detail-selection").endsWith("at 1 (0x1)"));
    }
  }

  /** There is room for the text beside the bytes. */
  private static void enlarge(WindowDriver window) {
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
    window.await("the text is shown", () -> window.exists("#detail-text"));
  }

  private static String selectedText(WindowDriver window) {
    return WindowDriver.onFx(() -> ((TextArea) window.node("#detail-text")).getSelectedText());
  }

  @Test
  void decodesAsTheUserSays() throws IOException {
    try (var from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var window = showing(FreePorts.any(), "{\"a\":1}".getBytes(StandardCharsets.UTF_8), from)) {
      window.click("#detail-decode-as").click("#detail-decode-as-text");
      window.awaitText("#detail-decode-as", "as Text");
      select(window, "Text", "Line 1");
      window.awaitText("#detail-selection", "7 bytes at 0 ");
      window.click("#detail-decode-as").click("#detail-decode-as-xml");
      select(window, "Data:", "Not readable as: XML");
      window.click("#detail-decode-as").click("#detail-decode-as-automatic");
      select(window, "JSON", "JSON", "a: 1");
      window.menuOf("#traffic-table").click("#row-decode-as").click("#row-decode-as-data");
      window.awaitText("#detail-decode-as", "as Data");
      select(window, "Data: 7b 22 61 22 3a 31 7d");
      window.picture("decode-as");
      window.menuOf("#traffic-table").click("#row-decode-as").click("#row-decode-as-automatic");
      window.awaitText("#detail-decode-as", "Decode as");
    }
  }

  @Test
  void savesAndAnswers() throws IOException {
    byte[] payload = {0, 1, (byte) 0xff, '\n'};
    Path file = folder.resolve("payload.bin");
    int port = FreePorts.any();
    try (var from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var window = showing(port, payload, from)) {
      ((DetailPane) window.node("#detail")).chooseFilesBy(name -> Optional.of(file));
      window.click("#detail-save").awaitText("#detail-selection", "Saved 4 bytes");
      assertArrayEquals(payload, Files.readAllBytes(file));

      window.click("#detail-again").awaitText("#send-outcome", "Filled in");
      assertEquals("127.0.0.1", window.text("#send-address"));
      assertEquals(String.valueOf(port), window.text("#send-port"));
      assertEquals("00 01 ff 0a", window.text("#send-payload"));

      window.click("#detail-reply").awaitText("#send-port", String.valueOf(from.getLocalPort()));
      assertEquals(1, window.workbench().log().end() - 1, "nothing is sent by itself");
      window.type("#send-payload", "6f 6b").click("#send-button");
      window.awaitText("#send-outcome", "Sent 2 bytes from 127.0.0.1:" + port);
      var answer = new DatagramPacket(new byte[8], 8);
      from.setSoTimeout(10_000);
      from.receive(answer);
      assertEquals(2, answer.getLength());
      assertEquals(port, answer.getPort(), "from the listener's own socket");

      window.click("#listener-1-close");
      window.await("it is closed", () -> !window.exists("#listener-1-state"));
      window.click("#detail-reply").awaitText("#send-outcome", "Listener 1 is not open");
      assertTrue(window.node("#send-button").isDisabled(), "never from another source");
      window.picture("detail-reply-closed");
    }
  }
}
