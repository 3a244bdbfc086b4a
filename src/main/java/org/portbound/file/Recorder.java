package org.portbound.file;

import java.io.IOException;
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
 * org.portbound.capture.Receiver#tap}, and take it out again to end it. {@code workbench.Recording}
 * does all of that.
 *
 * <p>A write that fails, as when the disk is full, ends the recording and nothing else: the file
 * keeps its whole blocks, {@link Events#stopped} is told, and what comes after is ignored.
 *
 * <p>Threads: the methods of {@link DatagramTap} belong to the receiving thread; {@link #state} and
 * {@link #waiting} to any.
 */
public final class Recorder implements DatagramTap {
  /** What a recording tells by itself. */
  public interface Events {
    /** It stopped because of an error; told once, on the receiving thread. */
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
  private final PcapngWriter writer;

  // The receiving thread's own.
  private boolean over;
  private long flushedNs = System.nanoTime();

  // Set by the receiving thread, read by any.
  private final AtomicLong datagrams = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile Path file;
  private volatile boolean running = true;
  private volatile boolean waiting;
  private volatile @Nullable Message failure;

  private Recorder(
      RecordPlan plan, Events events, RollingFiles files, PcapngWriter writer, Path first) {
    this.plan = plan;
    this.events = events;
    this.files = files;
    this.writer = writer;
    this.file = first;
    begun(first);
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
      var writer = new PcapngWriter(listeners);
      writer.begin(first, plan.replace() && plan.maxFileBytes() == 0);
      return new RecordStart.Started(new Recorder(plan, events, files, writer, first));
    } catch (IOException e) {
      return new RecordStart.NotStarted(FileErrors.notMade(first, e));
    }
  }

  /** How it stands; the numbers are those at the end of the last round of receiving. */
  public RecordState state() {
    return new RecordState(
        file,
        begun.get(),
        datagrams.getAcquire(),
        bytes.getAcquire(),
        running,
        Optional.ofNullable(failure));
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
        nextFile();
      }
      writer.write(datagram, timeNs, null);
      if (writer.datagrams() == plan.maxDatagrams()) {
        ended();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void nextFile() throws IOException {
    writer.finish();
    Path next = files.next();
    writer.begin(next, false);
    begun(next);
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
    if (holds && nowNs - flushedNs >= FLUSH_NS) {
      try {
        writer.flush();
        holds = false;
      } catch (IOException e) {
        fail(e);
        return;
      }
    }
    if (!holds) {
      flushedNs = nowNs;
    }
    tell();
    if (waiting != holds) {
      waiting = holds;
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
      tell();
    } catch (IOException e) {
      fail(e);
    }
    waiting = false;
    running = false;
  }

  private void fail(IOException error) {
    over = true;
    try {
      writer.close();
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    Message why = Message.of("file.record.stopped", file, FileErrors.why(error));
    tell();
    failure = why;
    waiting = false;
    running = false;
    events.stopped(why);
  }
}
