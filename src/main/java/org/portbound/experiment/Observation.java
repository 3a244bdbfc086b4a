package org.portbound.experiment;

import java.util.List;
import org.portbound.socket.Errno;

/** What the kernel did at one step. Sockets are named by their numbers in the scenario, from 1. */
public sealed interface Observation {
  /** The calls of the step succeeded. */
  record Done() implements Observation {}

  /**
   * A call was refused.
   *
   * @param call its name, such as {@code bind}
   * @param errno its error
   */
  record Refused(String call, Errno errno) implements Observation {}

  /**
   * A datagram reached these sockets.
   *
   * @param source number of its source within the step, from 1
   * @param sockets their numbers; none if it got lost
   */
  record Received(int source, List<Integer> sockets) implements Observation {
    /** Copies the numbers. */
    public Received {
      sockets = List.copyOf(sockets);
    }
  }
}
