package org.portbound.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;
import org.testfx.util.WaitForAsyncUtils;

/**
 * On a laptop and on an old projector, in each language, every text of every pane and pop-up has
 * the room it needs.
 */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class RoomForWordsTest {
  /** What opens a pop-up of the desk, and what is in it. */
  private static final Map<String, String> OPENERS = new LinkedHashMap<>();

  static {
    OPENERS.put("#bind-presets", "#bind-preset-ws-discovery");
    OPENERS.put("#bind-options", "#bind-receive-buffer");
    OPENERS.put("#new-process", "#new-process-same");
    OPENERS.put("#save", "#save-choose");
    OPENERS.put("#record", "#record-choose");
    OPENERS.put("#traffic-options", "#traffic-budget");
    OPENERS.put("#traffic-columns", "#column-ttl");
    OPENERS.put("#detail-copy", "#detail-copy-hex");
    OPENERS.put("#detail-decode-as", "#detail-decode-as-text");
    OPENERS.put("#messages", "#messages-list");
    OPENERS.put("#send-replies", "#send-replies-60");
    OPENERS.put("#send-options", "#send-dscp");
    OPENERS.put("#send-repeat", "#send-start");
    OPENERS.put("#send-code", "#code-window");
    OPENERS.put("#ledger-explain", "#ledger-explanation");
    OPENERS.put("#file-menu", "#file-bench-open");
    OPENERS.put("#view-menu", "#view-larger");
  }

  private static final int LAYOUT_PASSES = 20;

  @ParameterizedTest
  @CsvSource({"en, 1280, 800", "id, 1280, 800", "en, 1024, 768", "id, 1024, 768"})
  void nothingIsCut(String language, double widthPx, double heightPx) throws Exception {
    var cut = new ArrayList<String>();
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), widthPx, heightPx)) {
      new Tour(window, language, (int) widthPx, cut).go(FreePorts.any());
    }
    assertTrue(cut.isEmpty(), () -> "\n" + String.join("\n", cut));
  }

  /**
   * Goes through the panes in a language.
   *
   * @param cut takes a line for each text that is cut
   */
  private record Tour(WindowDriver window, String language, int widthPx, List<String> cut) {
    void go(int port) throws IOException {
      window.dress(ColorScheme.LIGHT);
      if (!language.equals("en")) {
        new Speech(window).change(language);
      }
      window.type("#bind-port", String.valueOf(port)).click("#bind-reuseport");
      window.await("it listens", () -> window.exists("#listener-1-state"));
      look("listening", "#listener-1");
      try (var sender = new DatagramSocket()) {
        byte[] payload = "{\"name\": \"a datagram\"}".getBytes(UTF_8);
        sender.send(
            new DatagramPacket(payload, payload.length, InetAddress.ofLiteral("127.0.0.1"), port));
      }
      window.await("it came", () -> window.workbench().log().end() == 2);
      window.click("#traffic-table").press(KeyCode.HOME);
      window.await("it is shown", () -> window.exists("#detail-headline"));
      look("detail", "#detail-headline");
      OPENERS.forEach(this::popUp);
      window.menuOf("#traffic-table").await("its menu", () -> window.exists("#row-copy-hex"));
      look("menu of a row", "#row-copy-hex");
      window.press(KeyCode.ESCAPE);
      window.click("#detail-close").click("#listener-1-groups");
      window.await("groups", () -> window.exists("#groups-join"));
      look("groups", "#groups-join");
      window.click("#listener-1-examine").await("checks", () -> window.exists("#examine-run"));
      look("examine", "#examine-run");
      window.click("#examine-dismiss").click("#bind-none");
      window.await("refused", () -> window.exists("#refusal-headline"));
      look("refused", "#refusal-headline");
      window.press(KeyCode.CONTROL, KeyCode.DIGIT5).click("#lesson-save");
      window.await("what was done", () -> window.exists("#save-state"));
      look("save a lesson", "#save-state");
      window.press(KeyCode.CONTROL, KeyCode.DIGIT2).type("#ports-filter", String.valueOf(port));
      window.click("#ports-table").press(KeyCode.HOME).click("#ports-explain");
      window.await("the port is explained", () -> window.exists("#ports-detail-headline"));
      look("ports", "#ports-detail-headline");
      window.press(KeyCode.CONTROL, KeyCode.DIGIT8).click("#map-view").press(KeyCode.END);
      window.await("the map", () -> window.exists("#map-card-title"));
      look("map", "#map-card-title");
    }

    private void popUp(String opener, String inside) {
      window.click(opener).await(inside + " is there", () -> window.exists(inside));
      look(opener, inside);
      window.press(KeyCode.ESCAPE).await(inside + " is gone", () -> !window.exists(inside));
    }

    /** At the window, and at the pop-up if it is one. */
    private void look(String what, String id) {
      String place = what.replaceAll("[# ]+", "-").replaceAll("^-", "");
      String name = "room-%s-%d-%s".formatted(language, widthPx, place);
      List<String> found = cutIn(id);
      for (int pass = 0; pass < LAYOUT_PASSES && !found.isEmpty(); pass++) {
        // A pop-up is laid out once more when its sentences have wrapped.
        WaitForAsyncUtils.waitForFxEvents();
        found = cutIn(id);
      }
      window.picture(name, id);
      found.forEach(each -> cut.add(name + ": " + each));
    }

    private List<String> cutIn(String id) {
      return WindowDriver.onFx(
          () ->
              new CutTexts()
                  .allow(".table-cell", "columns can be made wider")
                  .allow(".pb-ledger-call", "its explanation says all of it")
                  .allow("#send-outcome", "its tooltip says all of it")
                  .in(window.node(id).getScene()));
    }
  }
}
