package org.portbound.ui.send;

import java.util.function.Consumer;
import org.portbound.socket.Endpoint;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SeriesPlan;

/** What the user can have sent. JavaFX thread; the answers come back there. */
public interface SendActions {
  /** Sends one datagram. */
  void send(SendPlan plan);

  /** Shows the same as a program. */
  void code(SendPlan plan);

  /** Sends many. */
  void start(SeriesPlan plan);

  /** Ends a series. */
  void stop(int series);

  /** Waits no longer for replies at this listener. */
  void endWait(int listener);

  /** How large a packet can be on the way there. */
  void pathMtu(Endpoint destination, SendOptions options, Consumer<PathMtu> then);
}
