package org.portbound.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the kernel tells of a process in /proc/PID/stat and /proc/PID/status (proc_pid_stat(5),
 * proc_pid_status(5)). Linux only: elsewhere nothing is known. Any thread.
 *
 * @param letter its state: R, S, D, T (stopped), t (traced), Z (zombie), X (dead), …
 * @param startTicks when it started, in clock ticks since boot: tells it from a later process that
 *     got the same id
 */
record ProcessState(char letter, long startTicks) {
  /** Fields behind the name, which alone may hold blanks and parentheses: state is the first. */
  private static final int STATE_FIELD = 0;

  private static final int START_TIME_FIELD = 19;

  /** The file-system uid is the fourth number of the line "Uid:". */
  private static final int FILE_SYSTEM_UID = 3;

  /** The process as it is now, or empty if it is gone or cannot be seen. */
  static Optional<ProcessState> of(long pid) {
    try {
      String line =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new ProcessState(
              fields[STATE_FIELD].charAt(0), Long.parseLong(fields[START_TIME_FIELD])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** True for a process that has ended and only waits for its parent to take note. */
  boolean ended() {
    return letter == 'Z' || letter == 'X';
  }

  /** True if a signal stopped it. */
  boolean stopped() {
    return letter == 'T';
  }

  /**
   * The uid by which the kernel compares owners of sockets: this process's file-system uid, or
   * empty where there is no /proc.
   */
  static OptionalInt ownUid() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Uid:")) {
          String[] uids = line.substring("Uid:".length()).strip().split("\\s+", -1);
          return OptionalInt.of((int) Long.parseLong(uids[FILE_SYSTEM_UID]));
        }
      }
      return OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
