package org.portbound.ui.probe;

import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ProbePlan;

/** What the forms of the page ask for. JavaFX thread. */
interface ProbeActions {
  /** Opens a listener. */
  void listen(SocketPlan plan);

  /** Closes a listener that was opened here; its figures stay. */
  void stopListening(int listener);

  /** Sends a stream. */
  void send(ProbePlan plan);

  /** Ends a stream that is sent. */
  void stopSending(int number);
}
