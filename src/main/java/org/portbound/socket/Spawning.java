package org.portbound.socket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /** The answer of a provider that knows no descriptor to inherit: EOPNOTSUPP. */
  static Spawning unsupported(@Nullable String program) {
    var call =
        new SystemCall(
            Instant.now(),
            0,
            -1,
            "posix_spawn",
            program == null ? "" : '"' + program + '"',
            -1,
            Errno.EOPNOTSUPP);
    return new Failed(call, Errno.EOPNOTSUPP);
  }
}
