package org.portbound.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.portbound.text.Message;

/**
 * Lessons as files: YAML, described by {@code lesson.schema.json} beside the lessons that come with
 * the program. Nothing in a file is ever run but the steps that the reader knows.
 */
public final class LessonFile {
  /** How large a file may be, in bytes. */
  public static final long MAX_BYTES = 1 << 20;

  private static final String FOLDER = "/org/portbound/assets/lessons/";
  private static final String LIST = "lessons.txt";
  private static final String ENDING = ".yaml";

  private LessonFile() {}

  /** Read once, by whoever asks first. */
  private static final class BuiltIn {
    private static final List<Lesson> LESSONS =
        resource(LIST).lines().filter(each -> !each.isBlank()).map(LessonFile::own).toList();

    private BuiltIn() {}
  }

  /** The lessons that come with the program, in the order in which they are taught. */
  public static List<Lesson> builtIn() {
    return BuiltIn.LESSONS;
  }

  private static Lesson own(String file) {
    // The number before the first hyphen is for the order in the folder alone.
    String name = file.substring(file.indexOf('-') + 1, file.length() - ENDING.length());
    return switch (read(name, resource(file))) {
      case Reading.Read(Lesson lesson) -> lesson;
      case Reading.Faulty(List<Fault> faults) ->
          throw new IllegalStateException(file + ": " + faults);
    };
  }

  private static String resource(String file) {
    try (InputStream stream = LessonFile.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new IllegalStateException(FOLDER + file + " is not there");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file that somebody wrote. Blocks. */
  public static Reading read(Path file) {
    Path fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString().replaceFirst("\\.ya?ml$", "");
    try {
      long size = Files.size(file);
      return size > MAX_BYTES
          ? faulty("lesson.file.too-large", file, String.valueOf(MAX_BYTES >> 10))
          : read(name, Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      return faulty("lesson.file.no-utf8", file);
    } catch (IOException e) {
      return faulty("lesson.file.unreadable", file, e.getClass().getSimpleName());
    }
  }

  private static Reading faulty(String key, Object... arguments) {
    return new Reading.Faulty(List.of(new Fault(1, Message.of(key, arguments))));
  }

  /**
   * Reads the text of a file.
   *
   * @param name the lesson's name
   */
  public static Reading read(String name, String text) {
    return switch (new LessonReader(name).read(text)) {
      case Reading.Read read -> read;
      case Reading.Faulty(List<Fault> faults) ->
          new Reading.Faulty(faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList());
    };
  }
}
