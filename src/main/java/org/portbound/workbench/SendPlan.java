package org.portbound.workbench;

import java.util.Arrays;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;

/**
 * One datagram that is to be sent.
 *
 * @param source the socket to send from
 * @param destination where to
 * @param payload the bytes; must not be changed afterwards
 * @param options how
 */
public record SendPlan(Source source, Endpoint destination, byte[] payload, SendOptions options) {
  @Override
  public boolean equals(Object other) {
    return other instanceof SendPlan that
        && source.equals(that.source)
        && destination.equals(that.destination)
        && Arrays.equals(payload, that.payload)
        && options.equals(that.options);
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
