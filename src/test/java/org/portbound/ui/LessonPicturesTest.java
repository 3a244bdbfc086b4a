package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonFile;
import org.portbound.lesson.Question;
import org.portbound.text.Texts;
import org.portbound.workbench.Workbenches;

/**
 * Every lesson by clicks, step by step, to its last: that step stands in both languages, light and
 * dark, with nothing cut; what this machine cannot show is skipped, and said.
 */
@Tag("long")
@Timeout(value = 400, unit = TimeUnit.SECONDS)
@ExtendWith(FixedPorts.class)
final class LessonPicturesTest {
  @Test
  void everyLessonIsPlayedToItsLastStep() {
    var cut = new ArrayList<String>();
    List<Lesson> lessons = LessonFile.builtIn();
    try (var window = WindowDriver.open(Workbenches.forOtherUsers(), 1280, 800)) {
      var speech = new Speech(window);
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT5);
      for (int i = 0; i < lessons.size(); i++) {
        begin(window, i, speech.texts().locale());
        play(window, lessons.get(i), speech.texts());
        assertTrue(
            window.scene().getRoot().lookupAll(".pb-verdict-bad").isEmpty(), lessons.get(i).name());
        String other = speech.code().equals("en") ? "id" : "en";
        cut.addAll(pictures(window, i + 1, speech.code()));
        speech.change(other);
        cut.addAll(pictures(window, i + 1, other));
      }
      window.click("#lesson-leave");
      window.await("closed", () -> window.workbench().listeners().isEmpty());
      window.await("no process left", () -> window.workbench().processes().views().isEmpty());
    }
    assertTrue(cut.isEmpty(), () -> "\n" + String.join("\n", cut));
  }

  @SuppressWarnings("unchecked")
  private static void begin(WindowDriver window, int lesson, Locale locale) {
    var list = (ListView<Lesson>) window.node("#lesson-list");
    WindowDriver.onFx(
        () -> {
          list.requestFocus();
          list.getSelectionModel().select(lesson);
          list.scrollTo(lesson);
          return true;
        });
    window.press(KeyCode.ENTER);
    window.awaitText("#lesson-title", LessonFile.builtIn().get(lesson).title().in(locale));
    window.await(
        "ports looked at",
        () -> window.exists("#lesson-obstacle-bar") || !window.node("#lesson-run").isDisabled());
    if (window.exists("#lesson-obstacle-bar")) {
      window.click("#lesson-free-ports");
      window.await("free", () -> !window.exists("#lesson-obstacle-bar"));
    }
  }

  private static void play(WindowDriver window, Lesson lesson, Texts texts) {
    int all = lesson.steps().size();
    for (int step = 1; step <= all; step++) {
      Question question = lesson.steps().get(step - 1).question();
      String progress = texts.say("ui.lessons.progress", String.valueOf(step), String.valueOf(all));
      window.awaitText("#lesson-progress", progress);
      if (question != null) {
        window.click("#lesson-choice-" + right(question));
      }
      window.click("#lesson-run").awaitText("#lesson-run", texts.say("ui.lesson-run.again"));
      if (step < all) {
        window.click("#lesson-next");
      }
    }
  }

  /** The place of the right choice. */
  private static int right(Question question) {
    int right = 0;
    while (!question.choices().get(right).right()) {
      right++;
    }
    return right;
  }

  private static List<String> pictures(WindowDriver window, int number, String language) {
    var cut = new ArrayList<String>();
    boolean light =
        !WindowDriver.onFx(() -> window.scene().getRoot().getStyleClass().contains("pb-dark"));
    var first = light ? ColorScheme.LIGHT : ColorScheme.DARK;
    var second = light ? ColorScheme.DARK : ColorScheme.LIGHT;
    for (ColorScheme scheme : List.of(first, second)) {
      String name =
          "lessons/%02d-%s-%s"
              .formatted(number, language, scheme == ColorScheme.LIGHT ? "light" : "dark");
      window.dress(scheme).picture(name);
      if (scheme == first) {
        WindowDriver.onFx(
                () ->
                    new CutTexts()
                        .allow(".pb-ledger-call", "its explanation says all of it")
                        .in(window.scene()))
            .forEach(each -> cut.add(name + ": " + each));
      }
    }
    return cut;
  }
}
