package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.capture.FakeSockets.FakeSocket;
import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;

@Timeout(20)
final class ReceiverTest {
  private final FakeSockets sockets = new FakeSockets();
  private final DatagramLog log = new DatagramLog(1 << 20);
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
  private volatile IntConsumer onClose = listener -> {};

  private final Receiver receiver =
      new Receiver(
          sockets,
          log,
          new Receiver.Events() {
            @Override
            public void closeRequested(int listener) {
              onClose.accept(listener);
              told.add("close " + listener);
            }

            @Override
            public void failed(int listener, SystemCall call) {
              told.add(listener + ": " + call);
            }

            @Override
            public void unexpected(Throwable error) {
              told.add(error);
            }
          });

  @AfterEach
  void close() {
    receiver.close();
  }

  private String text(long number) {
    Datagram row = log.get(number);
    assertNotNull(row);
    return row.listener() + " " + new String(row.payload(), StandardCharsets.UTF_8);
  }

  @Test
  void storesAndCounts() {
    FakeSocket one = sockets.socket();
    FakeSocket two = sockets.socket();
    receiver.add(one, 1, false);
    receiver.add(two, 2, false);
    long before = Instant.now().getEpochSecond();
    one.deliver("one");
    sockets.set.awaitIdle();
    two.deliver("three");
    one.deliver("");
    sockets.set.awaitIdle();
    assertEquals(new Counters(2, 3, -1, 0, 0), receiver.counts().of(1));
    assertEquals(new Counters(1, 5, -1, 0, 0), receiver.counts().of(2));
    receiver.remove(two);
    assertEquals(new Counters(1, 5, -1, 0, 0), receiver.counts().of(2));
    receiver.counts().forget(2);
    assertEquals(new Counters(0, 0, -1, 0, 0), receiver.counts().of(2));
    assertEquals(new Counters(0, 0, -1, 0, 0), receiver.counts().of(3));
    assertEquals("1 one", text(1));
    assertEquals(4, log.end());
    Datagram row = log.get(1);
    assertNotNull(row);
    assertFalse(row.kernelTime());
    assertTrue(row.timeNs() / 1_000_000_000L >= before, "our own time");
    assertEquals(0, receiver.notStored());
  }

  @Test
  void oneListenersDropsAddUpOverItsSockets() {
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    one.deliver("a", 0);
    sockets.set.awaitIdle();
    assertEquals(0, receiver.counts().of(1).droppedByKernel());
    one.deliver("b", 3);
    one.deliver("c", 3);
    one.drops(5);
    receiver.remove(one);
    assertEquals(new Counters(3, 3, 5, 0, 0), receiver.counts().of(1));
    FakeSocket again = sockets.socket();
    receiver.add(again, 1, false);
    again.deliver("d", 2);
    sockets.set.awaitIdle();
    assertEquals(new Counters(4, 4, 7, 0, 0), receiver.counts().of(1));
  }

  @Test
  void removeDrainsFirst() {
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    for (int i = 0; i < 100; i++) {
      one.deliver("x");
    }
    receiver.remove(one);
    assertEquals(100, receiver.counts().of(1).datagrams());
    assertEquals(101, log.end());
    one.deliver("y");
    sockets.set.awaitIdle();
    assertEquals(100, receiver.counts().of(1).datagrams());
    receiver.remove(one);
  }

  @Test
  void aFloodDoesNotHoldUpRemoval() {
    FakeSocket one = sockets.socket(20_000);
    FakeSocket other = sockets.socket();
    receiver.add(one, 1, false);
    receiver.add(other, 2, false);
    one.flood();
    other.flood();
    receiver.remove(one);
    long received = receiver.counts().of(1).datagrams();
    assertTrue(received >= 101, received + " received");
    receiver.remove(other);
  }

