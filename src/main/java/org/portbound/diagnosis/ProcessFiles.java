package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.portbound.socket.ProcessReader;

/** What /proc tells of a process (proc_pid_stat(5), proc_pid_cmdline(5)). */
final class ProcessFiles {
  private ProcessFiles() {}

  /**
   * The processes, lowest number first.
   *
   * @throws IOException if /proc cannot be listed
   */
  static List<Integer> all(Path proc) throws IOException {
    // One call of the system's for all names, without an object for each path.
    String[] names = proc.toFile().list();
    if (names == null) {
      // It does not say why; this does.
      Files.newDirectoryStream(proc).close();
      throw new NoSuchFileException(proc.toString());
    }
    var pids = new ArrayList<Integer>(names.length);
    for (String name : names) {
      if (isNumber(name)) {
        pids.add(Integer.valueOf(name));
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
   * @param directory where it is told
   * @param descriptor under which it has the socket open
   */
  static HolderProcess describe(ProcessReader reader, String directory, int pid, int descriptor) {
    String stat = reader.text(directory + "/stat");
    return new HolderProcess(
        pid,
        program(stat),
        reader.text(directory + "/cmdline").replace('\0', ' ').strip(),
        state(stat),
        descriptor);
  }

  /** The program's name, as the text of stat tells: in parentheses, and of any characters. */
  static String program(String stat) {
    int begin = stat.indexOf('(');
    int end = stat.lastIndexOf(')');
    return begin >= 0 && end > begin ? stat.substring(begin + 1, end) : "";
  }

  /** What a process is doing, as the text of its stat tells. */
  static ProcessState state(String stat) {
    // The letter after the program's name.
    int endOfName = stat.lastIndexOf(')');
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
