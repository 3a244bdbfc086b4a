package org.portbound.workbench;

/** What came of starting a probe. */
public sealed interface ProbeStart {
  /**
   * It is being sent.
   *
   * @param sending as it began
   */
  record Started(ProbeSendView sending) implements ProbeStart {}

  /**
   * The socket to send from could not be opened; nothing was sent.
   *
   * @param refusal why
   */
  record NotOpened(Refusal refusal) implements ProbeStart {}

  /**
   * The listener to send from is not open.
   *
   * @param number the listener's number
   */
  record NoListener(int number) implements ProbeStart {}
}
