package org.portbound.experiment.predict;

import java.util.List;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.Delivery;
import org.portbound.socket.Errno;

/** What is predicted for one step of a scenario. Sockets are named by their numbers, from 1. */
public sealed interface Verdict {
  /**
   * For a bind.
   *
   * @param outcome allowed or refused, and by which socket and rule
   */
  record Bind(BindVerdict outcome) implements Verdict {}

  /**
   * For a send.
   *
   * @param deliveries who gets the datagram of each source, in their order
   */
  record Sent(List<Delivery> deliveries) implements Verdict {
    /** Copies the deliveries. */
    public Sent {
      deliveries = List.copyOf(deliveries);
    }
  }

  /** For an option, a connect or a close: it is done. */
  record Applied() implements Verdict {}

  /**
   * Nothing happens.
   *
   * @param socket the socket that is not open: its bind was refused, or it was closed
   */
  record Skipped(int socket) implements Verdict {}

  /** The error of a bind that is impossible by this rule. */
  static Errno errno(BindRule impossible) {
    return impossible == BindRule.IPV6_ADDRESS_ON_INET ? Errno.EAFNOSUPPORT : Errno.EINVAL;
  }
}
