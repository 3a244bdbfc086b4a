package org.portbound.diagnosis.arrival;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.text.Message;

/** Sends a test datagram through the loopback interface and looks where it arrived. */
@FunctionalInterface
public interface TestSender {
  /** What became of it. */
  sealed interface Outcome {
    /**
     * It was sent.
     *
     * @param listeners the listeners of ours that received it; none if nobody did in time
     */
    record Sent(List<Integer> listeners) implements Outcome {
      /** Copies the numbers. */
      public Sent {
        listeners = List.copyOf(listeners);
      }
    }

    /**
     * It could not be sent.
     *
     * @param why the call and its error, then the reasons
     */
    record NotSent(List<Message> why) implements Outcome {
      /** Copies the sentences. */
      public NotSent {
        why = List.copyOf(why);
      }
    }
  }

  /**
   * Sends one and waits until the listener has it, or for a moment.
   *
   * @param listener the listener that should get it
   * @param destination a loopback address, or a group
   * @param interfaceName for a group the loopback interface, else null
   * @param payload what to send
   */
  Outcome send(int listener, Endpoint destination, @Nullable String interfaceName, byte[] payload);
}
