package org.portbound.socket.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;

/** Sockets for tests, and what their calls returned. */
final class Opened {
  static final Endpoint LOOPBACK = Endpoint.parse("127.0.0.1:0");

  private Opened() {}

  static UdpSocket open(SocketPlan plan) {
    return assertInstanceOf(Opening.Opened.class, new NioProvider().open(plan)).socket();
  }

  /** A group on the loopback interface. */
  static GroupMembership group(String address) {
    return new GroupMembership(InetAddress.ofLiteral(address), "lo");
  }

  static UdpSocket loopback() {
    return open(SocketPlan.of(LOOPBACK));
  }

  static Opening.Refused refused(SocketPlan plan) {
    return assertInstanceOf(Opening.Refused.class, new NioProvider().open(plan));
  }

  static void done(CallOutcome outcome) {
    assertInstanceOf(CallOutcome.Done.class, outcome);
  }

  /** Checks the errno and returns the line of the failed call. */
  static String failed(String errno, CallOutcome outcome) {
    var failed = assertInstanceOf(CallOutcome.Failed.class, outcome);
    assertEquals(errno, failed.errno().name());
    assertEquals(failed.failed(), failed.calls().getLast());
    return failed.failed().toString();
  }
}
