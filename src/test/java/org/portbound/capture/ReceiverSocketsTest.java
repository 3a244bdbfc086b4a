package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.nio.NioProvider;
import org.portbound.socket.posix.PosixProvider;

/** The receiver on real sockets. */
@Timeout(20)
final class ReceiverSocketsTest {
  private final DatagramLog log = new DatagramLog(4 << 20);
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  private final Receiver.Events events =
      new Receiver.Events() {
        @Override
        public void closeRequested(int listener) {
          told.add(listener);
        }

        @Override
        public void failed(int listener, SystemCall call) {
          told.add(call);
        }

        @Override
        public void unexpected(Throwable error) {
          told.add(error);
        }
      };

  static Stream<SocketProvider> providers() {
    return Stream.of(new NioProvider(), new PosixProvider());
  }

  private static UdpSocket open(SocketProvider provider, Endpoint local) {
    Opening opening = provider.open(SocketPlan.of(local));
    return assertInstanceOf(Opening.Opened.class, opening).socket();
  }

  private static void send(UdpSocket from, UdpSocket to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CallOutcome outcome = from.send(to.local(), bytes, SendOptions.DEFAULT);
    assertInstanceOf(CallOutcome.Done.class, outcome);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void whatWaitedIsStoredBeforeASocketIsClosed(SocketProvider provider) {
    Endpoint local = Endpoint.parse("127.0.0.1:0");
    try (var receiver = new Receiver(provider, log, events);
        UdpSocket sender = open(provider, local)) {
      for (int round = 1; round <= 10; round++) {
        UdpSocket socket = open(provider, local);
        // The same port again: a socket that is removed and closed holds it no longer.
        local = socket.local();
        receiver.add(socket, 1, false);
        for (int i = 0; i < 100; i++) {
          send(sender, socket, "datagram");
        }
        receiver.remove(socket);
        socket.close();
        assertEquals(100L * round, receiver.counts().of(1).datagrams());
        assertEquals(800L * round, receiver.counts().of(1).bytes());
      }
      Datagram row = log.get(1_000);
      assertNotNull(row);
      assertEquals(sender.local(), row.source());
      assertEquals(1, row.listener());
      assertArrayEquals("datagram".getBytes(StandardCharsets.UTF_8), row.payload());
    }
    assertEquals(0, told.size(), told::toString);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void exitAsksForClose(SocketProvider provider) throws Exception {
    Endpoint local = Endpoint.parse("127.0.0.1:0");
    try (var receiver = new Receiver(provider, log, events);
        UdpSocket one = open(provider, local);
        UdpSocket two = open(provider, local)) {
      receiver.add(one, 1, false);
      receiver.add(two, 2, true);
      send(two, one, "exit");
      send(one, two, "exit\n");
      assertEquals(2, told.take());
      receiver.remove(one);
      receiver.remove(two);
      assertEquals(1, receiver.counts().of(1).datagrams());
      assertEquals(3, log.end());
    }
  }

  /** From the kernel into the log; the code has to be compiled first, so the first rounds may. */
  @ParameterizedTest
  @MethodSource("providers")
  void receivingAllocatesNothing(SocketProvider provider) {
    int round = 20_000;
    var intake = new Intake(log, events);
    try (ReceiveSet set = provider.newReceiveSet();
        UdpSocket socket = open(provider, Endpoint.parse("127.0.0.1:0"));
        UdpSocket sender = open(provider, Endpoint.parse("127.0.0.1:0"))) {
      set.add(socket, intake.enter(socket, 1, false, new ListenerCount()));
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 15 && least >= round; i++) {
        least = Math.min(least, allocatedBytes(round, intake, set, sender, socket));
      }
      assertTrue(least < round, least + " bytes for " + round + " datagrams");
    }
  }

  private long allocatedBytes(
      int datagrams, Intake intake, ReceiveSet set, UdpSocket from, UdpSocket to) {
    long bytes = 0;
    long end = log.end() + datagrams;
    while (log.end() < end) {
      for (int i = 0; i < 100; i++) {
        send(from, to, "datagram");
      }
      long target = log.end() + 100;
      long before = Allocation.ofCurrentThreadBytes();
      while (log.end() < target) {
        intake.round(set, -1);
      }
      bytes += Allocation.ofCurrentThreadBytes() - before;
    }
    return bytes;
  }
}
