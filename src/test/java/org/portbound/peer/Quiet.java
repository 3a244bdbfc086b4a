package org.portbound.peer;

import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/** Takes what a peer tells and does nothing with it but print what went wrong. */
final class Quiet implements PeerEvents {
  @Override
  public void datagram(ReceivedDatagram datagram) {}

  @Override
  public void receiveFailed(int socket, SystemCall call) {
    System.err.println(call);
  }

  @Override
  public void notice(Message message) {
    System.err.println(message);
  }

  @Override
  public void exited(PeerExit exit) {}
}
