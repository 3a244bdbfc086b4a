package org.portbound.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.capture.FakeSockets.FakeSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;

@Timeout(20)
final class DatagramTapTest {
  private final FakeSockets sockets = new FakeSockets();
  private final DatagramLog log = new DatagramLog(1 << 20);
  private final BlockingQueue<Throwable> unexpected = new LinkedBlockingQueue<>();

  private final Receiver receiver =
      new Receiver(
          sockets,
          log,
          new Receiver.Events() {
            @Override
            public void closeRequested(int listener) {}

            @Override
            public void failed(int listener, SystemCall call) {}

            @Override
            public void unexpected(Throwable error) {
              unexpected.add(error);
            }
          });

  /** Notes what it is told; read by the test after the receiving thread was idle. */
  private static class Noting implements DatagramTap {
    final List<String> told = new ArrayList<>();
    final List<Long> timesNs = new ArrayList<>();

    @Override
    public void accept(ReceivedDatagram datagram, long timeNs) {
      byte[] payload =
          datagram
              .memory
              .asSlice(datagram.payloadOffset, datagram.payloadLengthBytes)
              .toArray(ValueLayout.JAVA_BYTE);
      told.add(datagram.tag + (datagram.sent ? " sent " : " ") + new String(payload, UTF_8));
      timesNs.add(timeNs);
    }

    @Override
    public void roundOver() {
      if (!told.isEmpty() && !told.getLast().equals("round over")) {
        told.add("round over");
      }
    }

    @Override
    public void ended() {
      told.add("ended");
    }
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void getsEveryDatagramWithItsListenerAndTimeInOrder() {
    FakeSocket one = sockets.socket();
    FakeSocket two = sockets.socket();
    receiver.add(one, 7, false);
    receiver.add(two, 3, false);
    one.deliver("before");
    sockets.set.awaitIdle();
    var tap = new Noting();
    assertTrue(receiver.addTap(tap));
    one.deliver("a");
    sockets.set.awaitIdle();
    two.deliver("b");
    sockets.set.awaitIdle();
    receiver.removeTap(tap);
    one.deliver("after");
    sockets.set.awaitIdle();
    assertEquals(List.of("7 a", "round over", "3 b", "round over", "ended"), tap.told);
    for (int i = 0; i < 2; i++) {
      Datagram row = log.get(2 + i);
      assertEquals(row == null ? -1 : row.timeNs(), tap.timesNs.get(i));
    }
    assertTrue(unexpected.isEmpty(), unexpected::toString);
  }

  @Test
  void getsWhatWeSentToo() {
    var tap = new Noting();
    receiver.addTap(tap);
    Instant at = Instant.parse("2026-01-02T03:04:05.678901Z");
    receiver.logSent(
        new SentDatagram(
            2,
            at,
            Endpoint.parse("127.0.0.1:5"),
            Endpoint.parse("[::1]:6"),
            OptionalInt.of(9),
            "out".getBytes(UTF_8)));
    receiver.close();
    assertEquals(List.of("2 sent out", "round over", "ended"), tap.told);
    assertEquals(at.getEpochSecond() * 1_000_000_000L + at.getNano(), tap.timesNs.getFirst());
  }

  @Test
  void severalGetTheSameUntilEachEnds() {
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    var first = new Noting();
    var second = new Noting();
    receiver.addTap(first);
    receiver.addTap(second);
    one.deliver("a");
    sockets.set.awaitIdle();
    receiver.removeTap(first);
    receiver.removeTap(first);
    one.deliver("b");
    sockets.set.awaitIdle();
    assertEquals(List.of("1 a", "round over", "ended"), first.told);
    receiver.close();
    receiver.close();
    assertEquals(List.of("1 a", "round over", "1 b", "round over", "ended"), second.told);
    assertFalse(receiver.addTap(first), "nothing is told any more");
    assertEquals(1, first.told.stream().filter("ended"::equals).count());
  }

  @Test
  void oneThatFailsLeavesTheOthersAlone() throws Exception {
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    var defect = new IllegalStateException("defect");
    var good = new Noting();
    receiver.addTap(good);
    receiver.addTap(
        new Noting() {
          @Override
          public void accept(ReceivedDatagram datagram, long timeNs) {
            throw defect;
          }
        });
    one.deliver("a");
    assertSame(defect, unexpected.take());
    one.deliver("b");
    sockets.set.awaitIdle();
    receiver.close();
    assertEquals(List.of("1 a", "round over", "1 b", "round over", "ended"), good.told);
  }

  @Test
  void oneThatFailsIsTakenOutAndTheLogGoesOn() throws Exception {
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    var defect = new IllegalStateException("disk gone");
    var tap =
        new Noting() {
          @Override
          public void accept(ReceivedDatagram datagram, long timeNs) {
            super.accept(datagram, timeNs);
            throw defect;
          }
        };
    receiver.addTap(tap);
    one.deliver("a");
    assertSame(defect, unexpected.take());
    one.deliver("b");
    sockets.set.awaitIdle();
    receiver.close();
    assertEquals(List.of("1 a", "ended"), tap.told);
    assertEquals(3, log.end(), "both are in the log");
    assertEquals(0, receiver.notStored());
    assertEquals(2, receiver.counts().of(1).datagrams());
  }

  @Test
  void oneThatFailsBetweenRoundsOrAtItsEndIsToldToo() throws Exception {
    var inRound = new IllegalStateException("in the round");
    var atEnd = new IllegalStateException("at the end");
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    var tap =
        new Noting() {
          @Override
          public void roundOver() {
            throw inRound;
          }

          @Override
          public void ended() {
            super.ended();
            throw atEnd;
          }
        };
    receiver.addTap(tap);
    one.deliver("a");
    assertEquals(List.of(inRound, atEnd), List.of(unexpected.take(), unexpected.take()));
    one.deliver("b");
    sockets.set.awaitIdle();
    receiver.close();
    assertEquals(1, tap.told.stream().filter("ended"::equals).count());
    assertEquals(3, log.end());
  }
}
