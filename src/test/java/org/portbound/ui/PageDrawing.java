package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Zoom;
import org.testfx.util.WaitForAsyncUtils;

/** Draws a page in each size, language and colour, and looks for what is cut. */
final class PageDrawing {
  private static final KeyCombination LARGER =
      new KeyCodeCombination(KeyCode.PLUS, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
  private static final KeyCombination PLAIN =
      new KeyCodeCombination(
          KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);

  /** How many dots there are, and how large the window is drawn on them. */
  private enum Size {
    LAPTOP(1280, 800, 100),
    DESK(1920, 1080, 100),
    DOUBLE(3840, 2160, 200),
    PROJECTOR(1024, 768, 100),
    /** No window of the guide is smaller. */
    LEAST_GUIDE(480, 320, 100);

    private final double widthPx;
    private final double heightPx;
    private final int percent;

    Size(double widthPx, double heightPx, int percent) {
      this.widthPx = widthPx;
      this.heightPx = heightPx;
      this.percent = percent;
    }
  }

  /**
   * A page as it is looked at.
   *
   * @param inside is in the scene that is drawn
   * @param arrange brings it into sight, in a window that may have been built anew
   * @param leave leaves the window as it was
   */
  record Page(String name, String inside, Runnable arrange, Runnable leave) {}

  private final List<String> cut = new ArrayList<>();
  private final WindowDriver window;
  private final Settings settings;
  private final Speech speech;

  PageDrawing(WindowDriver window, Settings settings, Speech speech) {
    this.window = window;
    this.settings = settings;
    this.speech = speech;
  }

  /** Draws it in both languages, this one first. */
  void look(Page page, boolean contrast) {
    inEachColour(page, contrast);
    speech.change(speech.code().equals("en") ? "id" : "en");
    inEachColour(page, false);
  }

  /** A line for each text that was cut. */
  List<String> cut() {
    return List.copyOf(cut);
  }

  private void inEachColour(Page page, boolean contrast) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      window.dress(scheme);
      draw(page, scheme == ColorScheme.LIGHT ? "light" : "dark");
    }
    if (contrast) {
      window.click("#view-menu").click("#view-theme-CONTRAST");
      draw(page, "contrast");
    }
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
  }

  private void draw(Page page, String colours) {
    page.arrange.run();
    WaitForAsyncUtils.waitForFxEvents();
    String name = "pages/%s-%s-%s".formatted(page.name, speech.code(), colours);
    Scene scene = WindowDriver.onFx(() -> window.node(page.inside).getScene());
    for (Size size : sizes(page)) {
      if (size == Size.DESK || size == Size.DOUBLE) {
        continue;
      }
      settle(scene, size);
      WindowDriver.onFx(
              () ->
                  Drawing.in(
                      scene,
                      size.widthPx,
                      size.heightPx,
                      () -> cutTexts().in(scene.getRoot(), size.widthPx, size.heightPx)))
          .forEach(each -> cut.add(name + "-" + (int) size.widthPx + ": " + each));
    }
    for (Size size : sizes(page)) {
      settle(scene, size);
      Drawing.write(
          WindowDriver.onFx(
              () -> {
                while (new Zoom(settings).percent() < size.percent) {
                  press(scene, LARGER);
                }
                // It tells of the size for a moment.
                scene
                    .getRoot()
                    .lookupAll(".pb-status-message")
                    .forEach(each -> each.setVisible(false));
                var image = Drawing.of(scene, size.widthPx, size.heightPx);
                press(scene, PLAIN);
                return image;
              }),
          name + "-" + (int) size.widthPx);
      WaitForAsyncUtils.waitForFxEvents();
    }
    page.leave.run();
  }

  private static List<Size> sizes(Page page) {
    boolean guide = page.inside.equals("#guide-window");
    return Stream.of(Size.values()).filter(each -> guide || each != Size.LEAST_GUIDE).toList();
  }

  /** What follows a layout in this size has been done. */
  private static void settle(Scene scene, Size size) {
    double factor = size.percent / 100.0;
    WindowDriver.onFx(
        () -> {
          Drawing.lay(scene, size.widthPx / factor, size.heightPx / factor);
          return scene;
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static CutTexts cutTexts() {
    return new CutTexts()
        .allow(".table-cell", "columns can be made wider")
        .allow(".pb-ledger-call", "its explanation says all of it")
        .allow("#send-outcome", "its tooltip says all of it");
  }

  private static void press(Scene scene, KeyCombination keys) {
    Objects.requireNonNull(scene.getAccelerators().get(keys)).run();
  }
}
