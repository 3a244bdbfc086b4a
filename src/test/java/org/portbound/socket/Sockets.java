package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one test opens, on loopback; all of it is closed when the test is over. One thread. */
public final class Sockets implements AutoCloseable {
  /** IPv4 loopback, a port of the kernel's choice. */
  public static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");

  /** IPv6 loopback, a port of the kernel's choice. */
  public static final Endpoint ANY_PORT_6 = Endpoint.parse("[::1]:0");

  /** The group of SSDP; joined on the loopback interface alone. */
  public static final Endpoint GROUP = Endpoint.parse("239.255.255.250:0");

  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
  private static final int POLL_MS = 100;

  private final SocketProvider provider;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  public Sockets(SocketProvider provider) {
    this.provider = provider;
  }

  /** Where the sockets come from. */
  SocketProvider provider() {
    return provider;
  }

  /** Name of the loopback interface. */
  public static String loopback() {
    return Interface.firstLoopback().orElseThrow().name();
  }

  /** The membership of {@link #GROUP} on loopback. */
  public static GroupMembership membership() {
    return new GroupMembership(GROUP.address(), loopback());
  }

  /** Skips the test where the loopback interface has no IPv6 address. */
  public static void assumeIpv6() {
    assumeTrue(
        Interface.firstLoopback().orElseThrow().addresses().stream()
            .anyMatch(each -> Family.of(each) == Family.INET6),
        "IPv6 is switched off here");
  }

  /** Opens what must open. */
  public UdpSocket open(SocketPlan plan) {
    UdpSocket socket =
        switch (provider.open(plan)) {
          case Opening.Opened(UdpSocket each, List<SystemCall> steps) -> {
            assertTrue(steps.stream().noneMatch(SystemCall::failed), steps::toString);
            yield each;
          }
          case Opening.Refused refused -> fail(plan + " was refused: " + refused.steps());
        };
    opened.push(socket);
    return socket;
  }

  /** Opens an endpoint without options. */
  public UdpSocket open(Endpoint local) {
    return open(SocketPlan.of(local));
  }

  /** Opens what must be refused with this error, and checks the steps told. */
  public Opening.Refused refused(SocketPlan plan, Errno errno) {
    switch (provider.open(plan)) {
      case Opening.Refused refused -> {
        assertEquals(errno.name(), refused.errno().name());
        assertSame(plan, refused.plan());
        List<SystemCall> failed = refused.steps().stream().filter(SystemCall::failed).toList();
        assertEquals(List.of(refused.failed()), failed, "the refused call alone failed");
        assertEquals(refused.errno(), refused.failed().errno());
        return refused;
      }
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        opened.push(socket);
        return fail("opened: " + steps);
      }
    }
  }

  /** A set of sockets, tagged 0, 1, … in this order. */
  public ReceiveSet set(UdpSocket... sockets) {
    ReceiveSet set = provider.newReceiveSet();
    opened.push(set);
    for (int i = 0; i < sockets.length; i++) {
      set.add(sockets[i], i);
    }
    return set;
  }

  /** Waits until so many datagrams are there; fails on fewer, on more, and on a receive error. */
  public static List<Received> receive(ReceiveSet set, int count) {
    var received = new ArrayList<Received>();
    DatagramSink sink = collect(received);
    long startNs = System.nanoTime();
    while (received.size() < count && System.nanoTime() - startNs < LIMIT_NS) {
      int before = received.size();
      int told = set.receive(sink, POLL_MS);
      assertEquals(received.size() - before, told, "handed over and told");
    }
    assertEquals(count, received.size(), "datagrams received");
    return received;
  }

  /** The one datagram that is there. */
  public static Received receiveOne(ReceiveSet set) {
    return receive(set, 1).getFirst();
  }

  /** Takes what is there now, without waiting. */
  public static List<Received> drain(ReceiveSet set) {
    var received = new ArrayList<Received>();
    DatagramSink sink = collect(received);
    int more;
    do {
      more = set.receive(sink, 0);
    } while (more > 0);
    return received;
  }

  private static DatagramSink collect(List<Received> into) {
    return new DatagramSink() {
      @Override
      public void accept(ReceivedDatagram datagram) {
        into.add(Received.copyOf(datagram));
      }

      @Override
      public void failed(int tag, SystemCall call) {
        fail("socket " + tag + ": " + call);
      }
    };
  }

  /** Sends text that must go out. */
  public static void send(UdpSocket from, Endpoint to, String text) {
    assertDone(from.send(to, text.getBytes(UTF_8), SendOptions.DEFAULT));
  }

  /** Every call succeeded. */
  public static void assertDone(CallOutcome outcome) {
    var done = assertInstanceOf(CallOutcome.Done.class, outcome);
    assertTrue(done.calls().stream().noneMatch(SystemCall::failed), done::toString);
  }

  /** The last call failed. */
  public static CallOutcome.Failed assertFailed(CallOutcome outcome) {
    var failed = assertInstanceOf(CallOutcome.Failed.class, outcome, outcome::toString);
    assertEquals(failed.failed(), failed.calls().getLast());
    assertEquals(failed.errno(), failed.failed().errno());
    return failed;
  }

  /** The last call failed with this error. */
  public static void assertFailed(Errno errno, CallOutcome outcome) {
    assertEquals(errno.name(), assertFailed(outcome).errno().name());
  }

  @Override
  public void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
