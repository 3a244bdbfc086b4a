package org.portbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The name under which ps, top, ss and Portbound itself show this process: the program's, not that
 * of the Java which runs it.
 */
final class ProcessName {
  /** Of the first thread of the process, whichever thread writes (proc_pid_comm(5)). */
  private static final Path OF_THIS_PROCESS = Path.of("/proc/self/comm");

  private ProcessName() {}

  /**
   * Takes the name; does nothing where the system has no such file.
   *
   * @param name at most 15 bytes count
   */
  static void take(String name) {
    if (Files.isWritable(OF_THIS_PROCESS)) {
      try {
        Files.writeString(OF_THIS_PROCESS, name, StandardOpenOption.WRITE);
      } catch (IOException e) {
        // It keeps the name that it has.
      }
    }
  }
}
