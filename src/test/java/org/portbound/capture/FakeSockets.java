package org.portbound.capture;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.CallRun;
import org.portbound.socket.CallSource;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** A provider whose sockets receive what a test puts into them. Its monitor guards everything. */
final class FakeSockets implements SocketProvider {
  /** Something that a socket will hand over. */
  private sealed interface Item {
    record Payload(String text, long dropped) implements Item {}

    record Failure(SystemCall call) implements Item {}

    record Defect(RuntimeException error) implements Item {}
  }

  final class FakeSocket extends IdleSocket {
    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private final int bufferBytes;
    private OptionalLong finalDrops = OptionalLong.empty();
    private boolean endless;

    FakeSocket(int bufferBytes) {
      this.bufferBytes = bufferBytes;
    }

    void deliver(String text) {
      deliver(text, ReceivedDatagram.UNKNOWN);
    }

    void deliver(String text, long dropped) {
      put(new Item.Payload(text, dropped));
    }

    void fail(SystemCall call) {
      put(new Item.Failure(call));
    }

    void breakDown(RuntimeException error) {
      put(new Item.Defect(error));
    }

    /** From now on there is always a datagram waiting. */
    void flood() {
      synchronized (FakeSockets.this) {
        endless = true;
        FakeSockets.this.notifyAll();
      }
    }

    void drops(long drops) {
      finalDrops = OptionalLong.of(drops);
    }

    private void put(Item item) {
      synchronized (FakeSockets.this) {
        waiting.add(item);
        FakeSockets.this.notifyAll();
      }
    }

    private @Nullable Item poll() {
      synchronized (FakeSockets.this) {
        Item next = waiting.poll();
        return next == null && endless ? new Item.Payload("", -1) : next;
      }
    }

    @Override
    public OptionalInt receiveBufferBytes() {
      return OptionalInt.of(bufferBytes);
    }

    @Override
    public OptionalLong droppedByKernel() {
      return finalDrops;
    }
  }

  final class FakeSet implements ReceiveSet {
    private final Map<FakeSocket, Integer> tags = new LinkedHashMap<>();
    private final ReceivedDatagram datagram = new ReceivedDatagram();
    private boolean woken;
    private boolean receiving;
    boolean closed;
    private long waits;

    @Override
    public List<CallSource> waits() {
      return List.of();
    }

    @Override
    public CallSource add(UdpSocket socket, int tag) {
      synchronized (FakeSockets.this) {
        checkUse();
        if (refuseAdd) {
          throw new IllegalStateException("no room");
        }
        tags.put((FakeSocket) socket, tag);
        return new CallRun(-1, "take", "");
      }
    }

    @Override
    public void remove(UdpSocket socket) {
      synchronized (FakeSockets.this) {
        checkUse();
        if (tags.remove((FakeSocket) socket) == null) {
          throw new AssertionError("not in the set");
        }
      }
    }

    private void checkUse() {
      if (receiving || closed || !Thread.currentThread().getName().equals("capture-receive")) {
        throw new AssertionError("used in the middle of a round, after close, or elsewhere");
      }
    }

    @Override
    public int receive(DatagramSink sink, int timeoutMs) {
      List<FakeSocket> ready;
      synchronized (FakeSockets.this) {
        checkUse();
        ready = ready();
        while (ready.isEmpty() && !woken && timeoutMs != 0) {
          waits++;
          FakeSockets.this.notifyAll();
          await();
          ready = ready();
        }
        // As the contract allows: a pending wake-up ends the call before anything is read.
        if (woken) {
          woken = false;
          return 0;
        }
        receiving = true;
      }
      try {
        return handOver(sink, ready);
      } finally {
        receiving = false;
      }
    }

    private List<FakeSocket> ready() {
      var ready = new ArrayList<FakeSocket>();
      for (FakeSocket each : tags.keySet()) {
        if (each.endless || !each.waiting.isEmpty()) {
          ready.add(each);
        }
      }
      return ready;
    }

    private int handOver(DatagramSink sink, List<FakeSocket> ready) {
      int count = 0;
      for (FakeSocket each : ready) {
        datagram.tag = tagOf(each);
        for (int i = 0; i < 4; i++) {
          switch (each.poll()) {
            case null -> i = 4;
            case Item.Payload payload -> {
              count++;
              fill(payload);
              sink.accept(datagram);
            }
            case Item.Failure failure -> sink.failed(tagOf(each), failure.call);
            case Item.Defect defect -> throw defect.error;
          }
        }
      }
      return count;
    }

    private int tagOf(FakeSocket socket) {
      Integer tag = tags.get(socket);
      if (tag == null) {
        throw new AssertionError("not in the set");
      }
      return tag;
    }

    private void fill(Item.Payload payload) {
      datagram.clear();
      byte[] bytes = payload.text.getBytes(StandardCharsets.UTF_8);
      datagram.memory = MemorySegment.ofArray(bytes);
      datagram.payloadLengthBytes = bytes.length;
      datagram.trueLengthBytes = bytes.length;
      datagram.sourceLow = AddressBits.mappedLow(0x7f000001);
      datagram.droppedByKernel = payload.dropped;
    }

    @Override
    public void wakeUp() {
      synchronized (FakeSockets.this) {
        if (closed) {
          throw new AssertionError("woken after close");
        }
        woken = true;
        FakeSockets.this.notifyAll();
      }
    }

    @Override
    public void close() {
      synchronized (FakeSockets.this) {
        checkUse();
        closed = true;
      }
    }

    /** Waits until the receiving thread has nothing to do. */
    void awaitIdle() {
      synchronized (FakeSockets.this) {
        long seen = waits;
        woken = true;
        FakeSockets.this.notifyAll();
        while (waits == seen) {
          await();
        }
      }
    }

    private void await() {
      try {
        FakeSockets.this.wait();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The one set; a receiver takes it. */
  final FakeSet set = new FakeSet();

  volatile boolean refuseAdd;

  FakeSocket socket() {
    return new FakeSocket(212_992);
  }

  FakeSocket socket(int bufferBytes) {
    return new FakeSocket(bufferBytes);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Opening open(SocketPlan plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReceiveSet newReceiveSet() {
    return set;
  }
}
