package org.portbound.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.text.Message;

/**
 * The names of a recording's files, and the end of the oldest. One thread at a time asks for {@link
 * #next}, and one tells {@link #begun}.
 */
final class RollingFiles {
  private final RecordPlan plan;
  private final Consumer<Message> warnings;
  private final String stem;
  private final String extension;
  private final ArrayDeque<Path> kept = new ArrayDeque<>();
  private int next;

  /**
   * @param warnings told on the thread that tells {@link #begun}
   */
  RollingFiles(RecordPlan plan, Consumer<Message> warnings) throws IOException {
    this.plan = plan;
    this.warnings = warnings;
    String name = plan.file().getFileName().toString();
    int dot = name.lastIndexOf('.');
    this.stem = dot > 0 ? name.substring(0, dot) : name;
    this.extension = dot > 0 ? name.substring(dot) : "";
    this.next = plan.maxFileBytes() == 0 ? 0 : highest() + 1;
  }

  /** The highest number that a file of such a name has, or 0. */
  private int highest() throws IOException {
    Path directory = plan.file().toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return 0;
    }
    Pattern numbered =
        Pattern.compile(Pattern.quote(stem) + "-(\\d{1,8})" + Pattern.quote(extension));
    int highest = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path each : entries) {
        Matcher matcher = numbered.matcher(each.getFileName().toString());
        if (matcher.matches()) {
          highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
        }
      }
    }
    return highest;
  }

  /** The next file's name. */
  Path next() {
    if (plan.maxFileBytes() == 0) {
      return plan.file();
    }
    String number = String.format(Locale.ROOT, "-%05d", next++);
    return plan.file().resolveSibling(stem + number + extension);
  }

  /** A file was begun: the oldest goes if there are too many, which may take long. */
  void begun(Path file) {
    kept.addLast(file);
    if (plan.maxFiles() > 0 && kept.size() > plan.maxFiles()) {
      delete(kept.removeFirst());
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      warnings.accept(Message.of("file.record.not-deleted", file, FileErrors.reason(e)));
    }
  }
}
