package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.FixedPorts;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Lessons by clicks: predict, run, next, back, all, leave; one from a file, one with mistakes. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@ExtendWith(FixedPorts.class)
final class LessonsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aLessonIsPredictedRunAndLeft() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT5);
      window.picture("lessons-empty").click("#lesson-first");
      freePorts(window);
      window.awaitText("#lesson-progress", "Step 1 of 5").click("#lesson-run");
      window.awaitText("#lesson-answer-0", "A is bound to 127.0.0.1:").click("#lesson-next");
      window.awaitText("#lesson-progress", "Step 2 of 5").click("#lesson-choice-0");
      window.picture("lesson-question").click("#lesson-run");
      window.awaitText("#lesson-answer-0", "EADDRINUSE");
      window.awaitText("#lesson-predicted-wrong", "You predicted this");
      assertEquals(1, window.workbench().listeners().size());
      window.picture("lesson-answer").picture("lesson-answer-small", 1000, 700);
      window.click("#lesson-back").awaitText("#lesson-progress", "Step 1 of 5");
      window.awaitText("#lesson-answer-0", "A is bound");
      window.click("#lesson-all").awaitText("#lesson-progress", "Step 5 of 5");
      window.awaitText("#lesson-answer-2", "E is bound");
      window.dress(ColorScheme.DARK).picture("lesson-last-dark").dress(ColorScheme.LIGHT);
      window.click("#lesson-leave").await("empty", () -> window.exists("#lessons-empty"));
      window.await("closed", () -> window.workbench().listeners().isEmpty());
    }
  }

  /** A deed shows its system calls and its program; a call shows its deed, or its step. */
  @Test
  void callsAndProgramsBelongToDeeds() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT5);
      window.click("#lesson-first");
      freePorts(window);
      window.click("#lesson-run").awaitText("#ledger-scope", "Step 1").click("#lesson-next");
      window.click("#lesson-run").awaitText("#ledger-scope", "Step 2");
      window.click("#lesson-does-0").awaitText("#ledger-scope", "Step 2, number 1");
      window.picture("lesson-calls");
      window.click("#ledger-scope").type("#ledger-filter", "bind");
      window.click("#ledger-list").press(KeyCode.HOME);
      window.awaitText("#lesson-call-place", "made in step 1, number 1");
      window.press(KeyCode.END).await("of this step", () -> !window.exists("#lesson-call-place"));
      assertTrue(
          WindowDriver.onFx(
              () ->
                  window.node("#lesson-deed-0").getPseudoClassStates().stream()
                      .anyMatch(each -> each.getPseudoClassName().equals("selected"))));
      window.picture("lesson-call-selected");
      window.click("#lesson-code-0").awaitText("#code-title", "Bind B to 127.0.0.1:");
      window.awaitText("#code-text", "bind(").picture("lesson-code", "#code-window");
      window.press(KeyCode.ESCAPE).await("closed", () -> !window.exists("#code-window"));
      window.click("#lesson-calls").await("hidden", () -> !window.exists("#lesson-calls-pane"));
      window.click("#lesson-calls");
    }
  }

  /** The port is taken by a listener of the window: that is said, and free ones are offered. */
  @Test
  void aTakenPortIsSaidBeforehand() {
    try (var window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT5);
      var plan = SocketPlan.of(Endpoint.parse("127.0.0.1:12345")).withReuse(ReuseOptions.BOTH);
      window.workbench().open(new ListenerPlan(plan, false));
      window.click("#lesson-first").awaitText("#lesson-obstacle", "Port 12345 is held by");
      assertTrue(window.node("#lesson-run").isDisabled(), "not as it is written");
      window.picture("lesson-taken").click("#lesson-free-ports");
      window.await("runs", () -> !window.node("#lesson-run").isDisabled());
      window.click("#lesson-run").awaitText("#lesson-answer-0", "A is bound");
    }
  }

  @Test
  void aLessonOfATeachersIsOpenedAndMistakesAreListed() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "portbound-lesson: 1\ntitle: Mine\nabuot: wrong\nsteps: 3\n");
    var files = new GivenFiles().toOpen(file);
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.DIGIT5);
      window.click("#lesson-open").awaitText("#lesson-faults", "Line 3: \"abuot\" has no meaning");
      window.picture("lesson-faults");
      Files.copy(
          Path.of("assets", "lessons", "02-reuseport.yaml"),
          file,
          StandardCopyOption.REPLACE_EXISTING);
      window.click("#lesson-open").awaitText("#lesson-title", "SO_REUSEPORT on both sides");
    }
  }

  /** On a machine that runs other tests too, the port of the lessons may be taken. */
  private static void freePorts(WindowDriver window) {
    window.await("begun", () -> window.exists("#lesson-run"));
    window.await(
        "ports looked at",
        () -> window.exists("#lesson-obstacle-bar") || !window.node("#lesson-run").isDisabled());
    if (window.exists("#lesson-obstacle-bar")) {
      window.click("#lesson-free-ports");
    }
    window.await("free", () -> !window.exists("#lesson-obstacle-bar"));
  }
}
