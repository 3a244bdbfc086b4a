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
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.css.PseudoClass;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Filter and search as a user works with them. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class FilterTest {
  private static final int ROWS = 60;

  /** Every third datagram says Probe, the others say Hello. */
  private static WindowDriver withRows() throws IOException {
    int port = FreePorts.any();
    var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 900);
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    try (var socket = new DatagramSocket()) {
      for (int i = 1; i <= ROWS; i++) {
        byte[] payload = ((i % 3 == 0 ? "Probe " : "Hello ") + i).getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(payload, payload.length, to));
      }
    }
    return window.awaitText("#traffic-count", String.valueOf(ROWS));
  }

  private static boolean is(WindowDriver window, String pseudoClass) {
    return window
        .node("#traffic-filter")
        .getPseudoClassStates()
        .contains(PseudoClass.getPseudoClass(pseudoClass));
  }

  @Test
  void showsWhatMatchesAndSaysWhatIsWrong() throws IOException {
    try (var window = withRows()) {
      window.type("#traffic-filter", "src 127.0.0.0/8 and probe");
      window.awaitText("#traffic-filter-count", "20 of 60").awaitText("#traffic-count", "20");
      assertTrue(is(window, "success"));
      window.picture("filter-matches");
      window.dress(ColorScheme.DARK).picture("filter-matches-dark").dress(ColorScheme.LIGHT);

      window.type("#traffic-filter", "port 37o2 and probe");
      window.awaitText("#traffic-filter-sentence", "\"37o2\" is not a number");
      assertEquals("37o2", window.text("#traffic-filter-fault"));
      assertTrue(is(window, "danger") && !is(window, "success"));
      window.picture("filter-wrong");

      window.type("#traffic-filter", "iface nowhere7");
      window.awaitText("#traffic-filter-sentence", "No interface is called nowhere7");
      window.picture("filter-no-interface");

      window.type("#traffic-filter", "len > 60000").awaitText("#traffic-filter-count", "0 of 60");
      assertFalse(window.exists("#traffic-filter-error"));
      window.await("it says so", () -> window.exists("#traffic-empty"));
      window.picture("filter-nothing");

      window.click("#traffic-filter-clear").awaitText("#traffic-count", "60");
      assertEquals("", window.text("#traffic-filter-count"));
      assertFalse(is(window, "success") || is(window, "danger"));
    }
  }

  @Test
  void completesTermsAndValuesAndKeepsFilters() throws IOException {
    try (var window = withRows()) {
      window.click("#traffic-filter");
      window.robot().write("lis", 0);
      window.await("it is offered", () -> window.exists("#traffic-filter-completion"));
      window.picture("filter-completing");
      window.press(KeyCode.DOWN).press(KeyCode.ENTER);
      window.awaitText("#traffic-filter", "listener ");
      window.await("a value is offered", () -> window.exists("#traffic-filter-completion"));
      window.press(KeyCode.TAB).awaitText("#traffic-filter", "listener 1 ");
      window.awaitText("#traffic-filter-count", "60 of 60");

      window.type("#traffic-filter", "probe").click("#traffic-filter-saved");
      window.type("#traffic-filter-name", "Probes").click("#traffic-filter-keep");
      window.press(KeyCode.ESCAPE).click("#traffic-filter-clear");
      window.awaitText("#traffic-count", "60").click("#traffic-filter-saved");
      window.press(KeyCode.DOWN).press(KeyCode.ENTER).awaitText("#traffic-filter", "probe");
      window.awaitText("#traffic-count", "20");
    }
  }

  @Test
  void aLetterInTheTableBeginsAFilter() throws IOException {
    try (var window = withRows()) {
      window.click("#traffic-table");
      window.robot().write("probe 3", 0);
      window.awaitText("#traffic-filter", "probe 3").awaitText("#traffic-count", "5");
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.HOME).awaitText("#detail-headline", "No. 3 ");
    }
  }

  @Test
  void goesFromOneFindToTheNext() throws IOException {
    try (var window = withRows()) {
      window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "No. 1 ");
      window.press(KeyCode.SHORTCUT, KeyCode.F).type("#traffic-find", "PROBE");
      window.press(KeyCode.ENTER).awaitText("#detail-headline", "No. 3 ");
      window.press(KeyCode.F3).awaitText("#detail-headline", "No. 6 ");
      window.press(KeyCode.SHIFT, KeyCode.F3).awaitText("#detail-headline", "No. 3 ");
      window.press(KeyCode.SHIFT, KeyCode.F3).awaitText("#traffic-find-answer", "from the last");
      window.awaitText("#detail-headline", "No. 60 ").picture("find");
      window.click("#traffic-find-hex").type("#traffic-find", "50 72 6");
      window.press(KeyCode.F3).awaitText("#traffic-find-answer", "is not hex");
      window.type("#traffic-find", "48 65 6c").press(KeyCode.F3);
      window.awaitText("#detail-headline", "No. 1 ");
      window.type("#traffic-filter", "probe").awaitText("#traffic-count", "20");
      window.press(KeyCode.F3).awaitText("#traffic-find-answer", "found nowhere");
      window.click("#traffic-find-close");
      window.await("it is gone", () -> !window.exists("#traffic-find-bar"));
    }
  }
}
