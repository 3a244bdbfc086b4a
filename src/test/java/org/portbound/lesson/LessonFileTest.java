package org.portbound.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.text.Texts;

/** Lesson files as teachers write them, with and without mistakes. */
@Timeout(30)
final class LessonFileTest {
  private static final String SOUND =
      """
      portbound-lesson: 1
      title: A title
      about: What it shows
      steps:
        - title: One
          text: It happens
          do:
            - bind: A
              at: 127.0.0.1:12345
            - send: hello
              from: sender
              ports: 1
              to: 127.0.0.1:12345
              expect: {A: all}
          why: Because
          source: bind(2)
      """;

  @Test
  void aSoundFileIsALesson() {
    var read = assertInstanceOf(Reading.Read.class, LessonFile.read("mine", SOUND));
    assertEquals("mine", read.lesson().name());
    assertEquals("A title", read.lesson().title().in(Locale.GERMAN));
    assertEquals(2, read.lesson().steps().getFirst().deeds().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "portbound-lesson: 1|portbound-lesson: 9|1|cannot read",
        "portbound-lesson: 1|lesson: 1|1|no lesson",
        "title: A title|titel: A title|1|missing",
        "title: A title|title: A title\\nfoo: bar|3|no meaning",
        "bind: A|bnid: A|8|begins with one of these",
        "at: 127.0.0.1:12345|at: 127.0.0.1|9|port",
        "at: 127.0.0.1:12345|at: 127.0.0.1:0|9|other than 0",
        "from: sender\\n        ports: 1|from: B|11|can send",
        "to: 127.0.0.1:12345|to: 192.0.2.1:12345|13|not on this machine",
        "{A: all}|{B: all}|14|No socket B",
        "{A: all}|{A: lots}|14|no number of datagrams",
        "why: Because|why:|15|needs text",
        "  why: Because|  why: Because\\n    needs: wings|16|no need",
        "title: A title|title: [A|3|part of what begins in line 2",
        "title: A title|title: A: title|2|From column 9 on this is not YAML: : title … A text with",
        "title: A title|title: @A|2|needs quotation marks",
        "source: bind(2)|source: \"bind(2)|17|what begins in line 16 is not closed",
        "about: What it shows|about: *what|3|From column 8",
        "'  text: It'|'\t text: It'|6|Column 3 is a tab",
        "about: What|about: \u0007What|3|U+0007 must not stand in YAML",
      })
  void aMistakeIsToldWithItsLine(String from, String to, int line, String words) {
    String text = SOUND.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"));
    assertTrue(!text.equals(SOUND), "nothing was changed");
    var faulty = assertInstanceOf(Reading.Faulty.class, LessonFile.read("mine", text));
    List<String> told =
        faulty.faults().stream()
            .map(each -> each.line() + ": " + Texts.in(Locale.ENGLISH).say(each.why()))
            .toList();
    assertTrue(
        told.stream().anyMatch(each -> each.startsWith(line + ": ") && each.contains(words)),
        told::toString);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    String text = SOUND.replace("bind: A", "bnid: A").replace("why: Because", "wy: Because");
    var faulty = assertInstanceOf(Reading.Faulty.class, LessonFile.read("mine", text));
    assertTrue(faulty.faults().size() >= 3, faulty::toString);
  }

  @Test
  void aFileThatIsNoneIsSaidToBe(@TempDir Path folder) throws IOException {
    assertInstanceOf(Reading.Faulty.class, LessonFile.read(folder.resolve("none.yaml")));
    Path large = folder.resolve("large.yaml");
    Files.write(large, new byte[(int) LessonFile.MAX_BYTES + 1]);
    assertInstanceOf(Reading.Faulty.class, LessonFile.read(large));
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertInstanceOf(Reading.Faulty.class, LessonFile.read(binary));
  }

  /** Aliases that would grow without bound, tags that name classes, cut and changed text. */
  @Test
  void hostileFilesRaiseNoError() {
    assertInstanceOf(
        Reading.Faulty.class,
        LessonFile.read(
            "x", "portbound-lesson: 1\ntitle: !!javax.script.ScriptEngineManager []\n"));
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
    }
    assertInstanceOf(Reading.Faulty.class, LessonFile.read("x", bomb.toString()));
    var deep = "[".repeat(20_000);
    assertInstanceOf(Reading.Faulty.class, LessonFile.read("x", deep));
    var random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder(SOUND);
      for (int k = random.nextInt(4); k >= 0; k--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x20, 0x7f));
      }
      text.setLength(random.nextInt(text.length()) + 1);
      LessonFile.read("x", text.toString());
    }
  }
}
