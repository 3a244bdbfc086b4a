package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What /proc tells of a process (proc_pid_stat(5), proc_pid_cmdline(5)). */
final class ProcessFiles {
  private ProcessFiles() {}

  /**
   * The processes, lowest number first.
   *
   * @throws IOException if /proc cannot be listed
   */
  static List<Integer> all(Path proc) throws IOException {
    var pids = new ArrayList<Integer>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(proc)) {
      for (Path each : all) {
        String name = each.getFileName().toString();
        if (isNumber(name)) {
          pids.add(Integer.valueOf(name));
        }
      }
    }
    Collections.sort(pids);
    return pids;
  }

  private static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /**
   * A process, as far as it is told: it may have ended meanwhile.
   *
   * @param process its directory
   * @param descriptor under which it has the socket open
   */
  static HolderProcess describe(Path process, int descriptor) {
    String stat = text(process.resolve("stat"));
    // The program's name stands in parentheses and may hold any character.
    int begin = stat.indexOf('(');
    int end = stat.lastIndexOf(')');
    return new HolderProcess(
        Integer.parseInt(process.getFileName().toString()),
        begin >= 0 && end > begin ? stat.substring(begin + 1, end) : "",
        text(process.resolve("cmdline")).replace('\0', ' ').strip(),
        state(stat, end),
        descriptor);
  }

  /** What a process is doing. */
  static ProcessState state(Path process) {
    String stat = text(process.resolve("stat"));
    return state(stat, stat.lastIndexOf(')'));
  }

  /** The letter after the program's name. */
  private static ProcessState state(String stat, int endOfName) {
    if (endOfName < 0 || endOfName + 2 >= stat.length()) {
      return ProcessState.UNKNOWN;
    }
    return switch (stat.charAt(endOfName + 2)) {
      case 'Z', 'X' -> ProcessState.ZOMBIE;
      case 'T', 't' -> ProcessState.STOPPED;
      default -> ProcessState.RUNNING;
    };
  }

  /** A file's text, or nothing if the process has ended or does not let this user read it. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
