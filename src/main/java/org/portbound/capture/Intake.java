package org.portbound.capture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * Takes what a {@link ReceiveSet} hands over: appends it to the log, counts it, and notes what the
 * events must be told. Belongs to the receiving thread, except {@link #notStored()}.
 */
final class Intake implements DatagramSink {
  private static final byte[] EXIT = {'e', 'x', 'i', 't'};

  /**
   * What the shortest datagram takes of a receive buffer, in bytes: at least its sk_buff
   * (include/linux/skbuff.h, SKB_TRUESIZE), which is over 200.
   */
  private static final int MIN_QUEUED_BYTES = 200;

  /** Stands for a buffer whose size is not known, in bytes. */
  private static final int UNKNOWN_BUFFER_BYTES = 1 << 20;

  private static final long NOT_STAMPED = Long.MIN_VALUE;

  private final DatagramLog log;
  private final Receiver.Events events;
  private final ArrayList<@Nullable IntakeSource> sources = new ArrayList<>();
  private final ArrayDeque<Runnable> pending = new ArrayDeque<>();
  private final AtomicLong notStored = new AtomicLong();

  /** Our own time of receipt for the batch under way, in nanoseconds since 1970. */
  private long stampNs;

  /** Get every datagram too. */
  private final Taps taps = new Taps(this::unexpected);

  /** The first exception of the round under way. */
  private @Nullable Throwable roundError;

  Intake(DatagramLog log, Receiver.Events events) {
    this.log = log;
    this.events = events;
  }

  /** Makes a place for a socket and returns its tag. */
  int enter(UdpSocket socket, int listener, boolean closeOnExit, ListenerCount count) {
    if (find(socket) != null) {
      throw new IllegalStateException("listener " + listener + ": the socket is already added");
    }
    int free = sources.indexOf(null);
    int tag = free < 0 ? sources.size() : free;
    var source = new IntakeSource(socket, listener, tag, closeOnExit, count);
    if (free < 0) {
      sources.add(source);
    } else {
      sources.set(tag, source);
    }
    return tag;
  }

  void leave(int tag) {
    sources.set(tag, null);
  }

  @Nullable IntakeSource find(UdpSocket socket) {
    for (IntakeSource each : sources) {
      if (each != null && each.socket.equals(socket)) {
        return each;
      }
    }
    return null;
  }

  /** The most datagrams that can wait in a socket's queue at one moment. */
  static long mostWaiting(UdpSocket socket) {
    return socket.receiveBufferBytes().orElse(UNKNOWN_BUFFER_BYTES) / MIN_QUEUED_BYTES + 1L;
  }

  /** Asks the socket itself for its drops: those after the last datagram come with none. */
  void lastDrops(IntakeSource source) {
    source.socket.droppedByKernel().ifPresent(source::dropped);
  }

  /**
   * Receives once; what goes wrong unexpectedly becomes an event.
   *
   * @return whether all went well
   */
  boolean round(ReceiveSet set, int timeoutMs) {
    stampNs = NOT_STAMPED;
    roundError = null;
    try {
      set.receive(this, timeoutMs);
    } catch (RuntimeException | Error e) {
      noteError(e);
    }
    taps.roundOver();
    return tellRoundError();
  }

  /** Puts a tap in. */
  void addTap(DatagramTap tap) {
    taps.add(tap);
  }

  /** Takes a tap out; what it throws becomes an event. */
  void removeTap(DatagramTap tap) {
    taps.remove(tap);
  }

  /** Takes all taps out. */
  void removeTaps() {
    taps.removeAll();
  }

  /** Returns whether there was none. */
  private boolean tellRoundError() {
    Throwable error = roundError;
    if (error != null) {
      unexpected(error);
    }
    return error == null;
  }

  /** Has the events told of an exception, once the round is over. */
  void unexpected(Throwable error) {
    pending.add(() -> events.unexpected(error));
  }

  private void noteError(Throwable error) {
    if (roundError == null) {
      roundError = error;
    }
  }

  /** Takes one datagram of a socket that is not in the set; none if the socket was removed. */
  void take(UdpSocket socket, ReceivedDatagram datagram) {
    IntakeSource source = find(socket);
    if (source == null) {
      return;
    }
    stampNs = NOT_STAMPED;
    roundError = null;
    datagram.tag = source.tag;
    accept(datagram);
    taps.roundOver();
    tellRoundError();
  }

  /** Appends a row for a datagram that we sent; it counts for nothing that was received. */
  void sent(SentDatagram sent) {
    roundError = null;
    ReceivedDatagram row = sent.row();
    try {
      log.append(row, sent.timeNs());
      taps.accept(row, sent.timeNs());
    } catch (RuntimeException | Error e) {
      noteError(e);
    }
    taps.roundOver();
    tellRoundError();
  }

  @Override
  public void accept(ReceivedDatagram datagram) {
    IntakeSource source = sources.get(datagram.tag);
    if (source == null) {
      throw new IllegalStateException("a datagram from a socket that was removed");
    }
    source.received++;
    store(datagram, source);
    source.count.received(datagram);
    source.dropped(datagram.droppedByKernel);
    if (source.closeOnExit && isExit(datagram)) {
      source.closeOnExit = false;
      pending.add(() -> requestClose(source));
    }
  }

  private void store(ReceivedDatagram datagram, IntakeSource source) {
    boolean stamped = datagram.kernelTimeNs != ReceivedDatagram.NO_TIME;
    if (!stamped && stampNs == NOT_STAMPED) {
      stampNs = nowNs();
    }
    datagram.tag = source.listener;
    int givenPort = datagram.destinationPort;
    if (givenPort == 0) {
      datagram.destinationPort = source.port;
    }
    try {
      log.append(datagram, stampNs);
      taps.accept(datagram, stamped ? datagram.kernelTimeNs : stampNs);
    } catch (RuntimeException | Error e) {
      // The rest of the batch is stored all the same if it can be.
      notStored.setRelease(notStored.getPlain() + 1);
      source.count.notStored();
      noteError(e);
    } finally {
      // The provider may set them once for a whole batch.
      datagram.tag = source.tag;
      datagram.destinationPort = givenPort;
    }
  }

  private void requestClose(IntakeSource source) {
    // Not if it was removed meanwhile: the listener may have another socket by now.
    if (sources.get(source.tag) == source) {
      events.closeRequested(source.listener);
    }
  }

  private static long nowNs() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** {@code exit}, with the line end or blanks that a terminal program leaves behind it. */
  private static boolean isExit(ReceivedDatagram datagram) {
    MemorySegment memory = datagram.memory;
    int lengthBytes = datagram.payloadLengthBytes;
    if (lengthBytes < EXIT.length || lengthBytes < datagram.trueLengthBytes) {
      return false;
    }
    for (int i = 0; i < lengthBytes; i++) {
      byte each = memory.get(ValueLayout.JAVA_BYTE, datagram.payloadOffset + i);
      boolean fits =
          i < EXIT.length ? each == EXIT[i] : each == ' ' || each == '\r' || each == '\n';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void failed(int tag, SystemCall call) {
    IntakeSource source = sources.get(tag);
    if (source != null) {
      pending.add(() -> events.failed(source.listener, call));
    }
  }

  /** The next thing to tell the events, or null. */
  @Nullable Runnable nextEvent() {
    return pending.poll();
  }

  /** Any thread. */
  long notStored() {
    return notStored.getAcquire();
  }
}
