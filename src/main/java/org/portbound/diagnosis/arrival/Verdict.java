package org.portbound.diagnosis.arrival;

/** What came of a check. */
public enum Verdict {
  /** Nothing wrong here. */
  PASSED,
  /** This keeps datagrams away. */
  FAILED,
  /** It cannot be seen from here; the remedy says what would show it. */
  UNKNOWN,
  /** The question does not arise for these datagrams. */
  NOT_APPLICABLE
}
