package org.portbound.socket;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls that were made and not told yet. Not every one is kept: a flood would bury what matters.
 * Belongs to one thread.
 */
public final class PendingCalls {
  private static final int KEPT = 64;

  private final List<SystemCall> calls = new ArrayList<>();

  /** None. */
  public PendingCalls() {}

  /** These were made; they are not kept if there are enough already. */
  public void add(List<SystemCall> made) {
    if (calls.size() < KEPT) {
      calls.addAll(made);
    }
  }

  /** Those since this was last asked. */
  public List<SystemCall> take() {
    List<SystemCall> told = List.copyOf(calls);
    calls.clear();
    return told;
  }
}
