package org.portbound.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.DatagramTap;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.text.Message;

/**
 * Writes every datagram into a pcapng file as it arrives: {@link #start} one, give it to {@link
 * org.portbound.capture.Receiver#tap}, take it out again to end it, and {@link #awaitEnd}. {@code
 * workbench.Recording} does all of that.
 *
 * <p>The receiving thread makes the blocks, a thread of its own writes them: while a disk stalls,
 * they wait in memory, up to {@link BackgroundOutput#MOST_BYTES}. Then the receiving thread waits
 * too, and what the sockets cannot hold meanwhile is dropped, and counted, by the kernel.
 *
 * <p>A write that fails, as when the disk is full, ends the recording and nothing else: the file
 * keeps its whole blocks, {@link Events#stopped} is told, and what comes after is ignored.
 *
 * <p>Threads: the methods of {@link DatagramTap} belong to the receiving thread; the others to any.
 */
public final class Recorder implements DatagramTap {
  /** What a recording tells by itself. */
  public interface Events {
    /** It stopped because of an error; told once, on a thread of its own. */
    void stopped(Message why);

    /** Something did not go as asked, and it goes on; told on a thread of its own. */
    void warning(Message what);
  }

  /** What is written sits no longer than this in memory while datagrams come, in nanoseconds. */
  private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What a datagram takes beside its payload, its interface's block and a comment included. */
  private static final int ROOM_BYTES = 1_024;

  private final RecordPlan plan;
  private final Events events;
  private final RollingFiles files;
  private final BackgroundOutput output;
  private final PcapngWriter writer;

  // The receiving thread's own.
  private boolean over;
  private long flushedNs = System.nanoTime();

  // Set by one thread, read by any.
  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile Path file;
  private volatile boolean waiting;
  private volatile @Nullable Message failure;

  private Recorder(
      RecordPlan plan, Events events, RecordedListeners listeners, RollingFiles files, Path first) {
    this.plan = plan;
    this.events = events;
    this.files = files;
    this.file = first;
    this.output = new BackgroundOutput(this::begun, this::failed);
    this.writer = new PcapngWriter(listeners, output);
  }

  /**
   * Makes the first file; blocks.
   *
   * @param listeners asked on the receiving thread
   */
  public static RecordStart start(RecordPlan plan, RecordedListeners listeners, Events events) {
    Path first = plan.file();
    try {
      var files = new RollingFiles(plan, events::warning);
      first = files.next();
      var recorder = new Recorder(plan, events, listeners, files, first);
      recorder.writer.begin(first, plan.replace() && plan.maxFileBytes() == 0);
      recorder.output.start();
      return new RecordStart.Started(recorder);
    } catch (IOException e) {
      return new RecordStart.NotStarted(FileErrors.notMade(first, e));
    }
  }

  /**
   * How it stands; the numbers are those at the end of the last round of receiving, what waits for
   * the disk included, or, once it failed, those of what is in the files.
   */
  public RecordState state() {
    Message why = failure;
    return new RecordState(
        file,
        begun.get(),
        why == null ? datagrams.getAcquire() : output.packets(),
        why == null ? bytes.getAcquire() : output.bytes(),
        why == null && !output.isOver(),
        Optional.ofNullable(why));
  }

  /** Waits until all is written, after the end. */
  public void awaitEnd() {
    output.await();
  }

  /**
   * Whether something waits in memory. It goes into the file in the course of a round of receiving:
   * whoever finds this true for long wakes the receiver up.
   */
  public boolean waiting() {
    return waiting;
  }

  @Override
  public void accept(ReceivedDatagram datagram, long timeNs) {
    if (over) {
      return;
    }
    try {
      if (plan.maxFileBytes() > 0
          && writer.fileBytes() + datagram.payloadLengthBytes + ROOM_BYTES > plan.maxFileBytes()) {
        writer.finish();
        writer.begin(files.next(), false);
      }
      writer.write(datagram, timeNs, null);
    } catch (IOException e) {
      throw notHere(e);
    }
    if (writer.datagrams() == plan.maxDatagrams()) {
      ended();
    }
  }

  /** On this thread nothing is written, so nothing fails. */
  private static UncheckedIOException notHere(IOException error) {
    return new UncheckedIOException(error);
  }

  private void begun(Path next) {
    files.begun(next);
    file = next;
    begun.incrementAndGet();
  }

  @Override
  public void roundOver() {
    if (over) {
      return;
    }
    long nowNs = System.nanoTime();
    boolean holds = writer.waitingBytes() > 0;
    if (holds && nowNs - flushedNs >= FLUSH_NS && output.hasRoom()) {
      flush();
      holds = false;
    }
    if (!holds) {
      flushedNs = nowNs;
    }
    tell();
    if (waiting != holds) {
      waiting = holds;
    }
    over = failure != null;
  }

  private void flush() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw notHere(e);
    }
  }

  private void tell() {
    datagrams.setRelease(writer.datagrams());
    bytes.setRelease(writer.bytes());
  }

  @Override
  public void ended() {
    if (over) {
      return;
    }
    over = true;
    try {
      writer.finish();
    } catch (IOException e) {
      throw notHere(e);
    }
    tell();
    waiting = false;
    output.finish();
  }

  private void failed(Path which, IOException error) {
    Message why = Message.of("file.record.stopped", which, FileErrors.reason(error));
    failure = why;
    waiting = false;
    events.stopped(why);
  }
}
