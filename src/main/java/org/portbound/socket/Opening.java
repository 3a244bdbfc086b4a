package org.portbound.socket;

import java.util.List;

/** What came of opening a socket: it is open, or a call was refused and nothing is left open. */
public sealed interface Opening {
  /** The calls that were made, in order; the last one is the refused one if it was refused. */
  List<SystemCall> steps();

  /**
   * The socket is open, bound, and in its groups.
   *
   * @param socket the socket; the caller owns it and closes it
   * @param steps the calls made
   */
  record Opened(UdpSocket socket, List<SystemCall> steps) implements Opening {
    /** Copies the steps. */
    public Opened {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A call was refused. What had been opened is closed again.
   *
   * @param plan what was asked for
   * @param failed the call that was refused
   * @param errno its error
   * @param steps the calls made, with the close that followed
   */
  record Refused(SocketPlan plan, SystemCall failed, Errno errno, List<SystemCall> steps)
      implements Opening {
    /** Copies the steps. */
    public Refused {
      steps = List.copyOf(steps);
    }
  }
}
