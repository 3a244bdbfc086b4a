package org.portbound.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.FixedPorts;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import org.portbound.workbench.Workbench;
import org.portbound.workbench.Workbenches;

/** The lessons that come with the program, on the real kernel. */
@Timeout(60)
@ExtendWith(FixedPorts.class)
final class BuiltInLessonsTest {
  private static final Path FOLDER = Path.of("assets", "lessons");
  private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);

  static List<Lesson> lessons() {
    return LessonFile.builtIn();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void everyAnswerOfTheKernelIsTheExpectedOne(String name) {
    Lesson lesson =
        lessons().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    try (Workbench workbench = Workbenches.forOtherUsers()) {
      Set<Need> met = Abilities.here(workbench.provider());
      var ports = LessonPorts.free(lesson, workbench.provider());
      try (var run = new LessonRun(lesson, workbench, ports, met)) {
        while (!run.isOver()) {
          check(lesson, run.results().size(), run.next(), ports);
        }
        // Back to the middle: everything is closed and played again.
        run.goTo(1);
        assertEquals(1, run.results().size());
        check(lesson, 0, run.results().getFirst(), ports);
      }
      assertEquals(List.of(), workbench.listeners(), "listeners left");
      assertEquals(List.of(), workbench.processes().views(), "processes left");
    }
  }

  static Stream<String> names() {
    return lessons().stream().map(Lesson::name);
  }

  private static void check(Lesson lesson, int step, StepResult result, LessonPorts ports) {
    switch (result) {
      case StepResult.Ran(List<DeedResult> deeds) -> {
        for (DeedResult each : deeds) {
          assertTrue(
              each.asExpected(),
              () ->
                  "%s, step %d: %s Expected %s, answered %s"
                      .formatted(
                          lesson.name(),
                          step + 1,
                          say(Answers.done(each.deed(), ports)),
                          say(Answers.expected(each.deed().expected())),
                          say(each.answer())));
          if (each.forecast() != null) {
            boolean allowed = each.refusal() == null;
            assertTrue(
                !each.forecast().contradictedBy(allowed),
                () -> lesson.name() + ", step " + (step + 1) + ": foretold " + each.forecast());
          }
        }
      }
      case StepResult.Skipped(Set<Need> missing) ->
          assertTrue(!missing.isEmpty(), "skipped for nothing");
    }
  }

  private static String say(Message message) {
    return ENGLISH.say(message);
  }

  @Test
  void thereAreFifteenOfThreeToEightStepsInTwoLanguages() {
    List<Lesson> lessons = lessons();
    assertEquals(15, lessons.size());
    for (Lesson each : lessons) {
      assertTrue(each.steps().size() >= 3 && each.steps().size() <= 8, each.name());
      words(each)
          .forEach(words -> assertEquals(Set.of("en", "id"), languages(words), words::toString));
      assertTrue(
          each.steps().stream().anyMatch(step -> step.question() != null),
          each.name() + " asks nothing");
    }
  }

  /** Text that is the same in both languages may be written once. */
  private static Set<String> languages(Words words) {
    return words.byLanguage().keySet().equals(Set.of(""))
        ? Set.of("en", "id")
        : words.byLanguage().keySet();
  }

  private static Stream<Words> words(Lesson lesson) {
    return Stream.concat(
            Stream.of(lesson.title(), lesson.about()),
            lesson.steps().stream()
                .flatMap(
                    step ->
                        Stream.concat(
                            Stream.of(step.title(), step.text(), step.why(), step.elsewhere()),
                            step.question() == null
                                ? Stream.empty()
                                : Stream.concat(
                                    Stream.of(step.question().ask()),
                                    step.question().choices().stream()
                                        .map(Question.Choice::words)))))
        .filter(words -> words != null);
  }

  @Test
  void theListNamesEveryFileOfTheFolder() throws IOException {
    assertNotNull(FOLDER);
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> there =
          files
              .map(each -> each.getFileName().toString())
              .filter(each -> each.endsWith(".yaml"))
              .sorted()
              .toList();
      assertEquals(there, Files.readAllLines(FOLDER.resolve("lessons.txt")));
    }
  }
}
