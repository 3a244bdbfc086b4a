package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.file.bench.BenchFile;
import org.portbound.guide.Block;
import org.portbound.guide.Chapter;
import org.portbound.guide.Guide;
import org.portbound.lesson.LessonFile;
import org.portbound.lesson.Reading;
import org.portbound.message.MessageFile;
import org.portbound.text.Texts;
import picocli.CommandLine;

/** {@code portbound guide}; and the commands that the guide tells are commands. */
final class GuideCommandTest {
  @TempDir private Path folder = Path.of("");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

  /** The arguments of a line as a shell would give them, up to a comment or a pipe. */
  private static List<String> arguments(String line) {
    var arguments = new ArrayList<String>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      if (word.group().equals("#") || word.group().equals("|")) {
        break;
      }
      for (int group = 1; group <= word.groupCount(); group++) {
        if (word.group(group) != null) {
          arguments.add(word.group(group));
        }
      }
    }
    return arguments;
  }

  private static List<String> commands(Guide guide) {
    var commands = new ArrayList<String>();
    for (Chapter chapter : guide.chapters()) {
      for (Block each : chapter.blocks()) {
        if (each instanceof Block.Listing(String text)) {
          text.lines()
              .map(
                  line ->
                      line.substring(line.lastIndexOf("| ") < 0 ? 0 : line.lastIndexOf("| ") + 2))
              .filter(line -> line.startsWith("portbound "))
              .forEach(commands::add);
        }
      }
    }
    return commands;
  }

  @Test
  void everyCommandOfTheGuideIsACommand() {
    var terminal = new Terminal(System.out, System.err, UTF_8, false, Texts.in(Locale.ENGLISH));
    for (Locale language : Texts.languages()) {
      List<String> commands = commands(Guide.in(language));
      assertTrue(commands.size() > 50, commands.toString());
      for (String line : commands) {
        List<String> arguments = arguments(line);
        CommandLine root = Cli.commands(terminal, InputStream.nullInputStream());
        root.setExpandAtFiles(false);
        var parsed = root.parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        assertTrue(parsed.hasSubcommand() || Cli.wantsWindow("--lang", "id"), line);
      }
    }
  }

  /** The files that the guide shows are files: each is read without a mistake. */
  @Test
  void everyFileOfTheGuideIsSound() throws IOException {
    for (Locale language : Texts.languages()) {
      List<String> listings =
          Guide.in(language).chapters().stream()
              .flatMap(chapter -> chapter.blocks().stream())
              .filter(Block.Listing.class::isInstance)
              .map(Block::text)
              .toList();
      int files = 0;
      for (String text : listings) {
        if (text.startsWith("{\"portbound-workbench\"")) {
          assertEquals(List.of(), BenchFile.read(text).faults());
          files++;
        } else if (text.startsWith("{\"portbound-messages\"")) {
          assertEquals(List.of(), MessageFile.read(text).faults());
          files++;
        } else if (text.startsWith("portbound-lesson:")) {
          Path file = Files.writeString(folder.resolve("lesson.yaml"), text);
          assertInstanceOf(Reading.Read.class, LessonFile.read(file));
          files++;
        }
      }
      assertEquals(3, files);
    }
  }

  @Test
  void theGuideListsItsChaptersAndPrintsOne() {
    Captured list = Captured.run("guide");
    assertEquals(ExitStatus.OK, list.status());
    assertTrue(list.out().contains("  bind         Who may bind"), list.out());
    Captured chapter = Captured.run("guide", "bind");
    assertEquals(ExitStatus.OK, chapter.status());
    assertTrue(chapter.out().startsWith("Who may bind\n============\n"), chapter.out());
    Captured other = Captured.run("--lang", "id", "guide", "bind");
    assertTrue(other.out().startsWith("Siapa yang boleh bind\n"), other.out());
  }

  @Test
  void anUnknownChapterIsAMistake() {
    Captured told = Captured.run("guide", "nowhere");
    assertEquals(ExitStatus.USAGE, told.status());
    assertTrue(told.err().contains("\"nowhere\" is no chapter"), told.err());
  }
}
