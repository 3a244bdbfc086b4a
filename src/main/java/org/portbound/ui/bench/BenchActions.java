package org.portbound.ui.bench;

import org.portbound.file.bench.BenchReading;
import org.portbound.workbench.Refusal;

/** What the panel asks for. JavaFX thread. */
public interface BenchActions {
  /**
   * Opens what a file holds.
   *
   * @param closeFirst whether everything that is open is closed before
   */
  void open(String fileName, BenchReading reading, boolean closeFirst);

  /** Shows why a listener was refused. */
  void explain(Refusal refusal);

  /** The panel was put away. */
  void dismissed();
}
