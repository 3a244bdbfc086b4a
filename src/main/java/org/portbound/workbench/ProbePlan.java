package org.portbound.workbench;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.decode.ProbeLayout;
import org.portbound.message.Schedule;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.text.Parsed;

/**
 * A stream of a probe that is to be sent.
 *
 * @param source the socket to send from
 * @param destination where to
 * @param lengthBytes of every payload, {@link ProbeLayout#BYTES} to {@link #MAX_LENGTH_BYTES}
 * @param options how
 * @param schedule how many, and how fast
 * @param duration how long at most, or empty for as long as it takes
 */
public record ProbePlan(
    Source source,
    Endpoint destination,
    int lengthBytes,
    SendOptions options,
    Schedule schedule,
    Optional<Duration> duration) {
  /** The most that IPv4 takes: 65,535 less its header and UDP's. */
  public static final int MAX_LENGTH_BYTES = 65_507;

  private static final double NS_PER_S = 1e9;
  private static final long GRACE_NS = 500_000_000;
  private static final int TRIAL_LENGTH_BYTES = 200;
  private static final double TRIAL_PER_SECOND = 1_000;
  private static final Duration TRIAL_TIME = Duration.ofSeconds(10);
  private static final Pattern RATE = Pattern.compile("(\\d{1,8}(?:\\.\\d{1,6})?)[km]?");

  /** The fastest rate that is not as fast as it goes, in datagrams a second. */
  private static final double MAX_PER_SECOND = 10_000_000;

  /** Whether it ends by itself, after a time or a number. */
  public boolean ends() {
    return duration.isPresent() || schedule.count().isPresent();
  }

  /** How many are sent at most: at a steady rate a time is a number too. */
  long most() {
    double byTime =
        duration
            .map(each -> Math.max(1, Math.ceil(each.toNanos() * schedule.perSecond() / NS_PER_S)))
            .orElse(Double.POSITIVE_INFINITY);
    return (long) Math.min(byTime, schedule.count().orElse(Long.MAX_VALUE));
  }

  /**
   * How long is sent at most, in nanoseconds; with a steady rate a little longer than planned, so
   * that a late moment costs no datagram.
   */
  long mostNs() {
    long graceNs = schedule.perSecond() == Schedule.UNPACED ? 0 : GRACE_NS;
    return duration.map(each -> each.toNanos() + graceNs).orElse(Long.MAX_VALUE);
  }

  /** A stream to try it out: a thousand a second for ten seconds. */
  public static ProbePlan trial(Endpoint destination) {
    return new ProbePlan(
        new Source.AnyPort(),
        destination,
        TRIAL_LENGTH_BYTES,
        SendOptions.DEFAULT,
        new Schedule(OptionalLong.empty(), TRIAL_PER_SECOND),
        Optional.of(TRIAL_TIME));
  }

  /** Reads a length in bytes. */
  public static Parsed<Integer> readLength(String text) {
    String digits = text.strip();
    int lengthBytes = digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    return lengthBytes >= ProbeLayout.BYTES && lengthBytes <= MAX_LENGTH_BYTES
        ? Parsed.valid(lengthBytes)
        : Parsed.invalid("workbench.probe.length", text, ProbeLayout.BYTES, MAX_LENGTH_BYTES);
  }

  /** Reads a rate in datagrams a second: {@code 100}, {@code 0.5}, {@code 20k} or {@code max}. */
  public static Parsed<Double> readRate(String text) {
    String typed = text.strip().toLowerCase(Locale.ROOT);
    if (typed.equals("max")) {
      return Parsed.valid(Schedule.UNPACED);
    }
    Matcher matcher = RATE.matcher(typed);
    double factor = typed.endsWith("k") ? 1_000 : typed.endsWith("m") ? 1_000_000 : 1;
    double perSecond = matcher.matches() ? Double.parseDouble(matcher.group(1)) * factor : 0;
    return perSecond > 0 && perSecond <= MAX_PER_SECOND
        ? Parsed.valid(perSecond)
        : Parsed.invalid("workbench.probe.rate", text);
  }

  /**
   * @throws IllegalArgumentException if the length is out of range
   */
  public ProbePlan {
    if (lengthBytes < ProbeLayout.BYTES || lengthBytes > MAX_LENGTH_BYTES) {
      throw new IllegalArgumentException("a length of " + lengthBytes + " bytes");
    }
  }
}
