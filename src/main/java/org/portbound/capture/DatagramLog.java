package org.portbound.capture;

import java.lang.foreign.Arena;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.ReceivedDatagram;

/**
 * The datagrams received, as rows of compact bytes outside the heap, within a budget. Rows are
 * numbered from 1 and keep their numbers; when the budget is used up the oldest rows go, a slab of
 * them at a time, and are counted by listener. Slabs are allocated as the log grows and then used
 * again for ever; a row costs no object.
 *
 * <p>Threads: one thread appends. Any thread reads and clears, and never makes the writer wait: a
 * reader copies a row and then asks whether its slab was recycled meanwhile (a sequence lock whose
 * sequence is {@link #recycledBelow}).
 */
public final class DatagramLog implements DatagramRows, RowReader {
  /** Smallest budget: two slabs, each of which takes the longest datagram. */
  public static final long MIN_BUDGET_BYTES = 256L << 10;

  /** Largest budget: more than machines have, and a count of slabs that an array takes. */
  public static final long MAX_BUDGET_BYTES = 1L << 38;

  /**
   * A slab's size, in bytes, unless the budget is small: what is given up at once, and what the
   * writer has to touch itself, some 80 µs, if nothing was made ahead of it.
   */
  private static final int SLAB_BYTES = 256 << 10;

  private static final int MIN_SLAB_BYTES = (int) (MIN_BUDGET_BYTES / 2);

  /** Frees the memory of logs that nobody holds any more. */
  private static final Cleaner CLEANER =
      Cleaner.create(Thread.ofPlatform().name("log-cleaner").daemon().factory());

  private final int slabBytes;
  private final SlabSupply supply;

  /** Slab n is in slot n % ring; an element is set once, before {@link #newest} tells of it. */
  private final @Nullable Slab[] slabs;

  /** Number of the first row in each slot's slab. */
  private final AtomicLongArray firstNumbers;

  /** The slabs in use at the most; the writer lowers it once if the memory gives no more. */
  private volatile int ring;

  /** The slab that is being filled, counted from 0 on since the beginning; −1 before the first. */
  private final AtomicLong newest = new AtomicLong(-1);

  /** Rows below this number are recycled, or about to be. */
  private final AtomicLong recycledBelow = new AtomicLong(1);

  private final AtomicLong clearedBelow = new AtomicLong(1);
  private final AtomicLong end = new AtomicLong(1);
  private final EvictedCounts evicted = new EvictedCounts();

  /** The slab that is being filled; the writer's own. */
  private @Nullable Slab current;

  /**
   * An empty log.
   *
   * @param budgetBytes memory for rows, in bytes
   * @throws IllegalArgumentException if the budget is below {@link #MIN_BUDGET_BYTES} or above
   *     {@link #MAX_BUDGET_BYTES}
   */
  @SuppressWarnings("MustBeClosed") // The cleaner closes it.
  public DatagramLog(long budgetBytes) {
    // Not the arena that the collector frees: it gives no more in all than the heap's own limit.
    this(budgetBytes, Arena.ofShared());
  }

  private DatagramLog(long budgetBytes, Arena arena) {
    this(budgetBytes, sizeBytes -> new Slab(arena, sizeBytes));
    CLEANER.register(this, arena::close);
  }

  /** For tests: slabs from elsewhere. */
  DatagramLog(long budgetBytes, IntFunction<Slab> allocator) {
    if (budgetBytes < MIN_BUDGET_BYTES || budgetBytes > MAX_BUDGET_BYTES) {
      throw new IllegalArgumentException("a budget of " + budgetBytes + " bytes");
    }
    this.slabBytes = Math.clamp(budgetBytes / 16, MIN_SLAB_BYTES, SLAB_BYTES) & -8;
    this.ring = Math.toIntExact(budgetBytes / slabBytes);
    this.supply = new SlabSupply(allocator, slabBytes, ring);
    this.slabs = new Slab[ring];
    this.firstNumbers = new AtomicLongArray(ring);
  }

  /**
   * Appends a datagram; the writing thread only.
   *
   * @param datagram its {@code tag} is the listener: its number, or 0 for none
   * @param receivedNs our own time of receipt, in nanoseconds since 1970, taken if the kernel gave
   *     none
   * @throws IllegalArgumentException if the payload is longer than 65,535 bytes
   * @throws OutOfMemoryError if not even two slabs could be had; the datagram is not stored
   */
  public void append(ReceivedDatagram datagram, long receivedNs) {
    if (datagram.payloadLengthBytes > Slab.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a payload of " + datagram.payloadLengthBytes + " bytes is no datagram's");
    }
    long timeNs =
        datagram.kernelTimeNs == ReceivedDatagram.NO_TIME ? receivedNs : datagram.kernelTimeNs;
    Slab slab = current;
    if (slab == null || !slab.append(datagram, timeNs)) {
      slab = nextSlab();
      if (!slab.append(datagram, timeNs)) {
        throw new IllegalStateException("an empty slab has no room for a row");
      }
    }
    end.setRelease(end.getPlain() + 1);
    // The writer relies on it that the memory lives as long as the log does.
    Reference.reachabilityFence(this);
  }

