package org.portbound.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes on a thread of its own, {@code file-record}: a disk that stalls keeps nobody waiting until
 * {@link #MOST_BYTES} wait for it. The buffer that came free last is used first, so that as long as
 * the disk keeps up a few of them stay in the processor's caches.
 *
 * <p>Threads: one thread hands over; any asks. {@code this} guards what waits.
 */
final class BackgroundOutput implements BlockOutput {
  /** As much may wait for the disk, in bytes; whoever hands over more waits. */
  static final int MOST_BYTES = 128 << 20;

  private static final int MOST_BUFFERS = MOST_BYTES / BlockBuffer.SIZE_BYTES;

  /** What the thread is to do, in the order in which it was asked for. */
  private sealed interface Task {
    /** Begin a file. */
    record Begin(Path path, boolean replace) implements Task {}

    /** Write what is in a buffer. */
    record Write(BlockBuffer blocks) implements Task {}

    /** End the file. */
    record End() implements Task {}

    /** End the thread. */
    record Finish() implements Task {}
  }

  private final Consumer<Path> begun;
  private final BiConsumer<Path, IOException> failed;
  private final Thread thread;

  // Guarded by this; the first buffer is the writer's from the beginning.
  private final ArrayDeque<Task> tasks = new ArrayDeque<>();
  private final ArrayDeque<BlockBuffer> free = new ArrayDeque<>();
  private int buffers = 1;
  private boolean broken;

  // The thread's own, once it runs.
  private @Nullable BlockFile file;
  private @Nullable Path path;

  // Set by the thread, read by any.
  private volatile long bytes;
  private volatile long packets;

  /**
   * Not yet started: what comes waits.
   *
   * @param begun told of each file when it is there, on the thread that made it
   * @param failed told on the thread, once, of the file and the error that ended everything
   */
  BackgroundOutput(Consumer<Path> begun, BiConsumer<Path, IOException> failed) {
    this.begun = begun;
    this.failed = failed;
    this.thread = Thread.ofPlatform().name("file-record").daemon().unstarted(this::run);
  }

  /** Does what waits, blocking, and then starts the thread; it does not start after an error. */
  synchronized void start() throws IOException {
    try {
      while (!tasks.isEmpty()) {
        perform(tasks.removeFirst());
      }
    } catch (IOException e) {
      throw closed(e);
    }
    thread.start();
  }

  /** Begins a file once what waits is written. */
  @Override
  public void begin(Path next, boolean replace) {
    add(new Task.Begin(next, replace));
  }

  /** Waits if too much waits already. */
  @Override
  public BlockBuffer write(BlockBuffer blocks) {
    add(new Task.Write(blocks));
    BlockBuffer empty = takeFree();
    return empty == null ? new BlockBuffer() : empty;
  }

  @Override
  public void end() {
    add(new Task.End());
  }

  /** Nothing more comes; the thread ends when all is written. */
  void finish() {
    add(new Task.Finish());
  }

  private synchronized void add(Task task) {
    if (!broken) {
      tasks.addLast(task);
      notifyAll();
    } else if (task instanceof Task.Write(BlockBuffer blocks)) {
      release(blocks);
    }
  }

  private synchronized void release(BlockBuffer blocks) {
    blocks.clear();
    free.addFirst(blocks);
    notifyAll();
  }

  /** An empty buffer, or null if one may be made. */
  private synchronized @Nullable BlockBuffer takeFree() {
    boolean interrupted = false;
    while (free.isEmpty() && buffers == MOST_BUFFERS) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    buffers += free.isEmpty() ? 1 : 0;
    return free.pollFirst();
  }

  /** Whether a write would not have to wait. */
  synchronized boolean hasRoom() {
    return !free.isEmpty() || buffers < MOST_BUFFERS;
  }

  /** Bytes in files so far. */
  long bytes() {
    return bytes;
  }

  /** Packets in files so far. */
  long packets() {
    return packets;
  }

  /** Whether the thread has ended: nothing more will be written. */
  boolean isOver() {
    return !thread.isAlive();
  }

  /** Waits until the thread has ended. */
  void await() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Task next = take(); !(next instanceof Task.Finish); next = take()) {
        perform(next);
      }
    } catch (IOException e) {
      failed.accept(Objects.requireNonNull(path), closed(e));
    } finally {
      giveUp();
    }
  }

  private IOException closed(IOException because) {
    try {
      close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
    return because;
  }

  private void close() throws IOException {
    BlockFile current = file;
    file = null;
    if (current != null) {
      current.close();
    }
  }

  private synchronized Task take() {
    while (tasks.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }
    return tasks.removeFirst();
  }

  private void perform(Task task) throws IOException {
    switch (task) {
      case Task.Begin(Path next, boolean replace) -> {
        path = next;
        file = BlockFile.create(next, replace);
        begun.accept(next);
      }
      case Task.Write(BlockBuffer blocks) -> write(blocks, Objects.requireNonNull(file));
      case Task.End _ -> close();
      case Task.Finish _ -> throw new IllegalStateException("the thread has ended");
    }
  }

  private void write(BlockBuffer blocks, BlockFile into) throws IOException {
    long before = into.bytes();
    int lost = 0;
    try {
      into.write(blocks);
    } catch (IOException e) {
      lost = blocks.count(Pcapng.ENHANCED_PACKET, (int) (into.bytes() - before));
      throw e;
    } finally {
      bytes += into.bytes() - before;
      packets += blocks.packets() - lost;
      release(blocks);
    }
  }

  /** What waits is lost, and what comes. */
  private synchronized void giveUp() {
    broken = true;
    for (Task each : tasks) {
      if (each instanceof Task.Write(BlockBuffer blocks)) {
        release(blocks);
      }
    }
    tasks.clear();
  }
}
