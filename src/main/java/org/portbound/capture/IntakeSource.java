package org.portbound.capture;

import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.UdpSocket;

/** One socket that an {@link Intake} takes from; belongs to the receiving thread. */
final class IntakeSource {
  final UdpSocket socket;
  final int listener;
  final int tag;
  final ListenerCount count;
  final int port;

  /** Whether {@code exit} is still to be told. */
  boolean closeOnExit;

  /** Datagrams received from this socket. */
  long received;

  /** The kernel's drop count as last heard, or −1. */
  private long dropped = ReceivedDatagram.UNKNOWN;

  IntakeSource(UdpSocket socket, int listener, int tag, boolean closeOnExit, ListenerCount count) {
    this.socket = socket;
    this.listener = listener;
    this.tag = tag;
    this.closeOnExit = closeOnExit;
    this.count = count;
    this.port = socket.local().port();
  }

  /** Hears the drop count of the socket; another socket of the listener may have its own. */
  void dropped(long soFar) {
    if (soFar > dropped) {
      count.dropped(soFar - Math.max(0, dropped));
      dropped = soFar;
    }
  }
}
