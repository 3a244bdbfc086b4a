package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.diagnosis.HoldingProcess;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The page with every socket of the machine, on sockets that the test holds. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class PortsTest {
  /** More than fit on the page. */
  private static final int MANY = 80;

  private final List<DatagramSocket> held = new ArrayList<>();

  @AfterEach
  void closeAll() {
    held.forEach(DatagramSocket::close);
  }

  private int hold() throws IOException {
    var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    held.add(socket);
    return socket.getLocalPort();
  }

  private static WindowDriver open(String provider) {
    var window =
        WindowDriver.open(Workbench.open(Providers.named(provider).orThrow(), 8 << 20), 1280, 800);
    return window.dress(ColorScheme.LIGHT);
  }

  private static TableView<?> table(WindowDriver window) {
    return (TableView<?>) window.node("#ports-table");
  }

  private static int rows(WindowDriver window) {
    return WindowDriver.onFx(() -> table(window).getItems().size());
  }

  private static void select(WindowDriver window, int row) {
    WindowDriver.onFx(
        () -> {
          table(window).requestFocus();
          table(window).getSelectionModel().clearAndSelect(row);
          return true;
        });
  }

  private static WindowDriver filter(WindowDriver window, String text, int expectedRows) {
    window.type("#ports-filter", text);
    return window.await(expectedRows + " rows are left", () -> rows(window) == expectedRows);
  }

  @Test
  void everySocketIsThereAndAPortIsExplained() throws IOException {
    int foreign = hold();
    int port = FreePorts.any();
    try (var window = open("posix")) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
      window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
      window.await("the sockets are read", () -> rows(window) >= 2);
      window.picture("ports").picture("ports-small", 1000, 700).picture("ports-large", 1920, 1080);

      filter(window, "127.0.0.1 " + port, 1);
      select(window, 0);
      window.click("#ports-explain");
      window.awaitText("#ports-detail-headline", "UDP port " + port + ": one socket");
      assertEquals("refused", window.text("#ports-outlook-0"));
      assertEquals("refused", window.text("#ports-outlook-1"));
      assertEquals("allowed", window.text("#ports-outlook-2"));
      assertEquals("allowed", window.text("#ports-outlook-3"));
      assertTrue(window.node("#ports-infer").isDisabled(), "nothing is unknown");
      window.picture("ports-explain").picture("ports-explain-small", 1000, 700);

      filter(window, String.valueOf(foreign), 1);
      select(window, 0);
      window.press(KeyCode.ENTER);
      window.awaitText("#ports-detail-headline", "UDP port " + foreign + ": one socket");
      window.dress(ColorScheme.DARK);
      window.picture("ports-dark").picture("ports-dark-large", 1920, 1080);
      window.click("#ports-detail-close");
      filter(window, "no such program", 0);
      assertTrue(window.exists("#ports-empty"));
      window.picture("ports-filtered");

      window.click("#page-desk").awaitText("#listener-1-state", "Listening");
      assertEquals(String.valueOf(port), window.text("#bind-port"), "the desk is as it was");
      window.dress(ColorScheme.LIGHT);
    }
  }

  @Test
  void socketOfAnotherNetworkNamespaceIsMarkedAndNotInTheWay() throws Exception {
    String name = "portbound-ports-" + ProcessHandle.current().pid();
    assumeTrue(
        ip("netns", "add", name),
        "skipped: no network namespace may be added; it takes root and ip");
    try {
      assertTrue(ip("-n", name, "link", "set", "lo", "up"));
      try (var there = HoldingProcess.inNamespace(name, "127.0.0.1");
          var window = open("posix")) {
        String port = String.valueOf(there.port());
        window.click("#page-ports").await("the sockets are read", () -> rows(window) >= 1);
        filter(window, port + " " + name, 1);
        select(window, 0);
        window.click("#ports-explain");
        window.awaitText(
            "#ports-detail-headline", port + ": 0 here, 1 in other network namespaces");
        assertEquals("allowed", window.text("#ports-outlook-0"));
        assertTrue(window.node("#ports-infer").isDisabled(), "it is not in the way here");
        window.picture("ports-namespace").picture("ports-namespace-small", 1000, 700);
      }
    } finally {
      ip("netns", "del", name);
    }
  }

  /** Whether the command did it; false too where it is not there. */
  private static boolean ip(String... arguments) throws InterruptedException {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void unknownOptionsAreInferredOnRequest() throws IOException {
    int port = hold();
    try (var window = open("nio")) {
      window.click("#page-ports").await("the sockets are read", () -> rows(window) >= 1);
      filter(window, String.valueOf(port), 1);
      select(window, 0);
      window.click("#ports-explain").awaitText("#ports-outlook-3", "unknown");
      window.awaitText("#ports-infer-outcome", "holds the port for a moment");
      window.picture("ports-unknown");
      window.click("#ports-infer").awaitText("#ports-infer-outcome", "Tried 4 binds");
      window.awaitText("#ports-outlook-3", "refused");
      filter(window, port + " none (inferred)", 1);
      window.picture("ports-inferred");
      assertEquals(port, held.getFirst().getLocalPort());
    }
  }

  @Test
  void selectionAndPlaceSurviveTheNextLook() throws IOException {
    for (int i = 0; i < MANY; i++) {
      hold();
    }
    try (var window = open("posix")) {
      window.click("#page-ports").await("the sockets are read", () -> rows(window) >= MANY);
      // Its own process's, for those stay until the test closes them.
      window.type("#ports-filter", String.valueOf(ProcessHandle.current().pid()));
      int row = MANY - 1;
      WindowDriver.onFx(
          () -> {
            table(window).scrollTo(row);
            return true;
          });
      select(window, row);
      Object selected = table(window).getSelectionModel().getSelectedItem();
      window.await("it is scrolled", () -> place(window) > 0);
      double place = place(window);
      // Other programs' sockets come and go meanwhile: only this one is waited for.
      int another = hold();
      window.await("the new socket is seen", () -> shows(window, another));
      assertSame(selected, table(window).getSelectionModel().getSelectedItem());
      assertTrue(place(window) > place / 2, "the place stays, but for the rows that came");
      held.removeLast().close();
      window.await("it is gone again", () -> !shows(window, another));
      assertSame(selected, table(window).getSelectionModel().getSelectedItem());
    }
  }

  private static boolean shows(WindowDriver window, int port) {
    return WindowDriver.onFx(
        () ->
            table(window).getItems().stream()
                .anyMatch(each -> each.toString().endsWith(":" + port)));
  }

  private static double place(WindowDriver window) {
    return WindowDriver.onFx(
        () ->
            table(window).lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(each -> each.getOrientation() == Orientation.VERTICAL)
                .mapToDouble(ScrollBar::getValue)
                .max()
                .orElse(0));
  }
}
