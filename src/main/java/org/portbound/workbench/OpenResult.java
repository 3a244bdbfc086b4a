package org.portbound.workbench;

/** What came of opening a listener. */
public sealed interface OpenResult {
  /**
   * It is bound and receives.
   *
   * @param listener the new listener
   */
  record Listening(ListenerView listener) implements OpenResult {}

  /**
   * It was refused; nothing else changed.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements OpenResult {}
}
