package org.portbound.experiment.predict;

import org.portbound.text.Message;

/** What came of reading a line as a scenario. */
public sealed interface ScenarioReading {
  /**
   * It is one.
   *
   * @param scenario makes sense: every socket that a step names was bound before it
   */
  record Read(Scenario scenario) implements ScenarioReading {}

  /**
   * It is none.
   *
   * @param action number of the step at fault, from 1, or 0 for the line as a whole
   * @param why the fault
   */
  record Fault(int action, Message why) implements ScenarioReading {}
}
