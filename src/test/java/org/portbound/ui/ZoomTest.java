package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Zoom;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Every page in every size: nothing is cut. */
@Tag("long")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(FixedPorts.class)
final class ZoomTest {
  private static final List<String> PAGES =
      List.of("desk", "ports", "matrix", "charts", "lessons", "interfaces", "probe");

  /** Drawn on a large screen too. */
  private static final Set<String> LARGE = Set.of("desk", "lessons");

  @Test
  void keysChangeTheSizeAndItIsKept() {
    Settings settings = Settings.unsaved();
    Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);
    try (var window = WindowDriver.open(workbench, settings, 1280, 800)) {
      window.press(KeyCode.CONTROL, KeyCode.EQUALS).press(KeyCode.CONTROL, KeyCode.EQUALS);
      window.awaitText("#status-message", "Size 125 %");
      window.press(KeyCode.CONTROL, KeyCode.MINUS).awaitText("#status-message", "Size 110 %");
      assertEquals(110, new Zoom(settings).percent());
      window.press(KeyCode.CONTROL, KeyCode.DIGIT0).awaitText("#status-message", "Size 100 %");
      assertEquals(100, new Zoom(settings).percent());
      window.click("#view-menu").picture("zoom-menu", "#view-larger").click("#view-larger");
      window.awaitText("#status-message", "Size 110 %");
    }
  }

  @Test
  void nothingIsCutInAnySize() {
    int port = FreePorts.orAny(12345);
    Map<String, List<String>> cut = new TreeMap<>();
    Settings settings = Settings.unsaved();
    Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);
    try (var window = WindowDriver.open(workbench, settings, 1280, 800)) {
      window.dress(ColorScheme.LIGHT).type("#bind-port", String.valueOf(port));
      window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
      window.click("#send-source-any");
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      window.click("#send-button").awaitText("#listener-1-received", "1");
      window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "bytes");
      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      for (int percent : List.of(100, 75, 150, 200, 300)) {
        resize(window, settings, percent);
        for (int i = 0; i < PAGES.size(); i++) {
          window.press(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + (i + 1)));
          if (PAGES.get(i).equals("lessons") && window.exists("#lesson-first")) {
            window.click("#lesson-first").await("begun", () -> window.exists("#lesson-run"));
          }
          String name = "zoom-" + PAGES.get(i) + "-" + percent;
          window.picture(name);
          if (percent == 200 && LARGE.contains(PAGES.get(i))) {
            window.picture(name + "-uhd", 3840, 2160);
          }
          List<String> here =
              WindowDriver.onFx(
                  () ->
                      new CutTexts()
                          .allow(".table-cell", "columns can be made wider")
                          .allow(".pb-ledger-call", "its explanation says all of it")
                          .allow("#send-outcome", "its tooltip says all of it")
                          .in(window.scene()));
          if (!here.isEmpty()) {
            cut.put(name, here);
          }
        }
      }
    }
    var lines = new ArrayList<String>();
    cut.forEach((name, texts) -> texts.forEach(each -> lines.add(name + ": " + each)));
    assertTrue(lines.isEmpty(), () -> "\n" + String.join("\n", lines));
  }

  /** Presses keys until everything is so large. */
  static void resize(WindowDriver window, Settings settings, int percent) {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT0);
    while (new Zoom(settings).percent() != percent) {
      window.press(
          KeyCode.CONTROL, new Zoom(settings).percent() < percent ? KeyCode.EQUALS : KeyCode.MINUS);
    }
  }
}
