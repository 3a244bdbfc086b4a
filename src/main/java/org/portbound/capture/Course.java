package org.portbound.capture;

import java.util.Arrays;
import java.util.List;
import org.portbound.socket.Endpoint;

/**
 * What the listeners received in the steps of a {@link History.Span}, as it was at one moment: a
 * copy that nobody changes. A step is called a point here, counted from 0, the oldest first.
 */
public final class Course {
  private final History.Span span;
  private final long startNs;
  private final Points points;
  private final boolean[] gaps;
  private final List<Line> lines;

  /** What can be drawn over time. */
  public enum Measure {
    /** Datagrams received. */
    DATAGRAMS,
    /** Bytes of payload received, in their true length. */
    BYTES,
    /** Datagrams that the kernel dropped at the socket. */
    DROPPED
  }

  Course(History.Span span, long startNs, Points points, boolean[] gaps, List<Line> lines) {
    this.span = span;
    this.startNs = startNs;
    this.points = points;
    this.gaps = gaps;
    this.lines = List.copyOf(lines);
  }

  /** How far back it looks. */
  public History.Span span() {
    return span;
  }

  /** How many points there are; fewer than the span has while the history is young. */
  public int points() {
    return points.count();
  }

  /** When a point's step ended, by the clock of the history. */
  public long endNs(int point) {
    return startNs + points.endStep(point) * History.STEP_NS;
  }

  /** How long a point's step took, in seconds. */
  public double lengthS(int point) {
    return points.lengthS(point);
  }

  /** Whether the program stood still in all of a point's step, so that nothing is known of it. */
  public boolean isGap(int point) {
    return gaps[point];
  }

  /** The listeners that were open at any time in it, in order of their numbers. */
  public List<Line> lines() {
    return lines;
  }

  /** One listener. */
  public static final class Line {
    private final int listener;
    private final Endpoint local;
    private final boolean open;
    private final boolean dropsKnown;
    private final int begin;
    private final int end;
    private final long[][] values;
    private final long[] sizes;

    Line(
        int listener,
        Endpoint local,
        boolean open,
        boolean dropsKnown,
        int begin,
        int end,
        long[][] values,
        long[] sizes) {
      this.listener = listener;
      this.local = local;
      this.open = open;
      this.dropsKnown = dropsKnown;
      this.begin = begin;
      this.end = end;
      this.values = values;
      this.sizes = sizes;
    }

    /** Its number. */
    public int listener() {
      return listener;
    }

    /** Where it is or was bound. */
    public Endpoint local() {
      return local;
    }

    /** Whether it is still open. */
    public boolean open() {
      return open;
    }

    /** Whether the kernel tells how much it drops. */
    public boolean dropsKnown() {
      return dropsKnown;
    }

    /** The first point at which it was open. */
    public int begin() {
      return begin;
    }

    /** The point after the last one at which it was open. */
    public int end() {
      return end;
    }

    /** How many in a point's step; 0 where it was not open. */
    public long count(Measure measure, int point) {
      return values[measure.ordinal()][point];
    }

    /** How many in all points together. */
    public long total(Measure measure) {
      return Arrays.stream(values[measure.ordinal()]).sum();
    }

    /** How many datagrams of a class of {@link PayloadSizes} in all points together. */
    public long ofSize(int sizeClass) {
      return sizes[sizeClass];
    }
  }

  /** How many a second in a point's step. */
  public double perSecond(Line line, Measure measure, int point) {
    return line.count(measure, point) / points.lengthS(point);
  }
}
