package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import org.portbound.socket.Endpoint;

/** Sends from a socket that the workbench knows nothing of. */
final class Stranger implements AutoCloseable {
  private final DatagramSocket socket;

  private Stranger(DatagramSocket socket) {
    this.socket = socket;
  }

  static Stranger open() {
    try {
      return new Stranger(new DatagramSocket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(Endpoint to, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to.toSocketAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
