package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What arrives, how it is told apart, and how a wait ends. */
interface ReceivingContract extends ContractFixture {
  @Test
  default void unicastArrivesWithItsSource() {
    UdpSocket receiver = sockets().open(Sockets.ANY_PORT);
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(receiver);
    Sockets.send(sender, receiver.local(), "hello");
    Received received = Sockets.receiveOne(set);
    assertEquals("hello", received.text());
    assertEquals(5, received.trueLengthBytes());
    assertEquals(sender.local(), received.source());
    assertEquals(knowsMetadata(), received.destination().isPresent());
    assertEquals(knowsMetadata(), received.interfaceIndex() != 0);
    assertEquals(knowsMetadata(), received.ttlHops() != ReceivedDatagram.UNKNOWN);
    assertEquals(knowsMetadata(), received.trafficClass() != ReceivedDatagram.UNKNOWN);
    assertEquals(knowsMetadata(), received.kernelTimeNs() != ReceivedDatagram.NO_TIME);
  }

  @Test
  default void ipv6ArrivesWithItsSource() {
    Sockets.assumeIpv6();
    UdpSocket receiver = sockets().open(Sockets.ANY_PORT_6);
    UdpSocket sender = sockets().open(Sockets.ANY_PORT_6);
    ReceiveSet set = sockets().set(receiver);
    Sockets.send(sender, receiver.local(), "over six");
    Received received = Sockets.receiveOne(set);
    assertEquals("over six", received.text());
    assertEquals(sender.local(), received.source());
  }

  @Test
  default void everyFieldIsTheSendersOrUnknown() {
    checkEveryField(Sockets.ANY_PORT);
  }

  @Test
  default void everyFieldIsTheSendersOrUnknownForIpv6() {
    Sockets.assumeIpv6();
    checkEveryField(Sockets.ANY_PORT_6);
  }

