package org.portbound.lesson;

import java.util.List;
import java.util.Set;

/** What came of a step. */
public sealed interface StepResult {
  /**
   * It was done.
   *
   * @param deeds what came of each deed, in their order
   */
  record Ran(List<DeedResult> deeds) implements StepResult {
    /** Copies the results. */
    public Ran {
      deeds = List.copyOf(deeds);
    }

    /** Whether each of the kernel's answers was the expected one. */
    public boolean asExpected() {
      return deeds.stream().allMatch(DeedResult::asExpected);
    }
  }

  /**
   * It was not, for this system cannot show it.
   *
   * @param missing what the system lacks
   */
  record Skipped(Set<Need> missing) implements StepResult {
    /** Copies the set. */
    public Skipped {
      missing = Set.copyOf(missing);
    }
  }
}
