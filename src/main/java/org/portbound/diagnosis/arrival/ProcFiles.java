package org.portbound.diagnosis.arrival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads files of /proc. They say that they have 0 bytes, and some answer one read alone: they are
 * read as a stream to the end, not by their size.
 */
final class ProcFiles {
  private ProcFiles() {}

  /** The text of a file, or empty if it is not there or may not be read. */
  static Optional<String> text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Not there, or not for this user: either way the caller says that it is unknown.
      return Optional.empty();
    }
  }

  /** The lines of a file, or empty if it is not there or may not be read. */
  static Optional<List<String>> lines(Path file) {
    return text(file).map(text -> text.lines().toList());
  }

  /** The number that a file of /proc/sys holds, or empty if there is none. */
  static OptionalInt number(Path file) {
    String text = text(file).orElse("").strip();
    return text.matches("-?\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
