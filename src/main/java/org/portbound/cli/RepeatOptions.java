package org.portbound.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.portbound.message.Schedule;
import org.portbound.text.Message;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say how often a datagram is sent, and how long replies are waited for. */
final class RepeatOptions {
  @Option(names = "--count", paramLabel = "N")
  private @Nullable String count;

  @Option(names = "--rate", paramLabel = "R")
  private @Nullable String rate;

  @Option(names = "--every", paramLabel = "T")
  private @Nullable String every;

  @Option(names = "--replies", paramLabel = "T")
  private @Nullable String replies;

  /** How often; empty for once. Throws {@link UsageException} for a fault. */
  Optional<Schedule> schedule(CommandSpec spec) {
    String times = count;
    String perSecond = rate;
    String interval = every;
    if (perSecond != null && interval != null) {
      throw new UsageException(spec, "--rate", Message.of("cli.send.rate-and-every"));
    }
    if (times == null && perSecond == null && interval == null) {
      return Optional.empty();
    }
    OptionalLong number =
        times == null
            ? OptionalLong.empty()
            : OptionalLong.of(UsageException.orThrow(spec, "--count", Amounts.readCount(times)));
    double pace =
        perSecond != null
            ? UsageException.orThrow(spec, "--rate", Amounts.readRate(perSecond))
            : interval != null
                ? Schedule.perSecond(
                    UsageException.orThrow(spec, "--every", Amounts.readTime(interval)))
                : Schedule.UNPACED;
    return Optional.of(new Schedule(number, pace));
  }

  /** How long replies are waited for; no time for not at all. */
  Duration replies(CommandSpec spec) {
    String wait = replies;
    return wait == null
        ? Duration.ZERO
        : UsageException.orThrow(spec, "--replies", Amounts.readTime(wait));
  }
}