  /** Begins the next slab: a new one while the budget lasts, then the oldest again. */
  private Slab nextSlab() {
    long next = newest.getPlain() + 1;
    if (next < ring) {
      grow((int) next);
    }
    int slot = (int) (next % ring);
    Slab slab = slabAt(slot);
    if (next >= ring) {
      recycle(next - ring, slab);
    }
    slab.reset();
    firstNumbers.setRelease(slot, end.getPlain());
    newest.setRelease(next);
    current = slab;
    return slab;
  }

  private void grow(int slot) {
    Slab slab = supply.take(slot < 2);
    if (slab != null) {
      slabs[slot] = slab;
    } else if (slot < 2) {
      throw new OutOfMemoryError("no memory for the log's first slabs");
    } else {
      // The machine has less than the budget: what is there goes round. Slabs up to here keep
      // their slots, because their numbers are below the new size. See capacityBytes().
      ring = slot;
    }
  }

  /** Gives up the rows of the oldest slab, before a byte of it changes. */
  private void recycle(long oldest, Slab slab) {
    long from = recycledBelow.getPlain();
    long below = firstNumbers.getPlain((int) ((oldest + 1) % ring));
    long cleared = Math.clamp(clearedBelow.get(), from, below) - from;
    recycledBelow.set(below);
    slab.countRows((int) cleared, evicted);
    // Readers that see a byte of the next filling must see the new recycledBelow too.
    VarHandle.storeStoreFence();
  }

  private Slab slabAt(int slot) {
    Slab slab = slabs[slot];
    if (slab == null) {
      throw new IllegalStateException("slot " + slot + " has no slab");
    }
    return slab;
  }

  /** The number that the next row will have: the newest is one below, the log's first ever is 1. */
  @Override
  public long end() {
    return end.getAcquire();
  }

  /** The oldest number still held; the same as {@link #end()} if there is no row. */
  @Override
  public long first() {
    return Math.max(recycledBelow.get(), clearedBelow.get());
  }

  /**
   * How many rows were given up so far because the budget was used up; cleared ones not counted.
   */
  public long evicted() {
    return evicted.all();
  }

  /** How many of a listener's rows were given up, as {@link #evicted()} counts them. */
  public long evicted(int listener) {
    return evicted.of(listener);
  }

  /**
   * Starts a thread that makes slabs ahead of the writer until there are enough; whoever runs the
   * writing thread calls it once, and interrupts it at the end.
   */
  Thread growAhead() {
    return supply.start();
  }

  /**
   * How much memory the rows may take, in bytes: the budget, rounded down to whole slabs, or less
   * if the machine did not give as much.
   */
  public long capacityBytes() {
    return (long) ring * slabBytes;
  }

  /**
   * Forgets all rows that are there now; any thread. Numbers go on.
   *
   * @return the oldest number that was held, for {@link #restore}
   */
  public long clear() {
    long oldest = first();
    clearedBelow.accumulateAndGet(end(), Math::max);
    return oldest;
  }

  /**
   * Takes a clearing back: the rows from this number on are there again, except those whose memory
   * was used for newer ones meanwhile, which {@link #first()} tells. Any thread. A view that was
   * made before counts from where it began; it is to be made anew.
   */
  public void restore(long oldest) {
    clearedBelow.set(oldest);
  }

  /**
   * Copies a row out; any thread. For many of them in order, {@link #reader} is quicker.
   *
   * @param into overwritten, even if the answer is false
   * @return false if there is no such row: evicted, cleared or not received yet
   */
  @Override
  public boolean read(long number, Datagram into) {
    return reader().read(number, into);
  }

  @Override
  public boolean readHead(long number, Datagram into) {
    return reader().readHead(number, into);
  }

  /** The slab that is being filled, counted from 0; −1 if there is none. */
  long newestSlab() {
    return newest.getAcquire();
  }

  /** The oldest slab that is kept beside a newest one. */
  long oldestSlab(long newestSlab) {
    return Math.max(0, newestSlab - ring + 1);
  }

  /** The number of a slab's first row; of a newer one in its place if it was recycled. */
  long firstNumber(long slab) {
    return firstNumbers.getAcquire((int) (slab % ring));
  }

  /** A slab, or the same one filled anew. */
  Slab slab(long slab) {
    return slabAt((int) (slab % ring));
  }

  /** Whether the slab that began with this number was given up, or is about to be. */
  boolean isRecycled(long firstNumber) {
    return recycledBelow.get() > firstNumber;
  }

  /** One that finds the next row without a search. Any thread. */
  @Override
  public RowReader reader() {
    return new LogReader(this);
  }

  /** The row in an object of its own, or null if there is no such row; any thread. */
  public @Nullable Datagram get(long number) {
    var row = new Datagram();
    return read(number, row) ? row : null;
  }
}
