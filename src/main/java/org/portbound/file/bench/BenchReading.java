package org.portbound.file.bench;

import java.util.Comparator;
import java.util.List;
import org.portbound.message.MessageFile.Fault;

/**
 * What was read of a saved workbench.
 *
 * @param bench all that is without a mistake
 * @param faults the mistakes, by their lines
 */
public record BenchReading(Bench bench, List<Fault> faults) {
  /** Sorts the mistakes. */
  public BenchReading {
    faults = faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
  }
}
