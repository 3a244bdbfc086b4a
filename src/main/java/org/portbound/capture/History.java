package org.portbound.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.portbound.socket.Endpoint;

/**
 * How much each listener received in the steps of the last minute and of the last hour. It is made
 * of counters that are looked at now and then: a datagram costs nothing here, and the memory does
 * not grow with time. A listener that is closed keeps what it had until the hour is over.
 *
 * <p>Time is monotonic ({@link System#nanoTime}), so that setting the clock moves nothing. Any
 * thread; guarded by itself.
 */
public final class History {
  /** Length of a fine step, in nanoseconds. */
  public static final long STEP_NS = 500_000_000L;

  /**
   * Fine steps that a look may be late; after more the program stood still, and what it did not see
   * is a gap.
   */
  private static final int LATEST_STEPS = 6;

  /** The same as a length of time, in nanoseconds. */
  public static final long LONGEST_STEPS_NS = LATEST_STEPS * STEP_NS;

  /**
   * Closed listeners that are kept at the most: a program that opens and closes thousands has no
   * use for the lines of all.
   */
  static final int MAX_CLOSED = 32;

  /** How far back one looks, and in which steps. */
  public enum Span {
    /** 120 steps of half a second. */
    MINUTE(1, 120),
    /** 360 steps of ten seconds. */
    HOUR(20, 360);

    private final int fineSteps;
    private final int steps;

    Span(int fineSteps, int steps) {
      this.fineSteps = fineSteps;
      this.steps = steps;
    }

    /** Length of a step in fine steps. */
    int fineSteps() {
      return fineSteps;
    }

    /** How many steps it has. */
    public int steps() {
      return steps;
    }

    /** Its length, in nanoseconds. */
    public long lengthNs() {
      return steps * fineSteps * STEP_NS;
    }
  }

  /**
   * What a listener received and lost since it was first opened.
   *
   * @param datagrams received
   * @param bytes of payload received
   * @param dropped by the kernel, or {@link Counters#UNKNOWN}
   * @param sizes datagrams of each class of {@link PayloadSizes}; not changed by anybody any more
   */
  public record Totals(long datagrams, long bytes, long dropped, long[] sizes) {}

  /**
   * An open listener at one moment.
   *
   * @param listener its number
   * @param local where it is bound
   * @param totals what it received until then
   */
  public record Sample(int listener, Endpoint local, Totals totals) {}

  private final long startNs;
  private final TreeMap<Integer, Track> tracks = new TreeMap<>();
  private final Gaps gaps = new Gaps();

  /** Fine steps that are over. */
  private long steps;

  /**
   * An empty history.
   *
   * @param nowNs now, in nanoseconds of a monotonic clock
   */
  public History(long nowNs) {
    this.startNs = nowNs;
  }

  /**
   * Takes in how the counters are now. If several steps have passed since the last time, what came
   * meanwhile is spread evenly over them: a late look must not show as a peak. If so many have that
   * the program stood still, they are a gap, and the last one has what waited in the kernel.
   *
   * @param nowNs now, by the same clock
   * @param open the listeners that are open
   * @param last asked for the last totals of listeners that are not open any more
   * @return whether a step is over; if none is, nothing was taken in
   */
  public synchronized boolean sample(long nowNs, List<Sample> open, IntFunction<Totals> last) {
    long now = (nowNs - startNs) / STEP_NS;
    if (now <= steps) {
      return false;
    }
    long from = now - steps > LATEST_STEPS ? now - 1 : steps;
    gaps.add(steps, from);
    tracks.values().stream().filter(Track::isOpen).forEach(each -> each.skip(steps, from));
    var gone = new TreeMap<>(tracks);
    for (Sample each : open) {
      gone.remove(each.listener());
      tracks
          .computeIfAbsent(each.listener(), number -> new Track(number, each.local(), from))
          .advance(from, now, each);
    }
    for (Track each : gone.values()) {
      if (each.isOpen()) {
        each.close(from, now, last.apply(each.listener()));
      }
    }
    steps = now;
    forget();
    return true;
  }

  private void forget() {
    long hourAgo = steps - (long) Span.HOUR.steps() * Span.HOUR.fineSteps();
    gaps.forget(hourAgo);
    tracks.values().removeIf(each -> !each.isOpen() && each.closedAt() <= hourAgo);
    List<Track> closed = tracks.values().stream().filter(each -> !each.isOpen()).toList();
    closed.stream()
        .sorted(Comparator.comparingLong(Track::closedAt))
        .limit(Math.max(0, closed.size() - MAX_CLOSED))
        .forEach(each -> tracks.remove(each.listener()));
  }

  /** How many fine steps are over: it changes when there is something new to draw. */
  public synchronized long steps() {
    return steps;
  }

  /** The moment at which the last fine step was over, by the clock of {@link #sample}. */
  public synchronized long endNs() {
    return startNs + steps * STEP_NS;
  }

  /** A copy of what came in the last minute or hour. */
  public synchronized Course read(Span span) {
    var lines = new ArrayList<Course.Line>();
    var points = new Points(span, steps);
    for (Track each : tracks.values()) {
      if (each.isOpen() || each.closedAt() > points.startStep()) {
        lines.add(each.line(points));
      }
    }
    return new Course(span, startNs, points, gaps.at(points), lines);
  }
}