  @Test
  void exitAsksForCloseOnceAndOnlyWhereWanted() throws Exception {
    FakeSocket wants = sockets.socket();
    FakeSocket other = sockets.socket();
    receiver.add(wants, 1, true);
    receiver.add(other, 2, false);
    other.deliver("exit");
    for (String no : new String[] {"exits", " exit", "exi", "EXIT", "exit\n!", ""}) {
      wants.deliver(no);
    }
    sockets.set.awaitIdle();
    assertTrue(told.isEmpty(), told::toString);
    onClose = listener -> told.add(text(log.end() - 1));
    wants.deliver("exit \r\n");
    assertEquals("1 exit \r\n", told.take());
    assertEquals("close 1", told.take());
    wants.deliver("exit");
    sockets.set.awaitIdle();
    assertTrue(told.isEmpty(), told::toString);
  }

  @Test
  void removesFromWithinAnEvent() throws Exception {
    FakeSocket one = sockets.socket();
    FakeSocket two = sockets.socket();
    onClose =
        listener -> {
          receiver.remove(one);
          receiver.add(two, 2, true);
        };
    // Both wait before the first is read, so the second is there to be drained.
    one.deliver("exit");
    one.deliver("behind");
    receiver.add(one, 1, true);
    assertEquals("close 1", told.take());
    assertEquals(2, receiver.counts().of(1).datagrams());
    onClose = listener -> {};
    two.deliver("exit");
    assertEquals("close 2", told.take());
  }

  @Test
  void tellsAFailedReceiveAndGoesOn() throws Exception {
    FakeSocket one = sockets.socket();
    receiver.add(one, 7, false);
    var call = new SystemCall(Instant.EPOCH, 1, 5, "recvmsg", "5", -1, Errno.ECONNREFUSED);
    one.fail(call);
    one.deliver("after");
    assertEquals("7: recvmsg(5) = -1 ECONNREFUSED (Connection refused)", told.take());
    sockets.set.awaitIdle();
    assertEquals(1, receiver.counts().of(7).datagrams());
  }

  @Test
  void anUnexpectedExceptionIsToldAndTheOthersGoOn() throws Exception {
    FakeSocket one = sockets.socket();
    FakeSocket two = sockets.socket();
    receiver.add(one, 1, false);
    receiver.add(two, 2, false);
    for (int i = 0; i < 5; i++) {
      var defect = new RuntimeException("defect " + i);
      one.breakDown(defect);
      assertSame(defect, told.take());
    }
    two.deliver("still here");
    sockets.set.awaitIdle();
    assertEquals("2 still here", text(1));
  }

  @Test
  void anEventHandlersExceptionIsToldToo() throws Exception {
    FakeSocket one = sockets.socket();
    var defect = new RuntimeException("handler");
    onClose =
        listener -> {
          throw defect;
        };
    receiver.add(one, 1, true);
    one.deliver("exit");
    assertSame(defect, told.take());
    one.deliver("more");
    sockets.set.awaitIdle();
    assertEquals(2, receiver.counts().of(1).datagrams());
  }

  @Test
  void aRefusedAddLeavesNothingBehind() {
    FakeSocket one = sockets.socket();
    sockets.refuseAdd = true;
    var error = assertThrows(IllegalStateException.class, () -> receiver.add(one, 1, false));
    assertTrue(String.valueOf(error.getCause()).endsWith("no room"), () -> "" + error.getCause());
    sockets.refuseAdd = false;
    receiver.add(one, 1, false);
    assertThrows(IllegalStateException.class, () -> receiver.add(one, 1, false));
    one.deliver("x");
    sockets.set.awaitIdle();
    assertEquals(1, receiver.counts().of(1).datagrams());
  }

  @Test
  void closeEndsTheThread() {
    Thread thread = receivingThread();
    FakeSocket one = sockets.socket();
    receiver.add(one, 1, false);
    receiver.close();
    assertFalse(thread.isAlive());
    assertTrue(sockets.set.closed);
    receiver.close();
    receiver.remove(one);
    assertThrows(IllegalStateException.class, () -> receiver.add(one, 1, false));
  }

  @Test
  void closesFromWithinAnEvent() throws Exception {
    Thread thread = receivingThread();
    FakeSocket one = sockets.socket();
    onClose = listener -> receiver.close();
    receiver.add(one, 1, true);
    one.deliver("exit");
    thread.join();
    assertEquals("close 1", told.take());
    receiver.close();
  }

  private static Thread receivingThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("capture-receive"))
        .findFirst()
        .orElseThrow();
  }
}
