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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.util.WaitForAsyncUtils;

/** The live table: it follows the newest, stands still when asked to, and shows nothing raw. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@Tag("long")
final class TrafficTest {
  private static final int MANY = 400;

  /** As many as a socket's queue holds for sure. */
  private static final int BURST = 100;

  private static WindowDriver listening(int port) {
    var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800);
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    return window;
  }

  /** Sends, waiting after each burst until it has been logged. */
  private static void send(WindowDriver window, int port, byte[] payload, int count)
      throws IOException {
    var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    try (var socket = new DatagramSocket()) {
      for (int i = 1; i <= count; i++) {
        long end = window.workbench().log().end();
        socket.send(new DatagramPacket(payload, payload.length, to));
        if (i % BURST == 0 || i == count) {
          window.await("it is logged", () -> window.workbench().log().end() > end);
        }
      }
    }
  }

  @Test
  void followsUntilSomethingIsSelected() throws IOException {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      assertTrue(window.exists("#traffic-empty"));
      send(window, port, new byte[] {'a'}, MANY);
      window.awaitText("#traffic-count", "400").awaitText("#listener-1-received", "400");
      assertFalse(window.exists("#traffic-empty"));
      assertFalse(window.exists("#traffic-follow"), "it follows");
      Bounds clear = place(window, "#traffic-filter-clear");
      Bounds open = place(window, "#open");

      window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "No. 1 ");
      window.press(KeyCode.DOWN).awaitText("#detail-headline", "No. 2 ");
      window.await("the way back is offered", () -> window.exists("#traffic-follow"));
      send(window, port, new byte[] {'b'}, BURST);
      window.awaitText("#traffic-count", "500").awaitText("#traffic-follow", "below");
      assertFalse(place(window, "#traffic-follow").intersects(place(window, "#traffic-table")));
      assertEquals(clear, place(window, "#traffic-filter-clear"), "nothing is pushed aside");
      assertEquals(open, place(window, "#open"), "nothing is pushed aside");
      window.picture("traffic-follow");
      window.awaitText("#detail-headline", "No. 2 ");

      window.click("#traffic-follow").await("it follows", () -> !window.exists("#traffic-follow"));
      window.picture("traffic-newest").dress(ColorScheme.DARK).picture("traffic-newest-dark");
      window.dress(ColorScheme.LIGHT).click("#traffic-table").press(KeyCode.END);
      window.press(KeyCode.UP).awaitText("#detail-headline", "No. 499 ");
      window.press(KeyCode.ESCAPE).await("it is closed", () -> !window.exists("#detail"));
      window.click("#traffic-clear").await("it is empty", () -> window.exists("#traffic-empty"));
      assertEquals(MANY + BURST + 1, window.workbench().log().first(), "numbers go on");
    }
  }

  private static Bounds place(WindowDriver window, String id) {
    return WindowDriver.onFx(
        () -> {
          Node node = window.node(id);
          return node.localToScene(node.getLayoutBounds());
        });
  }

  @Test
  void whatTheNetworkSendsCannotActOnItsReader() throws IOException {
    int port = FreePorts.any();
    try (var window = listening(port)) {
      byte[] hostile = "a\u202eb\u001b[2J\n".getBytes(StandardCharsets.UTF_8);
      send(window, port, hostile, 1);
      window.awaitText("#traffic-count", "1");
      window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "No. 1 ");
      window.click("#detail-as-text");
      assertEquals("a\\xe2\\x80\\xaeb\\x1b[2J\\n", window.text("#detail-text"));
    }
  }

  @Test
  void closingTheWindowEndsItsThreads() throws TimeoutException {
    listening(FreePorts.any()).close();
    // A thread is still in the list for a moment after its executor has ended.
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> threadsOfTheWindow().isEmpty());
    assertEquals(Set.of(), threadsOfTheWindow());
  }

  private static Set<String> threadsOfTheWindow() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                Set.of(
                        "window-commands",
                        "capture-receive",
                        "workbench-scheduler",
                        "workbench-sampler")
                    .contains(name))
        .collect(Collectors.toSet());
  }
}
