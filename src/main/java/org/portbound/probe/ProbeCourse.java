package org.portbound.probe;

import java.util.List;

/**
 * How the streams went over the last minute, in steps of half a second.
 *
 * @param steps how many steps are over since the monitor began; changes when there is something new
 * @param endNs when the last of them was over, by {@link System#nanoTime}
 * @param lines a line for each stream, in order of their numbers
 */
public record ProbeCourse(long steps, long endNs, List<Line> lines) {
  /** How many steps it has. */
  public static final int POINTS = 120;

  /** Length of a step, in nanoseconds. */
  public static final long STEP_NS = 500_000_000L;

  /** What one step says. */
  public enum Measure {
    /** Datagrams a second that came, each counted once. */
    RECEIVED,
    /** Datagrams a second that were found lost. */
    LOST,
    /** Mean delay, in milliseconds; without a common clock, counted from the quickest. */
    DELAY,
    /** Jitter as of RFC 3550 at the end of the step, in milliseconds. */
    JITTER
  }

  /** Copies the list. */
  public ProbeCourse {
    lines = List.copyOf(lines);
  }

  /**
   * One stream.
   *
   * @param number of the stream
   * @param begin its first point; before it there was no such stream
   * @param values what each point says, by the place of the measure; {@link Double#NaN} where
   *     nothing came that could say it. Not changed by anybody any more.
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared with nothing.
  public record Line(int number, int begin, double[][] values) {
    /** What a point says. */
    public double value(Measure measure, int point) {
      return values[measure.ordinal()][point];
    }
  }
}
