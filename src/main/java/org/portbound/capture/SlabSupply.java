package org.portbound.capture;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log's slabs, ahead of its writer if {@link #start} was called: the first touch of a
 * slab's pages takes as long as some hundred datagrams, in which a receive buffer can run over.
 *
 * <p>Threads: the writer takes; the thread {@code capture-slabs} makes, and ends when there are as
 * many as the log may have.
 */
final class SlabSupply {
  /** How many slabs wait for the writer. */
  private static final int AHEAD = 16;

  private final IntFunction<Slab> allocator;
  private final int slabBytes;
  private final int mostSlabs;
  private final ArrayBlockingQueue<Slab> ready = new ArrayBlockingQueue<>(AHEAD);

  /** How many the writer asked for; it alone changes it. */
  private final AtomicInteger taken = new AtomicInteger();

  /** The memory gave no more. */
  private volatile boolean exhausted;

  SlabSupply(IntFunction<Slab> allocator, int slabBytes, int mostSlabs) {
    this.allocator = allocator;
    this.slabBytes = slabBytes;
    this.mostSlabs = mostSlabs;
  }

  /** Starts the thread; it ends early if it is interrupted. Once in a supply's life. */
  Thread start() {
    return Thread.ofPlatform().name("capture-slabs").daemon().start(this::makeAhead);
  }

  private void makeAhead() {
    try {
      while (taken.get() + ready.size() < mostSlabs) {
        ready.put(allocator.apply(slabBytes));
      }
    } catch (OutOfMemoryError e) {
      // The writer finds out when it asks for the next one.
      exhausted = true;
    } catch (InterruptedException e) {
      // Who interrupts ends the supply ahead; the writer makes its slabs itself from now on.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A slab; writer only.
   *
   * @param needed ask the memory again, even if it gave no more before
   * @return null if the memory gives no more
   */
  @Nullable Slab take(boolean needed) {
    taken.setRelease(taken.getPlain() + 1);
    Slab slab = ready.poll();
    if (slab != null || (exhausted && !needed)) {
      return slab;
    }
    try {
      return allocator.apply(slabBytes);
    } catch (OutOfMemoryError e) {
      return null;
    }
  }
}
