package org.portbound.capture;

import java.util.OptionalLong;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;

/** A socket that only receives. */
abstract class IdleSocket implements UdpSocket {
  @Override
  public SocketPlan plan() {
    return SocketPlan.of(local());
  }

  @Override
  public Endpoint local() {
    return Endpoint.parse("127.0.0.1:12345");
  }

  @Override
  public ReuseOptions reuse() {
    return ReuseOptions.NONE;
  }

  @Override
  public int descriptor() {
    return -1;
  }

  @Override
  public OptionalLong inode() {
    return OptionalLong.empty();
  }

  @Override
  public CallOutcome setReuse(ReuseOption option, boolean on) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallOutcome join(GroupMembership membership) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallOutcome send(Endpoint destination, byte[] payload, SendOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  @Override
  public CallOutcome closeReporting() {
    throw new UnsupportedOperationException();
  }
}
