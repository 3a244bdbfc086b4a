package org.portbound.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.ReentrantLock;

/** Files that are written as a whole or not at all. Blocks; one thread at a time for each file. */
public final class WholeFile {
  /** A lock on a file is the whole program's: within it, one change at a time. */
  private static final ReentrantLock CHANGE = new ReentrantLock();

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

  /** Work that may fail as a file does. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /**
   * Does something to a file while no other program, and no other thread of this one, does so too:
   * each waits for the other, by a lock beside the file. Directories that are missing are made.
   */
  public static <T> T locked(Path file, Work<T> work) throws IOException {
    CHANGE.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
          var held = channel.lock()) {
        return work.run();
      }
    } finally {
      CHANGE.unlock();
    }
  }

  /** The first free name to put a file away under, so that nothing put away before is lost. */
  public static Path aside(Path file) {
    return free(file, file.getFileName() + ".aside-", "");
  }

  /** The first free name for a part of a file: {@code NAME.part-1.csv} for {@code NAME.csv}. */
  static Path part(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return free(file, name.substring(0, end) + ".part-", name.substring(end));
  }

  private static Path free(Path beside, String before, String after) {
    int number = 1;
    Path other = beside.resolveSibling(before + number + after);
    while (Files.exists(other)) {
      number++;
      other = beside.resolveSibling(before + number + after);
    }
    return other;
  }
}
