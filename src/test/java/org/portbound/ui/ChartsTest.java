package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.ColorScheme;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.util.WaitForAsyncUtils;

/** The page of charts while datagrams come in: lines, shares, sizes, exact values, the picture. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class ChartsTest {
  @TempDir private Path folder = Path.of("");

  /** Sends to some ports from many sockets until it is closed. */
  private static final class Traffic implements AutoCloseable {
    private final Thread thread;
    private volatile boolean ending;

    Traffic(int... ports) {
      thread = Thread.ofPlatform().name("traffic").start(() -> send(ports));
    }

    private void send(int[] ports) {
      var random = new Random(3);
      var sockets = new DatagramSocket[16];
      try {
        for (int i = 0; i < sockets.length; i++) {
          sockets[i] = new DatagramSocket();
        }
        for (int round = 0; !ending; round++) {
          int port = ports[round % 5 == 0 ? ports.length - 1 : 0];
          byte[] payload = new byte[random.nextInt(round % 3 == 0 ? 1_400 : 120)];
          var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
          sockets[random.nextInt(sockets.length)].send(
              new DatagramPacket(payload, payload.length, to));
          LockSupport.parkNanos(500_000);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      } finally {
        for (DatagramSocket each : sockets) {
          if (each != null) {
            each.close();
          }
        }
      }
    }

    @Override
    public void close() {
      ending = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void moveTo(WindowDriver window, String id, double share) {
    Node node = window.node(id);
    var bounds = WindowDriver.onFx(() -> node.localToScreen(node.getLayoutBounds()));
    window
        .robot()
        .robotContext()
        .getMouseRobot()
        .move(new Point2D(bounds.getMinX() + share * bounds.getWidth(), bounds.getCenterY()));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String spoken(WindowDriver window, String id) {
    return WindowDriver.onFx(() -> window.scene().lookup(id).getAccessibleText());
  }

  @Test
  void drawsWhatArrives() throws IOException {
    int shared = FreePorts.any();
    int other = FreePorts.any();
    var files = new GivenFiles().saveIn(folder);
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT4);
      assertTrue(window.exists("#charts-empty"));
      assertTrue(window.node("#charts-png").isDisabled());
      window.picture("charts-empty").press(KeyCode.CONTROL, KeyCode.DIGIT1);
      window.type("#bind-port", String.valueOf(shared));
      for (int listener = 1; listener <= 3; listener++) {
        window.click("#bind-reuseport").awaitText("#listener-" + listener + "-state", "Listening");
      }
      window.type("#bind-port", String.valueOf(other));
      window.click("#bind-none").awaitText("#listener-4-state", "Listening");
      try (var _ = new Traffic(shared, other)) {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        window.awaitText("#charts-local-4", "127.0.0.1:" + other);
        assertFalse(window.exists("#charts-empty"));
        long begun = window.workbench().history().steps();
        window.await(
            "some seconds are drawn", () -> window.workbench().history().steps() > begun + 12);
        window.click("#charts-hour").picture("charts-hour").click("#charts-minute");
        window.press(KeyCode.CONTROL, KeyCode.DIGIT1).click("#listener-2-close");
        window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        window.awaitText("#charts-rate-2", "closed");
        assertEquals("", window.text("#charts-bytes-2"));
        window.picture("charts").picture("charts-large", 1920, 1080);
        window.picture("charts-small", 1024, 700);
        moveTo(window, "#charts-datagrams", 0.92);
        window.awaitText("#charts-hover-heading", "s ago");
        window.picture("charts-hover");
        moveTo(window, "#charts-sizes", 0.5);
        window.awaitText("#charts-hover-heading", "64 to 127 bytes");
        window.dress(ColorScheme.DARK);
        moveTo(window, "#charts-sizes", 0.5);
        window.picture("charts-dark").dress(ColorScheme.LIGHT);
      }
      assertTrue(spoken(window, "#charts-datagrams").contains("listener 4: highest"));
      assertTrue(
          spoken(window, "#charts-shares").contains("listener 2: "), "closed, not forgotten");
      assertTrue(spoken(window, "#charts-sizes").contains("64 to 127 bytes"));
      window.click("#charts-png").awaitText("#charts-summary", "portbound-charts.png");
      assertTrue(Files.size(folder.resolve("portbound-charts.png")) > 1_000);
    }
  }
}
