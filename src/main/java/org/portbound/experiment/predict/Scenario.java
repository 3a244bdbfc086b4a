package org.portbound.experiment.predict;

import java.util.List;

/**
 * What happens on one UDP port, step by step. Sockets are named by their number: the first bind
 * makes socket 1, the second socket 2, whether or not they succeed.
 *
 * @param port the port on which every socket binds, 1 to 65,535
 * @param actions the steps
 */
public record Scenario(int port, List<Action> actions) {
  /** Copies the actions. */
  public Scenario {
    actions = List.copyOf(actions);
  }
}
