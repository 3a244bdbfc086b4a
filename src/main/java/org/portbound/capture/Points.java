package org.portbound.capture;

/**
 * The steps of a span that are there at one moment, oldest first. The last one of an hour may not
 * be over yet; it ends where the last fine step ended.
 *
 * @param span whose steps they are
 * @param fineSteps fine steps that are over
 */
record Points(History.Span span, long fineSteps) {
  /** Number of the first step. */
  long first() {
    return Math.max(0, end() - span.steps());
  }

  /** The number after the last step's. */
  long end() {
    return Math.ceilDiv(fineSteps, span.fineSteps());
  }

  int count() {
    return (int) (end() - first());
  }

  /** The fine step at which the first one begins. */
  long startStep() {
    return first() * span.fineSteps();
  }

  /** The fine step at which a step begins. */
  long beginStep(int point) {
    return (first() + point) * span.fineSteps();
  }

  /** The fine step before which a step ends. */
  long endStep(int point) {
    return Math.min(fineSteps, (first() + point + 1) * span.fineSteps());
  }

  /** Length of a step, in seconds. */
  double lengthS(int point) {
    return (endStep(point) - beginStep(point)) * History.STEP_NS / 1e9;
  }
}
