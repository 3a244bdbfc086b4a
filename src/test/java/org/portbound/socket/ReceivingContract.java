package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Receiving from a set. */
public interface ReceivingContract extends ProviderUnderTest {
  private static void send(UdpSocket from, UdpSocket to, String text) {
    Bench.done(from.send(to.local(), text.getBytes(UTF_8), SendOptions.DEFAULT));
  }

  @Test
  default void theOrderOfASocketIsKept() {
    try (Bench bench = bench()) {
      UdpSocket receiver = bench.open(Bench.ANY_PORT);
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      List<String> sent = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
      try (Inbox inbox = bench.inbox(receiver)) {
        sent.forEach(text -> send(sender, receiver, text));
        inbox.await(sent.size());
        assertEquals(sent, inbox.texts());
      }
    }
  }

  @Test
  default void aShortDatagramAfterALongOneIsShort() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        for (String text : List.of("long ".repeat(1_000), "short", "", "again")) {
          send(socket, socket, text);
          inbox.drain();
        }
        assertEquals(List.of("long ".repeat(1_000), "short", "", "again"), inbox.texts());
      }
    }
  }

  @Test
  default void eachSocketComesUnderItsTag() {
    try (Bench bench = bench()) {
      UdpSocket first = bench.open(Bench.ANY_PORT);
      UdpSocket second = bench.open(Endpoint.parse("[::1]:0"));
      UdpSocket third = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(first, second, third)) {
        send(first, third, "to 3");
        inbox.await(1);
        send(second, second, "to 2");
        inbox.await(2);
        send(third, first, "to 1");
        inbox.await(3);
        assertEquals(List.of(3, 2, 1), inbox.tags());
        assertEquals(List.of("to 3", "to 2", "to 1"), inbox.texts());
      }
    }
  }

  @Test
  default void aSocketTakenOutIsNotTouchedUntilItIsPutBack() {
    try (Bench bench = bench()) {
      UdpSocket staying = bench.open(Bench.ANY_PORT);
      UdpSocket leaving = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(leaving, staying)) {
        inbox.set().remove(leaving);
        send(staying, leaving, "left alone");
        send(leaving, staying, "received");
        inbox.await(1);
        assertEquals(List.of("received"), inbox.texts());
        inbox.set().add(leaving, 7);
        inbox.await(2);
        assertEquals("left alone", inbox.got().getLast().text());
        assertEquals(7, inbox.got().getLast().tag());
      }
    }
  }

  @Test
  default void aSocketTakenOutAndClosedGivesItsPortBack() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        send(socket, socket, "x");
        inbox.await(1);
        inbox.set().remove(socket);
        Bench.done(socket.closeReporting());
        UdpSocket next = bench.open(socket.local());
        inbox.set().add(next, 2);
        send(next, next, "y");
        assertEquals(List.of("x", "y"), inbox.await(2).stream().map(Inbox.Got::text).toList());
      }
    }
  }

  @Test
  default void removingWhatIsNotThereDoesNothing() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        inbox.set().remove(bench.open(Bench.ANY_PORT));
        send(socket, socket, "x");
        inbox.one();
      }
    }
  }

  @Test
  default void aClosedSocketIsNotTakenIn() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      socket.close();
      try (Inbox inbox = bench.inbox()) {
        assertThrows(IllegalStateException.class, () -> inbox.set().add(socket, 1));
      }
    }
  }

  /** A flood: every datagram received makes the next one arrive. */
  @Test
  default void aSocketThatNeverRunsDryDoesNotKeepTheOthersWaiting() {
    try (Bench bench = bench()) {
      UdpSocket flooded = bench.open(Bench.ANY_PORT);
      UdpSocket quiet = bench.open(Bench.ANY_PORT);
      var quietHeard = new boolean[1];
      var sink =
          new DatagramSink() {
            @Override
            public void accept(ReceivedDatagram datagram) {
              if (datagram.tag == 1) {
                send(flooded, flooded, "again");
              } else {
                quietHeard[0] = true;
              }
            }

            @Override
            public void failed(int tag, SystemCall call) {
              throw new AssertionError(call.toString());
            }
          };
      try (ReceiveSet set = provider().newReceiveSet()) {
        set.add(flooded, 1);
        set.add(quiet, 2);
        IntStream.range(0, 100).forEach(i -> send(flooded, flooded, "again"));
        send(flooded, quiet, "x");
        assertTrue(set.receive(sink, 0) > 0);
        assertTrue(quietHeard[0]);
        assertTrue(set.receive(sink, 0) > 0, "the flood goes on");
      }
    }
  }

  @Test
  default void nothingThereIsNothingReceived() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket);
          ReceiveSet empty = provider().newReceiveSet()) {
        assertEquals(0, inbox.set().receive(inbox, 0));
        assertEquals(0, inbox.set().receive(inbox, 1));
        assertEquals(0, empty.receive(inbox, 1));
      }
    }
  }

  @Test
  default void aWakeUpEndsTheNextWaitAndNoOther() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        inbox.set().wakeUp();
        inbox.set().wakeUp();
        assertEquals(0, inbox.set().receive(inbox, -1));
        send(socket, socket, "x");
        assertEquals(1, inbox.set().receive(inbox, -1));
      }
    }
  }

  @Test
  default void aWakeUpFromAnotherThreadEndsAWait() throws InterruptedException {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      var waiting = new CountDownLatch(1);
      try (Inbox inbox = bench.inbox(socket)) {
        Thread waker =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        waiting.await();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                      inbox.set().wakeUp();
                    });
        waiting.countDown();
        assertEquals(0, inbox.set().receive(inbox, -1));
        waker.join();
      }
    }
  }

  @Test
  default void aDatagramEndsAWait() throws InterruptedException {
    try (Bench bench = bench()) {
      UdpSocket receiver = bench.open(Bench.ANY_PORT);
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      var waiting = new CountDownLatch(1);
      try (Inbox inbox = bench.inbox(receiver)) {
        Thread other =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        waiting.await();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                      send(sender, receiver, "x");
                    });
        waiting.countDown();
        assertEquals(1, inbox.set().receive(inbox, -1));
        other.join();
      }
    }
  }

  @Test
  default void aSetThatIsClosedLeavesItsSocketsOpen() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      ReceiveSet set = provider().newReceiveSet();
      set.add(socket, 1);
      set.close();
      set.close();
      set.wakeUp();
      try (Inbox inbox = bench.inbox(socket)) {
        send(socket, socket, "x");
        inbox.one();
      }
      assertFalse(bench.allowed(SocketPlan.of(socket.local())));
    }
  }
}
