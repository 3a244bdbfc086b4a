package org.portbound.workbench;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was done on the workbench, in this order; the oldest goes when there is more than {@value
 * #CAPACITY}. What is done within {@link #unnoted} does not appear, nor what happens later to the
 * listeners and processes that were made there. Any thread; {@code this} guards all.
 */
public final class Chronicle {
  /** How much is kept. */
  public static final int CAPACITY = 500;

  private static final ScopedValue<Boolean> UNNOTED = ScopedValue.newInstance();

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final Set<Integer> hiddenListeners = new HashSet<>();
  private final Set<Integer> hiddenPeers = new HashSet<>();
  private long end = 1;

  Chronicle() {}

  /**
   * An act with its number.
   *
   * @param number its place, from 1
   * @param at when it was noted
   */
  public record Entry(long number, Instant at, Act act) {}

  /**
   * Does something of which nothing is noted, on this thread.
   *
   * @param <T> what it returns
   */
  public static <T> T unnoted(Supplier<T> work) {
    return ScopedValue.where(UNNOTED, true).call(work::get);
  }

  /** What is kept. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How much is not kept any more. */
  public synchronized long forgotten() {
    return end - 1 - entries.size();
  }

  synchronized void note(Act act) {
    if (UNNOTED.isBound()) {
      hide(act);
    } else if (!isHidden(act)) {
      if (entries.size() == CAPACITY) {
        entries.removeFirst();
      }
      entries.addLast(new Entry(end++, Instant.now(), act));
    }
  }

  private void hide(Act act) {
    switch (act) {
      case Act.Opened opened -> hiddenListeners.add(opened.listener());
      case Act.Started started -> hiddenPeers.add(started.peer());
      default -> {}
    }
  }

  private boolean isHidden(Act act) {
    return switch (act) {
      case Act.Opened opened -> hiddenPeers.contains(opened.peer());
      case Act.Refused refused -> hiddenPeers.contains(refused.peer());
      case Act.Signalled signalled -> hiddenPeers.contains(signalled.peer());
      case Act.Gone gone -> hiddenPeers.contains(gone.peer());
      case Act.Sent sent -> isHidden(sent.plan().source());
      case Act.NotSent notSent -> isHidden(notSent.plan().source());
      default -> hiddenListeners.contains(act.listener());
    };
  }

  private boolean isHidden(Source source) {
    return source instanceof Source.Listener(int number) && hiddenListeners.contains(number);
  }
}
