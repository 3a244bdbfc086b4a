package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/** More datagrams than anybody takes: the kernel drops and counts, nothing here does. */
@Timeout(90)
class PeerFloodTest {
  private static final int FLOOD = 5_000;
  private static final int LENGTH_BYTES = 1_000;

  @Test
  void whatIsNotReceivedWasDroppedAndCountedByTheKernel() throws Exception {
    var counting = new Counting();
    Opening opening = TestProviders.posix().open(Peers.ANY_PORT);
    try (UdpSocket sender = assertInstanceOf(Opening.Opened.class, opening).socket();
        PeerProcess peer = Peers.started(PeerTestMain.Posix.class, counting)) {
      Endpoint to = Peers.opened(peer, 1, Peers.ANY_PORT.withReceiveBufferBytes(50_000)).local();
      for (int i = 0; i < FLOOD; i++) {
        send(sender, to, i);
      }
      counting.mayGoOn.countDown();
      // The count of drops comes with the next datagram that is received.
      int sent = FLOOD;
      while (counting.received.get() + counting.dropped.get() != sent) {
        long before = counting.received.get();
        send(sender, to, sent++);
        Peers.await("one more datagram", () -> counting.received.get() > before);
      }
      assertTrue(counting.dropped.get() > 0, "the flood was no flood");
      assertEquals(0, counting.outOfOrder.get());
      Peers.opened(peer, 2, Peers.ANY_PORT);
    }
  }

  private static void send(UdpSocket sender, Endpoint to, int number) {
    byte[] payload = ByteBuffer.allocate(LENGTH_BYTES).putInt(number).array();
    assertInstanceOf(CallOutcome.Done.class, sender.send(to, payload, SendOptions.DEFAULT));
  }

  /** Takes nothing until it may, then counts. */
  private static final class Counting implements PeerEvents {
    final CountDownLatch mayGoOn = new CountDownLatch(1);
    final AtomicLong received = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong outOfOrder = new AtomicLong();
    private int last = -1;

    @Override
    public void datagram(ReceivedDatagram datagram) {
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      int number = datagram.memory.asByteBuffer().getInt((int) datagram.payloadOffset);
      if (number <= last) {
        outOfOrder.incrementAndGet();
      }
      last = number;
      dropped.set(Math.max(0, datagram.droppedByKernel));
      received.incrementAndGet();
    }

    @Override
    public void receiveFailed(int socket, SystemCall call) {
      throw new AssertionError(call.toString());
    }

    @Override
    public void notice(Message message) {
      throw new AssertionError(message.toString());
    }

    @Override
    public void exited(PeerExit exit) {}
  }
}
