package org.portbound.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.CallSource;
import org.portbound.socket.CallTotals;

/**
 * The calls that are counted where they are made, and the lines that stand for them. A line goes on
 * until its section ends; calls after that have a new one. The ledger's lock guards it.
 */
final class LedgerRuns {
  /** Takes a new line, and tells which it is. */
  interface Lines {
    void begin(int peer, int listener, boolean background, GrowingRun run, CallTotals totals);
  }

  private record Key(int peer, int listener, boolean background, String name, String arguments) {}

  private static final class Followed {
    final int peer;
    final int listener;
    final boolean background;
    final CallSource source;
    @Nullable CallTotals taken;
    long takenCalls;

    Followed(int peer, int listener, boolean background, CallSource source) {
      this.peer = peer;
      this.listener = listener;
      this.background = background;
      this.source = source;
    }
  }

  private final Lines lines;
  private final List<Followed> followed = new ArrayList<>();
  private final Map<Key, GrowingRun> open = new HashMap<>();
  private final List<CallSource> aside = AsideCalls.ofProcess().sources();
  private int asideFollowed;

  /** The calls aside that were made before count for nothing here. */
  LedgerRuns(Lines lines) {
    this.lines = lines;
    followAside();
    for (Followed each : followed) {
      each.taken = each.source.totals();
      each.takenCalls = each.taken.calls();
    }
  }

  void follow(int peer, int listener, boolean background, CallSource source) {
    followed.add(new Followed(peer, listener, background, source));
  }

  /** What a peer process tells of its calls: where there is nobody yet to take it from, begins. */
  void heard(int peer, int listener, CallTotals soFar, boolean ended) {
    for (Followed each : followed) {
      if (each.peer == peer
          && each.listener == listener
          && each.source instanceof HeardRun run
          && run.isOf(soFar)) {
        run.hear(soFar, ended);
        return;
      }
    }
    follow(peer, listener, listener == 0, new HeardRun(soFar, ended));
  }

  private void followAside() {
    for (; asideFollowed < aside.size(); asideFollowed++) {
      follow(0, 0, true, aside.get(asideFollowed));
    }
  }

  /** Those of a process that is gone. */
  void forget(int peer) {
    followed.removeIf(each -> each.peer == peer);
  }

  /** Brings the lines up to date; true if one has changed. */
  boolean take(LedgerOwners owners) {
    return take(owners, Instant.MAX, false);
  }

  /**
   * Brings the lines up to date and ends them: the calls that come now go to new ones.
   *
   * @param end calls after it are left for the new lines, so far as that is known: who receives may
   *     have been quicker than who tells of the send
   * @return whether a line has changed
   */
  boolean endSection(LedgerOwners owners, Instant end) {
    boolean changed = take(owners, end, true);
    open.clear();
    return changed;
  }

  private boolean take(LedgerOwners owners, Instant end, boolean endSection) {
    followAside();
    boolean changed = false;
    int kept = 0;
    for (Followed each : followed) {
      boolean over = each.source.hasEnded();
      boolean left = false;
      if (each.source.calls() != each.takenCalls) {
        CallTotals totals = each.source.totals();
        left = totals.last().isAfter(end);
        if (!left) {
          changed = true;
          take(each, totals, owners);
        }
      }
      if (endSection && !left) {
        each.source.beginSection();
      }
      if (left || !over) {
        followed.set(kept++, each);
      }
    }
    followed.subList(kept, followed.size()).clear();
    return changed;
  }

  private void take(Followed from, CallTotals totals, LedgerOwners owners) {
    CallTotals added = from.taken == null ? totals : totals.since(from.taken);
    from.taken = totals;
    from.takenCalls = totals.calls();
    int listener = from.listener;
    if (listener == 0 && from.background && added.descriptor() >= 0) {
      listener = owners.listener(added.descriptor());
    }
    add(from.peer, listener, from.background, added);
  }

  /** Adds calls to the line of their like. */
  private void add(int peer, int listener, boolean background, CallTotals added) {
    var key = new Key(peer, listener, background, added.name(), added.arguments());
    GrowingRun known = open.get(key);
    if (known == null) {
      var begun = new GrowingRun(added);
      open.put(key, begun);
      lines.begin(peer, listener, background, begun, added);
    } else {
      known.add(added);
    }
  }
}
