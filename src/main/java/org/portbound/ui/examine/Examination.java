package org.portbound.ui.examine;

import java.util.List;
import java.util.function.Consumer;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.workbench.ListenerView;

/** Makes the checks for a listener. */
@FunctionalInterface
public interface Examination {
  /**
   * Starts the checks.
   *
   * @param then takes the check list later, on the JavaFX thread
   */
  void start(ListenerView listener, Expectation expected, Consumer<List<Check>> then);
}
