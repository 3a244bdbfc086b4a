package org.portbound.ui.control;

import org.portbound.workbench.LedgerEntry;

/**
 * Whose calls are shown.
 *
 * @param label for the chip; empty for all calls
 * @param listener number of the listener, or 0 for any
 * @param first number of the first call
 * @param end number after the last call
 */
public record LedgerScope(String label, int listener, long first, long end) {
  /** All calls. */
  public static final LedgerScope ALL = new LedgerScope("", 0, 0, Long.MAX_VALUE);

  /** Those of one listener. */
  public static LedgerScope ofListener(String label, int listener) {
    return new LedgerScope(label, listener, 0, Long.MAX_VALUE);
  }

  /** Those from one number to before another. */
  public static LedgerScope between(String label, long first, long end) {
    return new LedgerScope(label, 0, first, end);
  }

  boolean isAll() {
    return label.isEmpty();
  }

  boolean has(LedgerEntry entry) {
    return (listener == 0 || entry.listener() == listener)
        && first <= entry.number()
        && entry.number() < end;
  }
}
