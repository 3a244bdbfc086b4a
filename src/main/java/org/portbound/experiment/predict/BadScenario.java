package org.portbound.experiment.predict;

import org.portbound.text.Message;

/** A scenario that makes no sense; {@link ScenarioLine} turns it into a value. */
final class BadScenario extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message why;

  BadScenario(Message why) {
    super(why.key());
    this.why = why;
  }

  Message why() {
    return why;
  }
}
