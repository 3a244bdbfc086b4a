package org.portbound.diagnosis;

import org.portbound.socket.Endpoint;
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
 */
public record SendAttempt(
    Endpoint destination,
    int lengthBytes,
    SendOptions options,
    SendSetup setup,
    boolean ownSocket) {
  SendAttempt withLengthBytes(int bytes) {
    return new SendAttempt(destination, bytes, options, setup, ownSocket);
  }

  SendAttempt withOptions(SendOptions newOptions) {
    return new SendAttempt(destination, lengthBytes, newOptions, setup, ownSocket);
  }

  SendAttempt withSetup(SendSetup newSetup) {
    return new SendAttempt(destination, lengthBytes, options, newSetup, ownSocket);
  }
}
