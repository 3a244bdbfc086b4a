package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.posix.PosixProvider;

/** Many more datagrams than the budget holds, through the kernel, and what they leave behind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class MemoryBarTest {
  private static final long BUDGET_BYTES = 1 << 20;
  private static final int WARM_UP = 100_000;
  private static final int MEASURED = 100_000;
  private static final int BURST = 50;

  private final BlockingQueue<Throwable> unexpected = new LinkedBlockingQueue<>();
  private final DatagramLog log = new DatagramLog(BUDGET_BYTES);

  /** Reads the receiving thread's own allocation, which it alone can ask for. */
  private static final class Watch implements DatagramTap {
    volatile long allocatedBytes;

    @Override
    public void accept(ReceivedDatagram datagram, long timeNs) {}

    @Override
    public void roundOver() {
      allocatedBytes = Allocation.ofCurrentThreadBytes();
    }

    @Override
    public void ended() {}
  }

  private UdpSocket open(SocketProvider provider) {
    SocketPlan plan =
        SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReceiveBufferBytes(BURST * 1024);
    return switch (provider.open(plan)) {
      case Opening.Opened(UdpSocket socket, List<SystemCall> _) -> socket;
      case Opening.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  @Test
  void staysWithinItsBudgetAndAllocatesNothing() throws InterruptedException {
    SocketProvider provider = new PosixProvider();
    var watch = new Watch();
    try (UdpSocket one = open(provider);
        UdpSocket two = open(provider);
        var receiver = new Receiver(provider, log, events())) {
      receiver.add(one, 1, false);
      receiver.add(two, 2, false);
      receiver.addTap(watch);
      send(receiver, one, two, WARM_UP);
      long before = watch.allocatedBytes;
      send(receiver, one, two, MEASURED);
      long bytes = watch.allocatedBytes - before;
      System.out.println("MemoryBarTest: " + bytes + " bytes for " + MEASURED + " datagrams");
      assertTrue(bytes < MEASURED, bytes + " bytes allocated for " + MEASURED + " datagrams");

      assertEquals(BUDGET_BYTES, log.capacityBytes());
      assertEquals(WARM_UP + MEASURED + 1, log.end());
      assertEquals(WARM_UP + MEASURED, log.evicted() + log.end() - log.first());
      checkCounters(receiver.counts().of(1), 1);
      checkCounters(receiver.counts().of(2), 2);
      assertNull(unexpected.poll());
    }
  }

  private void checkCounters(Counters counters, int listener) {
    assertEquals((WARM_UP + MEASURED) / 2, counters.datagrams());
    assertEquals(0, counters.droppedByKernel());
    assertEquals(0, counters.notStored());
    var row = new Datagram();
    long held = 0;
    for (long number = log.first(); number < log.end(); number++) {
      assertTrue(log.read(number, row));
      held += row.listener() == listener ? 1 : 0;
    }
    assertEquals(counters.datagrams(), counters.evicted() + held);
  }

  private static void send(Receiver receiver, UdpSocket one, UdpSocket two, int count)
      throws InterruptedException {
    byte[] payload = new byte[64];
    long target = receiver.counts().of(1).datagrams() + receiver.counts().of(2).datagrams();
    for (int i = 0; i < count; i++) {
      UdpSocket to = i % 2 == 0 ? one : two;
      two.send(to.local(), payload, SendOptions.DEFAULT);
      target++;
      // Never more than the queues hold, so that nothing is dropped.
      while ((i + 1) % BURST == 0
          && receiver.counts().of(1).datagrams() + receiver.counts().of(2).datagrams() < target) {
        Thread.onSpinWait();
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  private Receiver.Events events() {
    return new Receiver.Events() {
      @Override
      public void closeRequested(int listener) {}

      @Override
      public void failed(int listener, SystemCall call) {
        unexpected.add(new AssertionError(call.toString()));
      }

      @Override
      public void unexpected(Throwable error) {
        unexpected.add(error);
      }
    };
  }
}
