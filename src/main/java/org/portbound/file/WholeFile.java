package org.portbound.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are written as a whole or not at all. Blocks; one thread at a time for each file. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Replaces a file in one step: whoever reads it gets the old or the new one in full. A link stays
   * a link; directories that are missing are made.
   */
  public static void replace(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path fresh =
        target.resolveSibling(target.getFileName() + ".new-" + ProcessHandle.current().pid());
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The first free name to put a file away under, so that nothing put away before is lost. */
  public static Path aside(Path file) {
    int number = 1;
    Path other = aside(file, number);
    while (Files.exists(other)) {
      number++;
      other = aside(file, number);
    }
    return other;
  }

  private static Path aside(Path file, int number) {
    return file.resolveSibling(file.getFileName() + ".aside-" + number);
  }
}