  private void checkEveryField(Endpoint local) {
    UdpSocket receiver = sockets().open(local);
    UdpSocket sender = sockets().open(local);
    ReceiveSet set = sockets().set(receiver);
    long beforeNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    // Java sets the hops of multicast alone.
    SendOptions options = knowsMetadata() ? SendOptions.DEFAULT.withTtl(7) : SendOptions.DEFAULT;
    Sockets.assertDone(sender.send(receiver.local(), new byte[9], options));
    Received received = Sockets.receiveOne(set);
    long afterNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);
    assertEquals(9, received.payload().length);
    assertEquals(9, received.trueLengthBytes());
    assertEquals(sender.local(), received.source());
    if (!knowsMetadata()) {
      assertEquals(Optional.empty(), received.destination());
      assertEquals(0, received.interfaceIndex());
      assertEquals(ReceivedDatagram.UNKNOWN, received.ttlHops());
      assertEquals(ReceivedDatagram.UNKNOWN, received.trafficClass());
      assertEquals(ReceivedDatagram.UNKNOWN, received.droppedByKernel());
      assertEquals(ReceivedDatagram.NO_TIME, received.kernelTimeNs());
      return;
    }
    assertEquals(Optional.of(receiver.local().address()), received.destination());
    assertEquals(Interface.firstLoopback().orElseThrow().index(), received.interfaceIndex());
    assertEquals(7, received.ttlHops());
    assertEquals(0, received.trafficClass());
    assertEquals(0, received.droppedByKernel());
    long atNs = received.kernelTimeNs();
    assertTrue(beforeNs <= atNs && atNs <= afterNs, beforeNs + " " + atNs + " " + afterNs);
  }

  /** What one socket does not tell must not be left over from another. */
  @Test
  default void nothingIsLeftOverFromTheDatagramBefore() {
    UdpSocket receiver = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(receiver);
    var spoiling =
        new DatagramSink() {
          final List<Integer> ports = new ArrayList<>();

          @Override
          public void accept(ReceivedDatagram datagram) {
            ports.add(datagram.destinationPort);
            datagram.destinationPort = 1;
            datagram.sent = true;
          }

          @Override
          public void failed(int tag, SystemCall call) {
            throw new AssertionError(call.toString());
          }
        };
    Sockets.send(receiver, receiver.local(), "one");
    Sockets.send(receiver, receiver.local(), "two");
    while (spoiling.ports.size() < 2) {
      set.receive(spoiling, 1000);
    }
    assertEquals(List.of(0, 0), spoiling.ports);
  }

  @Test
  default void receiveBufferIsWhatTheKernelGranted() {
    int small = 32 << 10;
    UdpSocket modest =
        sockets().open(SocketPlan.of(Sockets.ANY_PORT).withReceiveBufferBytes(small));
    int granted = modest.receiveBufferBytes().orElseThrow();
    // Linux doubles what it grants (socket(7)).
    assertTrue(granted == small || granted == 2 * small, "granted " + granted);
    int large = 1 << 30;
    UdpSocket greedy =
        sockets().open(SocketPlan.of(Sockets.ANY_PORT).withReceiveBufferBytes(large));
    int most = greedy.receiveBufferBytes().orElseThrow();
    // Less, or, for those who may configure the network, all that an int can tell.
    assertTrue(granted <= most && (most < large || most >= 2 * (large - 1)), "granted " + most);
  }

  @Test
  default void emptyDatagramArrives() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(socket);
    Sockets.assertDone(socket.send(socket.local(), new byte[0], SendOptions.DEFAULT));
    Received received = Sockets.receiveOne(set);
    assertEquals(0, received.payload().length);
    assertEquals(0, received.trueLengthBytes());
    assertEquals(socket.local(), received.source());
  }

  @Test
  default void longestDatagramArrivesIntact() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(socket);
    byte[] payload = new byte[SendingContract.MAX_PAYLOAD_BYTES];
    new Random(1).nextBytes(payload);
    Sockets.assertDone(socket.send(socket.local(), payload, SendOptions.DEFAULT));
    // A short one behind it must not carry what the long one left in the buffer.
    Sockets.send(socket, socket.local(), "short");
    List<Received> received = Sockets.receive(set, 2);
    assertArrayEquals(payload, received.getFirst().payload());
    assertEquals(payload.length, received.getFirst().trueLengthBytes());
    assertEquals("short", received.getLast().text());
  }

  @Test
  default void orderIsKept() {
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT).withReceiveBufferBytes(1 << 20);
    UdpSocket receiver = sockets().open(plan);
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(receiver);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sent.add("number " + i);
      Sockets.send(sender, receiver.local(), sent.getLast());
    }
    assertEquals(sent, Sockets.receive(set, 200).stream().map(Received::text).toList());
  }

  @Test
  default void eachSocketHasItsTag() {
    UdpSocket first = sockets().open(Sockets.ANY_PORT);
    UdpSocket second = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(first, second);
    Sockets.send(first, second.local(), "to 1");
    Sockets.send(second, first.local(), "to 0");
    for (Received each : Sockets.receive(set, 2)) {
      assertEquals("to " + each.tag(), each.text());
      assertEquals((each.tag() == 0 ? second : first).local(), each.source());
    }
  }

  @Test
  default void removedSocketIsLeftAlone() {
    UdpSocket first = sockets().open(Sockets.ANY_PORT);
    UdpSocket second = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(first, second);
    set.remove(first);
    Sockets.send(second, first.local(), "stays in the kernel");
    Sockets.send(first, second.local(), "taken");
    Received received = Sockets.receiveOne(set);
    assertEquals(1, received.tag());
    assertEquals("taken", received.text());
    assertTrue(Sockets.drain(set).isEmpty());

    set.add(first, 5);
    Received later = Sockets.receiveOne(set);
    assertEquals(5, later.tag());
    assertEquals("stays in the kernel", later.text());
  }

  @Test
  default void socketThatNeverRunsDryDoesNotKeepOthersWaiting() {
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT).withReceiveBufferBytes(1 << 20);
    UdpSocket busy = sockets().open(plan);
    UdpSocket quiet = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(busy, quiet);
    // Enough to fill a batch, and each brings another one, so every batch is full.
    for (int i = 0; i < 128; i++) {
      Sockets.send(quiet, busy.local(), "again");
    }
    Sockets.send(quiet, quiet.local(), "at last");
    var fromBusy = new int[1];
    var quietCame = new boolean[1];
    var sink =
        new DatagramSink() {
          @Override
          public void accept(ReceivedDatagram datagram) {
            if (datagram.tag == 1) {
              quietCame[0] = true;
            } else if (!quietCame[0]) {
              assertTrue(fromBusy[0]++ < 50_000, "the quiet socket waits without end");
              Sockets.send(quiet, busy.local(), "again");
            }
          }

          @Override
          public void failed(int tag, SystemCall call) {
            throw new AssertionError(call.toString());
          }
        };
    for (int i = 0; i < 10 && !quietCame[0]; i++) {
      set.receive(sink, 1000);
    }
    assertTrue(quietCame[0]);
  }

  @Test
  default void nothingThereIsNothingReceived() {
    ReceiveSet set = sockets().set(sockets().open(Sockets.ANY_PORT));
    assertTrue(Sockets.drain(set).isEmpty());
    assertTrue(Sockets.drain(sockets().set()).isEmpty());
  }

  @Test
  default void wakeUpEndsTheNextWait() {
    ReceiveSet set = sockets().set(sockets().open(Sockets.ANY_PORT));
    set.wakeUp();
    assertEquals(0, set.receive(new Nothing(), -1));
  }

  @Test
  default void wakeUpIsSpentOnOneWait() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(socket);
    set.wakeUp();
    set.wakeUp();
    var none = new Nothing();
    assertEquals(0, set.receive(none, -1));
    Sockets.send(socket, socket.local(), "ends the next one");
    assertEquals("ends the next one", oneOf(set, -1));
  }

  /** What one wait brings. */
  private static String oneOf(ReceiveSet set, int timeoutMs) {
    var kept = new Kept();
    assertEquals(1, set.receive(kept, timeoutMs));
    return kept.received.getFirst().text();
  }

  @Test
  default void closedSocketIsNotTakenIn() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set();
    socket.close();
    assertThrows(IllegalStateException.class, () -> set.add(socket, 1));
  }

  /** Against the contract, but its descriptor may be another socket's by then. */
  @Test
  default void socketClosedInTheSetIsToldOnceAndLeft() {
    UdpSocket closed = sockets().open(Sockets.ANY_PORT);
    UdpSocket other = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(closed, other);
    closed.close();
    UdpSocket next = sockets().open(Sockets.ANY_PORT);
    Sockets.send(other, next.local(), "not for the set");
    Sockets.send(other, other.local(), "for the set");
    var kept = new Kept();
    set.receive(kept, 0);
    set.receive(kept, 0);
    assertEquals(List.of("for the set"), kept.received.stream().map(Received::text).toList());
    assertEquals(1, kept.failures.size());
    assertEquals(Errno.EBADF, kept.failures.getFirst().errno());
  }

  @Test
  default void wakeUpFromAnotherThreadEndsAWait()
      throws InterruptedException, ExecutionException, TimeoutException {
    ReceiveSet set = sockets().set(sockets().open(Sockets.ANY_PORT));
    try (ExecutorService receiving = Executors.newSingleThreadExecutor()) {
      // Over so many rounds some wake-ups meet a thread that waits already, some come before.
      for (int i = 0; i < 200; i++) {
        Future<Integer> waiting = receiving.submit(() -> set.receive(new Nothing(), -1));
        set.wakeUp();
        assertEquals(0, waiting.get(5, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  default void wakeUpAfterCloseDoesNothing() {
    ReceiveSet set = sockets().set();
    set.close();
    set.wakeUp();
    set.close();
  }

  /** Keeps all that it is told. */
  final class Kept implements DatagramSink {
    final List<Received> received = new ArrayList<>();
    final List<SystemCall> failures = new ArrayList<>();

    @Override
    public void accept(ReceivedDatagram datagram) {
      received.add(Received.copyOf(datagram));
    }

    @Override
    public void failed(int tag, SystemCall call) {
      failures.add(call);
    }
  }

  /** Expects no datagram. */
  final class Nothing implements DatagramSink {
    @Override
    public void accept(ReceivedDatagram datagram) {
      throw new AssertionError("nothing was sent");
    }

    @Override
    public void failed(int tag, SystemCall call) {
      throw new AssertionError(call.toString());
    }
  }
}
