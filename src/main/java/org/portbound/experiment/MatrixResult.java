package org.portbound.experiment;

import org.portbound.socket.Errno;
import org.portbound.text.Message;

/** What the kernel said to the second bind of a matrix cell. */
public sealed interface MatrixResult {
  /** It bound. */
  record Allowed() implements MatrixResult {}

  /**
   * The port is taken.
   *
   * @param errno as the kernel named it
   */
  record Refused(Errno errno) implements MatrixResult {}

  /**
   * It could not be tried.
   *
   * @param why what was in the way
   */
  record NotRun(Message why) implements MatrixResult {}
}
