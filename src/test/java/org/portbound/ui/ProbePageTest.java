package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.ColorScheme;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.probe.ProbeClock;
import org.portbound.probe.ProbeWriter;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The page of probes, by clicks. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class ProbePageTest {
  @TempDir private static Path folder;

  /** A sender that loses one in twenty, and swaps and doubles some. */
  private static void sendBadly(int port, int count) throws IOException {
    var writer = new ProbeWriter(99, 120, 2_000_000);
    var to = InetAddress.ofLiteral("127.0.0.1");
    try (var socket = new DatagramSocket(0, to)) {
      for (int i = 0; i < count; i++) {
        int number = i % 7 == 2 ? i + 1 : i % 7 == 3 ? i - 1 : i;
        byte[] payload = writer.datagram(number, ProbeClock.nowNs());
        for (int copy = i % 20 == 11 ? 1 : 0; copy < (i % 50 == 3 ? 2 : 1); copy++) {
          socket.send(new DatagramPacket(payload, payload.length, to, port));
        }
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  @Test
  void oneClickProbesThisMachineAndBadPathsShow() throws IOException {
    int port = FreePorts.any();
    var files = new GivenFiles().saveIn(folder);
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT7);
      assertTrue(window.exists("#probe-empty"));
      assertTrue(window.node("#probe-save").isDisabled());
      window.picture("probe-empty");
      window.click("#probe-first").awaitText("#probe-state-1", "running");
      assertFalse(window.exists("#probe-empty"));
      assertEquals("0", window.text("#probe-lost-1"));
      window.await(
          "how far it is",
          () -> ((ProgressBar) window.node("#probe-sending-progress-1")).getProgress() > 0);

      window.type("#probe-listen-port", String.valueOf(port)).click("#probe-listen");
      window.awaitText("#probe-listening-2", "#2 on 127.0.0.1:" + port);
      window.click("#probe-listen").awaitText("#probe-outcome", "EADDRINUSE");
      window.type("#probe-send-port", String.valueOf(port)).type("#probe-send-rate", "fast");
      assertTrue(window.node("#probe-send").isDisabled());
      assertTrue(window.text("#probe-send-hint").contains("\"fast\" is not a rate"));
      window.picture("probe-bad-input");
      window.type("#probe-send-rate", "200").type("#probe-send-limit", "");
      window.click("#probe-send").awaitText("#probe-state-2", "running");
      assertFalse(window.exists("#probe-sending-progress-2"), "it has no end");
      sendBadly(port, 1_500);
      window.awaitText("#probe-state-1", "ended");
      window.awaitText("#probe-state-3", "silent");
      assertEquals("75", window.text("#probe-lost-3"));
      assertEquals("5.00 %", window.text("#probe-share-3"));
      window.picture("probe").picture("probe-small", 1024, 700);
      window.dress(ColorScheme.DARK);
      long steps = window.workbench().probing().monitor().steps();
      window.await(
          "drawn in the dark", () -> window.workbench().probing().monitor().steps() > steps + 1);
      window.picture("probe-dark").dress(ColorScheme.LIGHT);

      window.click("#probe-sending-stop-2").awaitText("#probe-state-2", "ended");
      window.click("#probe-listening-stop-2");
      window.await("it is closed", () -> !window.exists("#probe-listening-2"));
      assertEquals("75", window.text("#probe-lost-3"), "the figures stay");
      window.click("#probe-copy").awaitText("#probe-outcome", "Copied the figures of 3 streams");
      String copied = WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString());
      assertEquals(4, copied.lines().count());
      assertTrue(copied.contains(",1500,1425,75,0,5.0000,"), copied);
      window.click("#probe-save").awaitText("#probe-outcome", "portbound-probe.csv");
      assertEquals(copied, Files.readString(folder.resolve("portbound-probe.csv")));
      window.click("#probe-clear").await("nothing is left", () -> window.exists("#probe-empty"));
    }
  }
}
