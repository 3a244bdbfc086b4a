package org.portbound.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.experiment.predict.Prediction;
import org.portbound.experiment.predict.Scenario;
import org.portbound.experiment.predict.ScenarioLine;
import org.portbound.experiment.predict.ScenarioReading;
import org.portbound.experiment.predict.Verdict;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRule;
import org.portbound.rules.Overlap;

/** The rules against the real kernel, in a network namespace of its own. */
@Timeout(120)
final class RandomRunTest {
  private static final int SCENARIOS = 2_000;

  @Test
  void theKernelDoesAsPredicted() {
    Laboratories.assumePrivateNetwork();
    var last = new AtomicLong();
    RandomRun.Report report =
        RandomRun.run(SCENARIOS, 2026, (done, _) -> last.set(done), () -> false);
    assertEquals(Optional.empty(), report.difference());
    assertEquals(SCENARIOS, report.scenarios());
    assertEquals(SCENARIOS, last.get());
    assertTrue(report.binds() > SCENARIOS, "binds");
    assertTrue(report.deliveries() > SCENARIOS, "datagrams");
  }

  @Test
  void itEndsWhenItIsCancelled() {
    Laboratories.assumePrivateNetwork();
    var asked = new AtomicLong();
    RandomRun.Report report =
        RandomRun.run(SCENARIOS, 1, (_, _) -> {}, () -> asked.incrementAndGet() > 5);
    assertEquals(5, report.scenarios());
  }

  @Test
  void aWrongPredictionIsADifference() {
    Laboratories.assumePrivateNetwork();
    String line =
        "{\"actions\":[{\"do\":\"bind\",\"address\":\"127.0.0.1\"},"
            + "{\"do\":\"bind\",\"address\":\"127.0.0.2\"},"
            + "{\"do\":\"send\",\"from\":\"127.0.0.1:20001\",\"to\":\"127.0.0.1\"}]}";
    Scenario scenario =
        assertInstanceOf(ScenarioReading.Read.class, ScenarioLine.read(line)).scenario();
    List<Verdict> right = Prediction.of(scenario);
    assertEquals(Optional.empty(), play(scenario, right));

    Verdict refused =
        new Verdict.Bind(
            new BindVerdict.Refused(1, BindRule.NO_OPTION_ON_EITHER, Overlap.SAME_ADDRESS));
    assertEquals(
        Optional.of(new Difference(scenario, 2, refused, new Observation.Done())),
        play(scenario, replaced(right, 1, refused)));

    for (Delivery wrong :
        List.of(
            new Delivery.Nobody(),
            new Delivery.One(2, DeliveryRule.SPECIFIC_ADDRESS),
            new Delivery.Copies(List.of(1, 2)))) {
      Verdict sent = new Verdict.Sent(List.of(wrong));
      assertEquals(
          Optional.of(new Difference(scenario, 3, sent, new Observation.Received(1, List.of(1)))),
          play(scenario, replaced(right, 2, sent)));
    }
  }

  private static List<Verdict> replaced(List<Verdict> verdicts, int index, Verdict by) {
    var changed = new ArrayList<>(verdicts);
    changed.set(index, by);
    return changed;
  }

  private static Optional<Difference> play(Scenario scenario, List<Verdict> verdicts) {
    return Laboratory.run(
        "test-player",
        laboratory -> {
          try (var senders = new Senders();
              var player = new Player(scenario, verdicts, senders, laboratory.user())) {
            return player.play();
          }
        });
  }

  @Test
  void theSameSeedGivesTheSameScenariosAndEachIsALine() {
    var scenarios = new RandomScenarios(9, Ports.ofPrivateNetwork(), 0, OptionalInt.of(65_534));
    var other = new RandomScenarios(10, Ports.ofPrivateNetwork(), 0, OptionalInt.of(65_534));
    for (long number = 0; number < 500; number++) {
      Scenario scenario = scenarios.get(number);
      assertEquals(scenario, scenarios.get(number));
      assertNotEquals(scenario, other.get(number));
      assertEquals(
          new ScenarioReading.Read(scenario), ScenarioLine.read(ScenarioLine.write(scenario)));
    }
  }
}
