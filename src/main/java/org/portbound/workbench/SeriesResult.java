package org.portbound.workbench;

/** What came of starting a series. */
public sealed interface SeriesResult {
  /**
   * It is being sent.
   *
   * @param series as it began
   */
  record Started(SeriesView series) implements SeriesResult {}

  /**
   * The socket to send from could not be opened; nothing was sent.
   *
   * @param refusal why
   */
  record NotOpened(Refusal refusal) implements SeriesResult {}

  /**
   * The listener to send from is not open.
   *
   * @param number the listener's number
   */
  record NoListener(int number) implements SeriesResult {}
}
