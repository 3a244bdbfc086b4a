package org.portbound.file.bench;

import java.util.OptionalInt;
import org.portbound.message.SavedMessage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;

/**
 * What is about to be sent, as it is saved.
 *
 * @param from the socket to send from
 * @param message where it goes and what it carries; without a name
 * @param interfaceName by which interface a group is reached, or empty for what is chosen
 * @param ttlHops TTL or hop limit, or empty for the system's
 */
public record BenchSend(
    From from, SavedMessage message, String interfaceName, OptionalInt ttlHops) {
  /** The socket to send from. */
  public sealed interface From {
    /** A socket of its own on any free port. */
    record AnyPort() implements From {}

    /**
     * A listener's socket.
     *
     * @param place of the listener in the file, from 1
     */
    record Listener(int place) implements From {}

    /**
     * A socket of its own.
     *
     * @param local address and port to send from
     * @param reuse options that let it share the port
     */
    record Bound(Endpoint local, ReuseOptions reuse) implements From {}
  }
}
