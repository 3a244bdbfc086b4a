package org.portbound.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Every page with something on it, to be looked at: on an old projector, on a laptop, on a desk,
 * and on a screen of twice as many dots at 200 %; in both languages, light and dark, some in high
 * contrast. Left as {@code pages/PAGE-LANGUAGE-COLOURS-WIDTH.png}. On the laptop, on the projector
 * and in the smallest window of the guide nothing is cut.
 */
@Tag("pictures")
@Timeout(value = 900, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
@ExtendWith(FixedPorts.class)
final class PagePicturesTest {
  /** What a network carries: a question for services, JSON, SSDP, a word, and bytes. */
  private static final List<byte[]> TALK =
      List.of(
          HexFormat.of()
              .parseHex(
                  "000000000001000000000000"
                      + "095f7365727669636573075f646e732d7364045f756470056c6f63616c00000c0001"),
          "{\"sensor\": \"hall 2\", \"celsius\": 21.4, \"battery\": 0.87}".getBytes(UTF_8),
          ("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n"
                  + "MX: 1\r\nST: ssdp:all\r\n\r\n")
              .getBytes(UTF_8),
          "selamat pagi".getBytes(UTF_8),
          HexFormat.of().parseHex("00ff10203040".repeat(40)));

  private static final int ROUNDS = 9;

  /** So many are sent by a click on the map. */
  private static final int MAP_DATAGRAMS = 1_000;

  private final Settings settings = Settings.unsaved();
  private final Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);
  private final WindowDriver window = WindowDriver.open(workbench, settings, 1280, 800);
  private final Speech speech = new Speech(window);
  private final PageDrawing drawing = new PageDrawing(window, settings, speech);

  @Test
  void everyPage() throws IOException {
    try (window) {
      int port = FreePorts.orAny(12345);
      window.dress(ColorScheme.LIGHT);
      desk(port, FreePorts.orAny(3702));
      map();
      portsAndMatrix();
      lesson();
      interfacesAndProbe();
      threeHolders(port);
      paletteAndGuide();
    }
    assertTrue(drawing.cut().isEmpty(), () -> "\n" + String.join("\n", drawing.cut()));
  }

  private void desk(int port, int groupPort) throws IOException {
    look("empty", KeyCode.DIGIT1, false);
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-endpoint", "127.0.0.1:" + port);
    window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
    look("first-refusal", KeyCode.DIGIT1, false);
    window.click("#refusal-dismiss");
    send(port);
    window.await("it came", () -> window.workbench().log().end() > TALK.size());
    window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
    look("refusal", KeyCode.DIGIT1, true);
    window.click("#refusal-fix-0");
    window.await("both are bound", () -> window.exists("#listener-2-state"));
    window.click("#refusal-dismiss");
    window.click("#bind-presets").click("#bind-preset-ws-discovery");
    window.type("#bind-port", String.valueOf(groupPort));
    window.click("#bind-reuseport").await("bound", () -> window.exists("#listener-3-state"));
    window.type("#send-source-address", "127.0.0.1:" + port);
    window.type("#send-port", String.valueOf(groupPort));
    window.click("#send-button").awaitText("#listener-3-received", "1");
    for (int i = 0; i < ROUNDS; i++) {
      send(port);
    }
    window.await("all came", () -> window.workbench().log().end() > ROUNDS * TALK.size());
    window.click("#traffic-table").press(KeyCode.HOME);
    window.await("shown", () -> window.exists("#detail-headline"));
    look("traffic", KeyCode.DIGIT1, true);
  }

  private static void send(int port) throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    for (byte[] each : TALK) {
      try (var socket = new DatagramSocket(0, here)) {
        socket.send(new DatagramPacket(each, each.length, here, port));
      }
    }
  }

  private void map() throws IOException {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT8);
    long sent = window.workbench().log().end() + MAP_DATAGRAMS;
    window.click("#map-send").await("sent", () -> window.workbench().log().end() >= sent);
    window.click("#map-view").press(KeyCode.END);
    window.await("its card", () -> window.exists("#map-card-title"));
    look("map", KeyCode.DIGIT8, true);
    int port = window.workbench().listeners().getFirst().local().port();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    long begun = window.workbench().history().steps();
    for (int step = 1; step <= ROUNDS; step++) {
      for (int i = 0; i <= 2 * (step % 4); i++) {
        send(port);
      }
      long until = begun + step;
      window.await("drawn", () -> window.workbench().history().steps() >= until);
    }
    look("charts", KeyCode.DIGIT4, true);
  }

  private void portsAndMatrix() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    var arranged =
        new PageDrawing.Page(
            "ports",
            "#ports-table",
            () -> {
              window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
              window.await(
                  "the sockets are read",
                  () -> ((TableView<?>) window.node("#ports-table")).getItems().size() >= 3);
              if (!window.exists("#ports-detail-headline")) {
                window.click("#ports-table").press(KeyCode.HOME).click("#ports-explain");
                window.await("explained", () -> window.exists("#ports-detail-headline"));
              }
            },
            () -> {});
    drawing.look(arranged, true);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT3).click("#matrix-run");
    window.await("tried", () -> window.exists("#matrix-cell-0-5"));
    window.click("#matrix-cell-0-5");
    look("matrix", KeyCode.DIGIT3, true);
  }

  private void lesson() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
    look("lessons", KeyCode.DIGIT5, true);
    if (!speech.code().equals("en")) {
      speech.change("en");
    }
    window.click("#lesson-first").await("begun", () -> window.exists("#lesson-run"));
    window.await(
        "ports looked at",
        () -> window.exists("#lesson-obstacle-bar") || !window.node("#lesson-run").isDisabled());
    if (window.exists("#lesson-obstacle-bar")) {
      window.click("#lesson-free-ports");
      window.await("free", () -> !window.exists("#lesson-obstacle-bar"));
    }
    window.click("#lesson-run").awaitText("#lesson-answer-0", "A is bound");
    window.click("#lesson-next").click("#lesson-choice-1").click("#lesson-run");
    window.awaitText("#lesson-answer-0", "EADDRINUSE");
    look("lesson", KeyCode.DIGIT5, true);
    window.click("#lesson-leave");
  }

  private void interfacesAndProbe() {
    look("interfaces", KeyCode.DIGIT6, true);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7).click("#probe-first");
    window.await("it runs", () -> window.exists("#probe-state-1"));
    String running = window.text("#probe-state-1");
    window.await("it has ended", () -> !window.text("#probe-state-1").equals(running));
    look("probe", KeyCode.DIGIT7, true);
  }

  private void threeHolders(int port) {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    window.type("#bind-address", "127.0.0.1").type("#bind-groups", "");
    window.type("#bind-port", String.valueOf(port)).click("#bind-reuseport");
    window.await("three", () -> heldBy(port) == 3);
    window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
    look("three-holders", KeyCode.DIGIT1, true);
    window.click("#refusal-dismiss");
  }

  private long heldBy(int port) {
    return workbench.listeners().stream().filter(each -> each.local().port() == port).count();
  }

  private void paletteAndGuide() {
    Runnable escape = () -> window.press(KeyCode.ESCAPE);
    Runnable summon =
        () -> {
          window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
          window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
          window.await("open", () -> window.exists("#palette"));
          window.robot().write("po", 0);
          WaitForAsyncUtils.waitForFxEvents();
        };
    drawing.look(new PageDrawing.Page("palette", "#palette", summon, escape), true);
    Runnable help =
        () -> {
          window.press(KeyCode.F1);
          window.await("the guide", () -> window.exists("#guide-chapter"));
        };
    drawing.look(new PageDrawing.Page("guide", "#guide-window", help, escape), true);
  }

  private void look(String name, KeyCode key, boolean contrast) {
    Runnable show = () -> window.press(KeyCode.CONTROL, key);
    drawing.look(new PageDrawing.Page(name, "#status", show, () -> {}), contrast);
  }
}
