package org.portbound.socket;

import java.time.Instant;
import java.util.List;

/** What came of starting a program that inherits a socket. */
public sealed interface Spawning {
  /** The call that was made. */
  SystemCall call();

  /**
   * The program runs and holds the socket too.
   *
   * @param pid its process id
   * @param call the call that started it
   */
  record Spawned(long pid, SystemCall call) implements Spawning {}

  /**
   * It was not started.
   *
   * @param call the call that failed
   * @param errno its error
   */
  record Failed(SystemCall call, Errno errno) implements Spawning {}

  /** The answer where the call cannot even be made. */
  static Spawning refused(List<String> command, int descriptor, Errno errno) {
    String program = command.isEmpty() ? "" : '"' + command.getFirst() + "\", …";
    return new Failed(
        new SystemCall(Instant.now(), 0, descriptor, "posix_spawn", program, -1, errno), errno);
  }
}
