package org.portbound.capture;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.portbound.capture.History.Span;
import org.portbound.socket.Endpoint;

/**
 * One listener's part of the {@link History}, which guards it: for each span a ring of steps, each
 * a row of figures, of which the first are datagrams, bytes and drops and the rest are the classes
 * of {@link PayloadSizes}.
 */
final class Track {
  private static final int DATAGRAMS = Course.Measure.DATAGRAMS.ordinal();
  private static final int BYTES = Course.Measure.BYTES.ordinal();
  private static final int DROPPED = Course.Measure.DROPPED.ordinal();
  private static final int SIZES = Course.Measure.values().length;
  private static final int COLUMNS = SIZES + PayloadSizes.CLASSES;
  private static final long OPEN = Long.MAX_VALUE;

  private final int listener;
  private final Map<Span, long[]> rings = new EnumMap<>(Span.class);

  /** The counters when it was last looked. */
  private final long[] last = new long[COLUMNS];

  private final long[] added = new long[COLUMNS];
  private final long born;
  private Endpoint local;
  private boolean dropsKnown;

  /** Whether the drops began anew once, because the listener got another socket. */
  private boolean dropsRestarted;

  /** The fine step at which it was closed. */
  private long closedAt = OPEN;

  /**
   * @param born the fine step at which it was opened
   */
  Track(int listener, Endpoint local, long born) {
    this.listener = listener;
    this.local = local;
    this.born = born;
    for (Span each : Span.values()) {
      rings.put(each, new long[each.steps() * COLUMNS]);
    }
  }

  int listener() {
    return listener;
  }

  boolean isOpen() {
    return closedAt == OPEN;
  }

  long closedAt() {
    return closedAt;
  }

  /** Adds what came since the last look to the fine steps {@code from} up to, not including, to. */
  void advance(long from, long to, History.Sample sample) {
    local = sample.local();
    closedAt = OPEN;
    add(from, to, sample.totals(), true);
  }

  /** Nothing is known of these fine steps. */
  void skip(long from, long to) {
    Arrays.fill(added, 0);
    for (Span each : Span.values()) {
      spread(from, to, each);
    }
  }

  /** The same for the last time; the drops count only if they are still those of one socket. */
  void close(long from, long to, History.Totals totals) {
    add(from, to, totals, !dropsRestarted);
    closedAt = to;
  }

  private void add(long from, long to, History.Totals totals, boolean drops) {
    added[DATAGRAMS] = more(DATAGRAMS, totals.datagrams());
    added[BYTES] = more(BYTES, totals.bytes());
    boolean known = drops && totals.dropped() != Counters.UNKNOWN;
    dropsKnown |= known;
    dropsRestarted |= known && totals.dropped() < last[DROPPED];
    added[DROPPED] = known ? more(DROPPED, totals.dropped()) : 0;
    for (int i = 0; i < PayloadSizes.CLASSES; i++) {
      added[SIZES + i] = more(SIZES + i, totals.sizes()[i]);
    }
    for (Span each : Span.values()) {
      spread(from, to, each);
    }
  }

  /** What a counter has more than the last time; one that is lower has begun anew. */
  private long more(int column, long now) {
    long before = last[column];
    last[column] = now;
    return now < before ? now : now - before;
  }

  /** Spreads it over the steps that are still in sight; the last one gets what does not divide. */
  private void spread(long from, long to, Span span) {
    long[] ring = ring(span);
    long oldest = Math.max(from, to - (long) span.steps() * span.fineSteps());
    for (long step = oldest; step < to; step++) {
      int row = row(step / span.fineSteps(), span);
      if (step % span.fineSteps() == 0) {
        Arrays.fill(ring, row, row + COLUMNS, 0);
      }
      for (int i = 0; i < COLUMNS; i++) {
        long share = added[i] / (to - from);
        ring[row + i] += step == to - 1 ? added[i] - share * (to - from - 1) : share;
      }
    }
  }

  private long[] ring(Span span) {
    long[] ring = rings.get(span);
    if (ring == null) {
      throw new IllegalStateException("no ring for " + span);
    }
    return ring;
  }

  private static int row(long step, Span span) {
    return (int) (step % span.steps()) * COLUMNS;
  }

  /** A copy of its steps. */
  Course.Line line(Points points) {
    Span span = points.span();
    long[] ring = ring(span);
    long[][] values = new long[SIZES][points.count()];
    long[] sizes = new long[PayloadSizes.CLASSES];
    int begin = (int) Math.max(0, born / span.fineSteps() - points.first());
    long endStep = Math.min(points.end(), Math.ceilDiv(closedAt, (long) span.fineSteps()));
    int end = (int) (endStep - points.first());
    for (int point = begin; point < end; point++) {
      int row = row(points.first() + point, span);
      for (int i = 0; i < SIZES; i++) {
        values[i][point] = ring[row + i];
      }
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] += ring[row + SIZES + i];
      }
    }
    return new Course.Line(listener, local, isOpen(), dropsKnown, begin, end, values, sizes);
  }
}
