package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.FixedPorts;
import org.portbound.lesson.Abilities;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonFile;
import org.portbound.lesson.LessonPorts;
import org.portbound.lesson.LessonRun;
import org.portbound.lesson.Reading;
import org.portbound.lesson.StepResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** What is done by clicks is saved as a lesson by clicks, and opened again. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@ExtendWith(FixedPorts.class)
final class SaveLessonTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatWasDoneIsChosenSavedAndOpened() throws IOException {
    int port = FreePorts.any();
    var files = new GivenFiles().saveIn(folder);
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT).type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      window.click("#refusal-fix-0").awaitText("#refusal-headline", "Both are bound now");
      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port)).type("#send-payload", "hello");
      window.click("#send-button").await("arrived", () -> window.workbench().log().end() == 2);
      window.type("#send-payload", "\\xff\\xfe").click("#send-button");
      window.await("arrived too", () -> window.workbench().log().end() == 3);
      window.click("#listener-2-close").press(KeyCode.CONTROL, KeyCode.DIGIT5);
      window.click("#lesson-save").awaitText("#save-state", "Steps: 7");
      window.awaitText("#save-note-7", "no plain text").picture("lesson-save");
      window.dress(ColorScheme.DARK).picture("lesson-save-dark", 1000, 700);
      window.dress(ColorScheme.LIGHT).type("#save-title", "Both sides, by clicks");
      window.click("#save-act-8").awaitText("#save-state", "Steps: 6");
      window.click("#save-lesson").awaitText("#save-state", "Saved as");
      Path file = folder.resolve("both-sides-by-clicks.yaml");
      check(file);
      window.click("#save-open").awaitText("#lesson-title", "Both sides, by clicks");
      window.awaitText("#lesson-obstacle", "listener 1 of this window");
      window.click("#lesson-free-ports");
      window.await("other ports", () -> !window.exists("#lesson-obstacle-bar"));
      window.click("#lesson-all").awaitText("#lesson-progress", "Step 6 of 6");
      assertTrue(window.scene().getRoot().lookupAll(".pb-verdict-bad").isEmpty(), "as expected");
      window.picture("lesson-saved");
    }
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains("id: Ikat A ke"), text);
    Lesson lesson = assertInstanceOf(Reading.Read.class, LessonFile.read(file), text).lesson();
    assertEquals(6, lesson.steps().size());
    try (Workbench bench = Workbench.open(Providers.standard(), 8 << 20);
        var run =
            new LessonRun(
                lesson,
                bench,
                LessonPorts.free(lesson, bench.provider()),
                Abilities.here(bench.provider()))) {
      while (!run.isOver()) {
        assertTrue(
            run.next() instanceof StepResult.Ran ran && ran.asExpected(),
            () -> run.results() + "\n" + text);
      }
    }
  }

  @Test
  void nothingDoneIsSaid() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT5);
      window.click("#lesson-save").awaitText("#save-state", "Nothing was done yet");
      assertTrue(window.node("#save-lesson").isDisabled());
      window.picture("lesson-save-empty");
      window.click("#save-close").await("back", () -> window.exists("#lessons-empty"));
    }
  }
}
