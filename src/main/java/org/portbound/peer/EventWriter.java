package org.portbound.peer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The peer's events, one line each. When the pipe is full the writer waits, so that a flood is held
 * back to the kernel's own queue, which drops and counts; nothing is dropped here.
 *
 * <p>Any thread; {@code lock} guards everything, and is fair, so that a flood of datagrams does not
 * keep a reply waiting.
 */
final class EventWriter {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final OutputStream out;
  private boolean readerGone;

  EventWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  /** Writes an event into the batch. */
  void write(Map<String, Object> event) {
    write(event, false);
  }

  /** Writes an event and sends the batch on its way. */
  void writeNow(Map<String, Object> event) {
    write(event, true);
  }

  /** Sends the batch on its way. */
  void flush() {
    lock.lock();
    try {
      if (!readerGone) {
        out.flush();
      }
    } catch (IOException e) {
      readerGone = true;
    } finally {
      lock.unlock();
    }
  }

  private void write(Map<String, Object> event, boolean now) {
    lock.lock();
    try {
      if (!readerGone) {
        out.write(JSON.std.asBytes(event));
        out.write('\n');
        if (now) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // Nobody reads any more: the process that started this one is gone, standard input has
      // ended too, and that ends the peer. There is nobody left to tell.
      readerGone = true;
    } finally {
      lock.unlock();
    }
  }
}
