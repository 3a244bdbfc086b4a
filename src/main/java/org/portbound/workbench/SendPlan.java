package org.portbound.workbench;

import java.util.Arrays;
import org.portbound.diagnosis.SendAttempt;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;

/**
 * One datagram that is to be sent.
 *
 * @param source the socket to send from
 * @param destination where to
 * @param payload the bytes; must not be changed afterwards
 * @param options how
 * @param setup what is done to the socket before; of a listener's socket, only its send buffer
 */
public record SendPlan(
    Source source, Endpoint destination, byte[] payload, SendOptions options, SendSetup setup) {
  /** Without anything done to the socket before. */
  public SendPlan(Source source, Endpoint destination, byte[] payload, SendOptions options) {
    this(source, destination, payload, options, SendSetup.NONE);
  }

  /** The same from another source. */
  public SendPlan withSource(Source newSource) {
    return new SendPlan(newSource, destination, payload, options, setup);
  }

  /** Whether the socket is tied to the destination first; a listener's never is. */
  boolean connects() {
    return setup.connect() && !(source instanceof Source.Listener);
  }

  /** As the diagnosis sees it. */
  SendAttempt attempt() {
    boolean own = !(source instanceof Source.Listener);
    return new SendAttempt(destination, payload.length, options, setup, own);
  }

  /** The same, tried in another way. */
  SendPlan with(SendAttempt attempt) {
    byte[] bytes =
        attempt.lengthBytes() < payload.length
            ? Arrays.copyOf(payload, attempt.lengthBytes())
            : payload;
    return new SendPlan(source, attempt.destination(), bytes, attempt.options(), attempt.setup());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SendPlan that
        && source.equals(that.source)
        && destination.equals(that.destination)
        && Arrays.equals(payload, that.payload)
        && options.equals(that.options)
        && setup.equals(that.setup);
  }

  @Override
  public int hashCode() {
    return destination.hashCode() * 31 + Arrays.hashCode(payload);
  }

  @Override
  public String toString() {
    return payload.length + " bytes from " + source + " to " + destination;
  }
}
