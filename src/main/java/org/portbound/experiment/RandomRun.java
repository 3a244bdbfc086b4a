package org.portbound.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.portbound.experiment.predict.Prediction;
import org.portbound.experiment.predict.Scenario;
import org.portbound.experiment.predict.Verdict;

/** Random scenarios, each predicted and then played on this very kernel. Linux alone. */
public final class RandomRun {
  private RandomRun() {}

  /**
   * What came of it.
   *
   * @param laboratory where it was made
   * @param scenarios how many were played
   * @param binds how many binds they had
   * @param deliveries how many datagrams they had
   * @param durationNs how long it took, in nanoseconds
   * @param difference the first difference, which ended the run, or empty
   */
  public record Report(
      Laboratory laboratory,
      long scenarios,
      long binds,
      long deliveries,
      long durationNs,
      Optional<Difference> difference) {}

  /**
   * Plays scenarios until one differs, all are played, or it is cancelled. Blocks.
   *
   * @param count how many
   * @param seed the same one gives the same scenarios
   * @param cancelled asked before each scenario
   * @throws IllegalStateException if the kernel has no sockets or ports to give
   */
  public static Report run(long count, long seed, Progress progress, BooleanSupplier cancelled) {
    return Laboratory.run(
        "experiment-random", laboratory -> play(laboratory, count, seed, progress, cancelled));
  }

  private static Report play(
      Laboratory laboratory, long count, long seed, Progress progress, BooleanSupplier cancelled) {
    Ports ports = laboratory.privateNetwork() ? Ports.ofPrivateNetwork() : Ports.free();
    var scenarios = new RandomScenarios(seed, ports, laboratory.user(), laboratory.otherUser());
    long startNs = System.nanoTime();
    long played = 0;
    long binds = 0;
    Optional<Difference> difference = Optional.empty();
    try (var senders = new Senders()) {
      while (played < count && difference.isEmpty() && !cancelled.getAsBoolean()) {
        Scenario scenario = scenarios.get(played);
        List<Verdict> verdicts = Prediction.of(scenario);
        try (var player = new Player(scenario, verdicts, senders, laboratory.user())) {
          difference = player.play();
        }
        binds += verdicts.stream().filter(each -> each instanceof Verdict.Bind).count();
        played++;
        progress.done(played, count);
      }
      long durationNs = System.nanoTime() - startNs;
      return new Report(laboratory, played, binds, senders.numbered(), durationNs, difference);
    }
  }
}
