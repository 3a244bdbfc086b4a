package org.portbound.socket;

/** Equal calls that go on, and are counted while they do. Any thread. */
public interface CallSource {
  /** How many there were so far. */
  long calls();

  /** What they came to so far; {@code first} is the first one of the present section. */
  CallTotals totals();

  /** The next call begins a section. */
  void beginSection();

  /** Whether there will be no more: what {@link #totals} tells after this is final. */
  boolean hasEnded();
}
