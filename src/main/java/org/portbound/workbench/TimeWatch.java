package org.portbound.workbench;

import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.History;
import org.portbound.text.Message;
import org.portbound.workbench.Notices.Severity;

/**
 * Tells when the machine's clock was set, when the machine was asleep, and when the program stood
 * still. One thread, which looks about twice a second.
 */
final class TimeWatch {
  /** By less than this a clock is not set but steered; in nanoseconds. */
  static final long LEAST_SET_NS = 500_000_000L;

  /** A shorter sleep is none; in nanoseconds. */
  static final long LEAST_SLEEP_NS = 1_000_000_000L;

  private static final double NS_PER_S = 1e9;

  private final Supplier<Moment> clocks;
  private final Notices notices;
  private @Nullable Moment last;

  /**
   * @param clocks asked at each look
   */
  TimeWatch(Supplier<Moment> clocks, Notices notices) {
    this.clocks = clocks;
    this.notices = notices;
  }

  /** Looks at the clocks, and compares them with what they were. */
  void look() {
    Moment now = clocks.get();
    if (!now.exact()) {
      return;
    }
    Moment before = last;
    last = now;
    if (before == null) {
      return;
    }
    long passedNs = now.monotonicNs() - before.monotonicNs();
    long sleptNs = now.sleptNs() - before.sleptNs();
    if (sleptNs < LEAST_SLEEP_NS) {
      sleptNs = 0;
    }
    if (sleptNs > 0) {
      tell("workbench.notice.slept", sleptNs);
    }
    if (passedNs > History.LONGEST_STEPS_NS) {
      tell("workbench.notice.stood-still", passedNs);
    }
    long setNs = now.wallNs() - before.wallNs() - passedNs - sleptNs;
    if (setNs <= -LEAST_SET_NS) {
      tell("workbench.notice.clock-back", -setNs);
    } else if (setNs >= LEAST_SET_NS) {
      tell("workbench.notice.clock-ahead", setNs);
    }
  }

  private void tell(String key, long ns) {
    String seconds = String.format(Locale.ROOT, "%,.1f", ns / NS_PER_S);
    notices.add(Severity.WARNING, Message.of(key, seconds), null);
  }
}
