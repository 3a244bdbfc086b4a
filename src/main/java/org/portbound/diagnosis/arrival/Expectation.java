package org.portbound.diagnosis.arrival;

import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;

/**
 * What somebody expects to arrive.
 *
 * @param destination where the datagrams are sent to; for multicast the group
 * @param source where they come from, or null if that is not known; port 0 stands for any port
 * @param interfaceName the interface that they come in on, or null if that is not known
 */
public record Expectation(
    Endpoint destination, @Nullable Endpoint source, @Nullable String interfaceName) {
  /** Datagrams to this endpoint, from anywhere. */
  public static Expectation to(Endpoint destination) {
    return new Expectation(destination, null, null);
  }

  /** The same from this source. */
  public Expectation from(@Nullable Endpoint newSource) {
    return new Expectation(destination, newSource, interfaceName);
  }

  /** The same on this interface. */
  public Expectation on(@Nullable String newInterface) {
    return new Expectation(destination, source, newInterface);
  }
}
