package org.portbound.capture.filter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import org.portbound.capture.Datagram;
import org.portbound.capture.RowCondition;

/**
 * A row arrived in a span of local time. Asks for the zone's offset once for each quarter of an
 * hour, not for each row: clocks are changed on a quarter.
 */
final class InSpan implements RowCondition {
  private static final long QUARTER_NS = 15 * 60 * Times.SECOND_NS;

  private final Node.Span span;
  private final ZoneRules rules;
  private long quarter = Long.MIN_VALUE;
  private long offsetNs;

  InSpan(Node.Span span, ZoneId zone) {
    this.span = span;
    this.rules = zone.getRules();
  }

  @Override
  public Verdict judge(Datagram head) {
    return test(head) ? Verdict.YES : Verdict.NO;
  }

  @Override
  public boolean test(Datagram row) {
    long localNs = row.timeNs() + offsetNs(row.timeNs());
    long min = span.minNs();
    long max = span.maxNs();
    if (span.dated()) {
      return min <= localNs && localNs <= max;
    }
    long ofDayNs = Math.floorMod(localNs, Times.DAY_NS);
    boolean overMidnight = min > max;
    return overMidnight ? ofDayNs >= min || ofDayNs <= max : min <= ofDayNs && ofDayNs <= max;
  }

  private long offsetNs(long timeNs) {
    long now = Math.floorDiv(timeNs, QUARTER_NS);
    if (now != quarter) {
      Instant instant = Instant.ofEpochSecond(Math.floorDiv(timeNs, Times.SECOND_NS));
      offsetNs = rules.getOffset(instant).getTotalSeconds() * Times.SECOND_NS;
      quarter = now;
    }
    return offsetNs;
  }
}
