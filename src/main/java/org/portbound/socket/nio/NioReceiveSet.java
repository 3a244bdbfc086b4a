package org.portbound.socket.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.CallRun;
import org.portbound.socket.CallSource;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * Channels behind one selector. Belongs to the receiving thread, except {@link #wakeUp()}. Makes no
 * object for a datagram beyond the address that the channel makes when the sender changes.
 */
final class NioReceiveSet implements ReceiveSet {
  /** Datagrams from one socket before it is the next one's turn. */
  private static final int BATCH = 64;

  /** More than a datagram can carry, so that nothing is ever cut. */
  private static final int BUFFER_BYTES = 1 << 16;

  private static final class Source {
    final DatagramChannel channel;
    final int tag;
    final CallRun calls = new CallRun(Calls.NO_DESCRIPTOR, "DatagramChannel.receive", "…");

    /** The sender last seen; the channel returns the same object while it stays the same. */
    @Nullable InetSocketAddress last;

    long lastHigh;
    long lastLow;
    int lastScope;

    Source(DatagramChannel channel, int tag) {
      this.channel = channel;
      this.tag = tag;
    }

    /** Identity on purpose: equal addresses may differ in their scopes, and this costs nothing. */
    @SuppressWarnings("ReferenceEquality")
    void remember(InetSocketAddress sender) {
      if (sender == last) {
        return;
      }
      InetAddress address = sender.getAddress();
      last = sender;
      lastHigh = AddressBits.high(address);
      lastLow = AddressBits.low(address);
      lastScope =
          address instanceof Inet6Address six && six.isLinkLocalAddress() ? six.getScopeId() : 0;
    }
  }

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ReceivedDatagram datagram = new ReceivedDatagram();
  private final ArrayList<Source> sources = new ArrayList<>();
  private final ArrayList<Source> ready = new ArrayList<>();

  // What waits. Which calls of the system Java makes of it is not known, and not told.
  private final CallRun selects = new CallRun(Calls.NO_DESCRIPTOR, "Selector.select", "…");
  private final CallRun looks = new CallRun(Calls.NO_DESCRIPTOR, "Selector.selectNow", "…");
  private final List<CallSource> waits = List.of(selects, looks);

  /** One object for all calls. */
  @SuppressWarnings("UnnecessaryLambda")
  private final Consumer<SelectionKey> collect = key -> ready.add((Source) key.attachment());

  /** Set by any thread: {@link #remove} also uses the selector, and would eat its wake-up. */
  private final AtomicBoolean woken = new AtomicBoolean();

  NioReceiveSet() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector", e);
    }
    datagram.memory = MemorySegment.ofBuffer(buffer);
  }

  @Override
  public CallSource add(UdpSocket socket, int tag) {
    DatagramChannel channel = channel(socket);
    var source = new Source(channel, tag);
    try {
      channel.register(selector, SelectionKey.OP_READ, source);
      forget(channel);
      sources.add(source);
      return source.calls;
    } catch (ClosedChannelException e) {
      throw new IllegalStateException("the socket is closed", e);
    }
  }

  private boolean forget(DatagramChannel channel) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).channel.equals(channel)) {
        sources.remove(i).calls.finish();
        return true;
      }
    }
    return false;
  }

  @Override
  public List<CallSource> waits() {
    return waits;
  }

  private static DatagramChannel channel(UdpSocket socket) {
    if (socket instanceof NioSocket ours) {
      return ours.channel();
    }
    throw new IllegalArgumentException("a socket of another provider");
  }

  @Override
  public void remove(UdpSocket socket) {
    DatagramChannel channel = channel(socket);
    if (!forget(channel)) {
      return;
    }
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      key.cancel();
    }
    try {
      // A cancelled key stays registered until the next selection, and a channel closed before
      // that would keep its descriptor, and its port, open.
      counted(looks, selector.selectNow(_ -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int receive(DatagramSink sink, int timeoutMs) {
    ready.clear();
    dropClosed(sink);
    try {
      if (woken.getAndSet(false) || timeoutMs == 0) {
        counted(looks, selector.selectNow(collect));
      } else {
        // 0 waits without end here.
        counted(selects, selector.select(collect, Math.max(0, timeoutMs)));
        woken.set(false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int count = 0;
    for (int i = 0; i < ready.size(); i++) {
      count += drain(ready.get(i), sink);
    }
    return count;
  }

  private static void counted(CallRun calls, int selected) {
    calls.returned(System.nanoTime(), selected, 0, 0);
  }

  /** A channel that was closed without being removed is told once; the selector forgets it too. */
  private void dropClosed(DatagramSink sink) {
    for (int i = sources.size() - 1; i >= 0; i--) {
      Source source = sources.get(i);
      if (!source.channel.isOpen()) {
        sources.remove(i).calls.finish();
        sink.failed(source.tag, failed(new ClosedChannelException()));
      }
    }
  }

  /** Hands over a batch of one socket; what is left makes the next selection return at once. */
  private int drain(Source source, DatagramSink sink) {
    long atNs = System.nanoTime();
    for (int count = 0; count < BATCH; count++) {
      InetSocketAddress sender;
      try {
        buffer.clear();
        sender = (InetSocketAddress) source.channel.receive(buffer);
      } catch (IOException e) {
        sink.failed(source.tag, failed(e));
        return count;
      }
      if (sender == null) {
        source.calls.returned(atNs, 0, 0, 0);
        return count;
      }
      source.calls.returned(atNs, buffer.position(), 1, buffer.position());
      source.remember(sender);
      handOver(source, sender.getPort(), sink);
    }
    return BATCH;
  }

  private static SystemCall failed(IOException e) {
    return new SystemCall(
        Instant.now(), 0, Calls.NO_DESCRIPTOR, "DatagramChannel.receive", "", -1, JavaErrors.of(e));
  }

  private void handOver(Source source, int port, DatagramSink sink) {
    datagram.clear();
    datagram.tag = source.tag;
    datagram.payloadOffset = 0;
    datagram.payloadLengthBytes = buffer.position();
    datagram.trueLengthBytes = buffer.position();
    datagram.sourceHigh = source.lastHigh;
    datagram.sourceLow = source.lastLow;
    datagram.sourceScope = source.lastScope;
    datagram.sourcePort = port;
    sink.accept(datagram);
  }

  @Override
  public void wakeUp() {
    woken.set(true);
    selector.wakeup();
  }

  @Override
  public void close() {
    selects.finish();
    looks.finish();
    sources.forEach(each -> each.calls.finish());
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
