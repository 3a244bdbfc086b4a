package org.portbound.ui.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.text.Parsed;

/**
 * When a stream ends by itself.
 *
 * @param count after so many datagrams, or empty
 * @param duration after this time, or empty
 */
record ProbeLimit(OptionalLong count, Optional<Duration> duration) {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|min|h)");

  /** Reads {@code 10s} or {@code 1000} datagrams; nothing stands for "until it is stopped". */
  static Parsed<ProbeLimit> read(String text) {
    String typed = text.strip();
    if (typed.isEmpty()) {
      return Parsed.valid(new ProbeLimit(OptionalLong.empty(), Optional.empty()));
    }
    String digits = typed.replace(",", "");
    if (digits.matches("\\d{1,15}") && Long.parseLong(digits) > 0) {
      return Parsed.valid(
          new ProbeLimit(OptionalLong.of(Long.parseLong(digits)), Optional.empty()));
    }
    Matcher matcher = TIME.matcher(typed);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      return Parsed.invalid("ui.probe-limit.not-one", text);
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofMinutes(amount);
        };
    return Parsed.valid(new ProbeLimit(OptionalLong.empty(), Optional.of(duration)));
  }
}
