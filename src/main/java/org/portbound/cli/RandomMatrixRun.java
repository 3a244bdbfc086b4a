package org.portbound.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.portbound.experiment.Difference;
import org.portbound.experiment.Laboratory;
import org.portbound.experiment.Observation;
import org.portbound.experiment.RandomRun;
import org.portbound.experiment.predict.ScenarioLine;

/** Plays random scenarios and prints what came of it. */
final class RandomMatrixRun {
  private final Terminal terminal;
  private final boolean json;

  RandomMatrixRun(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  int run(long count, long seed) {
    try (var interruption = Interruption.watch();
        var progress = new ProgressLine(terminal, "cli.matrix.random-progress")) {
      RandomRun.Report report = RandomRun.run(count, seed, progress::done, interruption::requested);
      progress.close();
      int status = report.difference().isEmpty() ? ExitStatus.OK : ExitStatus.UNEXPECTED_ANSWER;
      interruption.endWith(status);
      print(report, seed);
      terminal.flush();
      return status;
    }
  }

  private void print(RandomRun.Report report, long seed) {
    // The scenario alone is data: it can go straight into portbound predict.
    report.difference().ifPresent(difference -> terminal.line(difference.scenarioLine()));
    terminal.flush();
    if (json) {
      terminal.tell(summary(report, seed).toString());
    } else {
      report.difference().ifPresent(this::explain);
      terminal.tell(sentence(report, seed));
    }
    MatrixRun.tellOf(terminal, report.laboratory(), json);
  }

  private void explain(Difference difference) {
    terminal.tell(
        terminal.bad(terminal.say("cli.matrix.difference", String.valueOf(difference.action()))));
    terminal.tell(
        terminal.say(
            "cli.matrix.predicted",
            ScenarioLine.write(difference.action(), difference.predicted())));
    terminal.tell(terminal.say("cli.matrix.observed", observed(difference.observed())));
  }

  private String observed(Observation observation) {
    return switch (observation) {
      case Observation.Done() -> terminal.say("cli.matrix.observed-done");
      case Observation.Refused refused ->
          terminal.say("cli.matrix.observed-refused", refused.call(), refused.errno().toString());
      case Observation.Received received ->
          received.sockets().isEmpty()
              ? terminal.say("cli.matrix.observed-nobody", String.valueOf(received.source()))
              : terminal.say(
                  "cli.matrix.observed-received",
                  String.valueOf(received.source()),
                  received.sockets().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")));
    };
  }

  private String sentence(RandomRun.Report report, long seed) {
    return terminal.say(
        report.difference().isEmpty() ? "cli.matrix.random-all" : "cli.matrix.random-difference",
        String.valueOf(report.scenarios()),
        String.valueOf(report.binds()),
        String.valueOf(report.deliveries()),
        String.format(Locale.ROOT, "%.1f", seconds(report)),
        String.format(Locale.ROOT, "%.0f", perSecond(report)),
        String.valueOf(seed));
  }

  private Json summary(RandomRun.Report report, long seed) {
    Laboratory laboratory = report.laboratory();
    Json line =
        Json.event("random")
            .with("scenarios", report.scenarios())
            .with("binds", report.binds())
            .with("datagrams", report.deliveries())
            .with("seconds", seconds(report))
            .with("scenariosPerSecond", Math.round(perSecond(report)))
            .with("seed", seed)
            .with("privateNetwork", laboratory.privateNetwork())
            .with("otherUser", laboratory.otherUser());
    report
        .difference()
        .ifPresent(
            each ->
                line.with("action", each.action())
                    .with("predicted", ScenarioLine.write(each.action(), each.predicted()))
                    .with("observed", observed(each.observed())));
    return line;
  }

  private static double seconds(RandomRun.Report report) {
    return (double) report.durationNs() / TimeUnit.SECONDS.toNanos(1);
  }

  private static double perSecond(RandomRun.Report report) {
    return report.scenarios() / Math.max(seconds(report), 1e-9);
  }
}
