package org.portbound.diagnosis;

import java.util.OptionalInt;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;

/**
 * One datagram as it was to be sent, but for its bytes and the address and port it leaves from.
 *
 * @param destination where to
 * @param lengthBytes length of the payload
 * @param options how
 * @param setup what is done to the socket before
 * @param ownSocket whether the socket lives for this send alone; if not, it is a listener's
 * @param pathMtuBytes largest packet on the way, if the question was asked and answered
 */
public record SendAttempt(
    Endpoint destination,
    int lengthBytes,
    SendOptions options,
    SendSetup setup,
    boolean ownSocket,
    OptionalInt pathMtuBytes) {
  /** Without a question about the path. */
  public SendAttempt(
      Endpoint destination,
      int lengthBytes,
      SendOptions options,
      SendSetup setup,
      boolean ownSocket) {
    this(destination, lengthBytes, options, setup, ownSocket, OptionalInt.empty());
  }

  /** The same, with what is known of the path. */
  public SendAttempt withPathMtu(OptionalInt bytes) {
    return new SendAttempt(destination, lengthBytes, options, setup, ownSocket, bytes);
  }

  SendAttempt withLengthBytes(int bytes) {
    return new SendAttempt(destination, bytes, options, setup, ownSocket, pathMtuBytes);
  }

  SendAttempt withOptions(SendOptions newOptions) {
    return new SendAttempt(destination, lengthBytes, newOptions, setup, ownSocket, pathMtuBytes);
  }

  SendAttempt withSetup(SendSetup newSetup) {
    return new SendAttempt(destination, lengthBytes, options, newSetup, ownSocket, pathMtuBytes);
  }

  /** Longest payload that goes whole, if that is what keeps this one from being sent. */
  OptionalInt wholeBytes() {
    if (!options.dontFragment() || pathMtuBytes.isEmpty()) {
      return OptionalInt.empty();
    }
    int most = PathMtu.maxPayloadBytes(pathMtuBytes.getAsInt(), Family.of(destination.address()));
    return lengthBytes > most ? OptionalInt.of(most) : OptionalInt.empty();
  }

  /** In how many packets it travels when it may be fragmented. */
  int packets() {
    return PathMtu.packets(
        lengthBytes, pathMtuBytes.orElse(Integer.MAX_VALUE), Family.of(destination.address()));
  }
}
