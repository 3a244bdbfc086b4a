package org.portbound.workbench;

import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.text.Message;

/** What came of a fix for a send. */
public sealed interface SendFixResult {
  /**
   * It was sent, or refused once more.
   *
   * @param result what the kernel said
   * @param expected what it had been expected to say, or null if nothing had been foretold
   */
  record Answered(SendResult result, @Nullable Forecast expected) implements SendFixResult {}

  /**
   * The fix itself could not be carried out.
   *
   * @param why names the obstacle
   */
  record Failed(Message why) implements SendFixResult {}
}
