package org.portbound.experiment;

import java.util.HashMap;
import java.util.Map;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.posix.LabSocket;

/** Sockets to send from, kept from scenario to scenario. One thread. */
final class Senders implements AutoCloseable {
  private final Map<Endpoint, LabSocket> sockets = new HashMap<>();
  private long numbered;

  /**
   * A socket that is bound to this endpoint; bound to 127.0.0.1 it sends to groups by {@code lo}.
   *
   * @throws IllegalStateException if the endpoint cannot be bound
   */
  LabSocket at(Endpoint source) {
    return sockets.computeIfAbsent(source, Senders::open);
  }

  private static LabSocket open(Endpoint source) {
    LabSocket socket = LabSocket.create(Family.of(source.address()));
    socket
        .bind(source)
        .ifPresent(
            errno -> {
              socket.close();
              throw new IllegalStateException("cannot send from " + source + ": " + errno);
            });
    return socket;
  }

  /** A number that no datagram carried before: one more each time. */
  long nextNumber() {
    return numbered++;
  }

  /** How many numbers were given out. */
  long numbered() {
    return numbered;
  }

  @Override
  public void close() {
    sockets.values().forEach(LabSocket::close);
  }
}
