package org.portbound.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts equal calls that are made so often that a line for each would bury all others. Counting
 * makes no object and takes no lock.
 *
 * <p>One thread counts, or several whom a lock of theirs keeps apart; any thread reads. {@link
 * #version} is odd while the figures change: who reads them takes them again if it was odd or
 * another one meanwhile.
 */
public final class CallRun implements CallSource {
  /** Errors beyond so many kinds are counted as the last of them. */
  private static final int KINDS = 8;

  private static final VarHandle VERSION;
  private static final VarHandle CALLS;

  static {
    try {
      VERSION = MethodHandles.lookup().findVarHandle(CallRun.class, "version", int.class);
      CALLS = MethodHandles.lookup().findVarHandle(CallRun.class, "calls", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int descriptor;
  private final String name;
  private final String arguments;

  private int version;

  // The figures.
  private long calls;
  private long datagrams;
  private long bytes;
  private long empty;
  private long result;
  private long firstNs;
  private long lastNs;
  private @Nullable Errno errno;
  private final @Nullable Errno[] kinds = new Errno[KINDS];
  private final long[] failures = new long[KINDS];

  /** The section that the last call belongs to; the counting thread's own. */
  private int counted = -1;

  private volatile int section;
  private volatile boolean ended;

  /**
   * No call yet.
   *
   * @param descriptor of the socket, or −1
   * @param name name of the call
   * @param arguments as strace prints them, without the parentheses
   */
  public CallRun(int descriptor, String name, String arguments) {
    this.descriptor = descriptor;
    this.name = name;
    this.arguments = arguments;
  }

  /**
   * A call succeeded.
   *
   * @param atNs when, by {@link System#nanoTime()}
   * @param returned what it returned
   * @param datagramsNow how many datagrams it took or sent
   * @param bytesNow their payload, in bytes
   */
  public void returned(long atNs, long returned, long datagramsNow, long bytesNow) {
    begin(atNs);
    datagrams += datagramsNow;
    bytes += bytesNow;
    if (returned == 0) {
      empty++;
    }
    result = returned;
    errno = null;
    changed();
  }

  /**
   * Several calls succeeded.
   *
   * @param atNs when the last did, by {@link System#nanoTime()}
   * @param count how many
   * @param zeros how many of them returned 0
   * @param last what the last returned
   */
  void returnedEach(long atNs, long count, long zeros, long last) {
    begin(atNs);
    CALLS.setOpaque(this, calls + count - 1);
    empty += zeros;
    result = last;
    errno = null;
    changed();
  }

  /**
   * A call returned −1.
   *
   * @param atNs when, by {@link System#nanoTime()}
   */
  public void failed(long atNs, Errno why) {
    begin(atNs);
    int kind = 0;
    while (kind < KINDS - 1 && kinds[kind] != null && !why.is(kinds[kind])) {
      kind++;
    }
    if (kinds[kind] == null) {
      kinds[kind] = why;
    }
    failures[kind]++;
    result = -1;
    errno = why;
    changed();
  }

  /** A call as it was noted. */
  public void add(SystemCall call, long datagramsNow, long bytesNow) {
    long nowNs = System.nanoTime();
    Errno why = call.errno();
    if (why == null) {
      returned(nowNs, call.result(), datagramsNow, bytesNow);
    } else {
      failed(nowNs, why);
    }
  }

  private void begin(long atNs) {
    VERSION.setOpaque(this, version + 1);
    VarHandle.storeStoreFence();
    int now = section;
    if (now != counted) {
      counted = now;
      firstNs = atNs;
    }
    CALLS.setOpaque(this, calls + 1);
    lastNs = atNs;
  }

  private void changed() {
    VERSION.setRelease(this, version + 1);
  }

  /** There will be no more calls; after the last one was counted. */
  public void finish() {
    ended = true;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public synchronized void beginSection() {
    section++;
  }

  @Override
  public long calls() {
    return (long) CALLS.getOpaque(this);
  }

  @Override
  public CallTotals totals() {
    while (true) {
      int before = (int) VERSION.getAcquire(this);
      CallTotals read = read();
      VarHandle.loadLoadFence();
      if ((before & 1) == 0 && before == (int) VERSION.getOpaque(this)) {
        return read;
      }
      Thread.onSpinWait();
    }
  }

  private CallTotals read() {
    Map<String, Long> byKind = new TreeMap<>();
    for (int i = 0; i < KINDS; i++) {
      Errno kind = kinds[i];
      if (kind != null) {
        byKind.put(kind.name(), failures[i]);
      }
    }
    Instant now = Instant.now();
    long nowNs = System.nanoTime();
    return new CallTotals(
        descriptor,
        name,
        arguments,
        calls,
        datagrams,
        bytes,
        empty,
        result,
        errno,
        now.minusNanos(nowNs - firstNs),
        now.minusNanos(nowNs - lastNs),
        byKind);
  }
}
