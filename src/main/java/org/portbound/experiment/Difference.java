package org.portbound.experiment;

import org.portbound.experiment.predict.Scenario;
import org.portbound.experiment.predict.ScenarioLine;
import org.portbound.experiment.predict.Verdict;

/**
 * The kernel did otherwise than predicted.
 *
 * @param scenario the whole scenario
 * @param action number of the step, from 1
 * @param predicted what the rules say to the step
 * @param observed what the kernel did
 */
public record Difference(Scenario scenario, int action, Verdict predicted, Observation observed) {
  /** The scenario as {@code portbound predict} reads it. */
  public String scenarioLine() {
    return ScenarioLine.write(scenario);
  }
}
