package org.portbound.cli.demo;

import org.portbound.text.Message;

/**
 * One step of the story.
 *
 * @param what what is done
 * @param expectation what the kernel is expected to answer, and why
 * @param action does it
 */
public record Step(Message what, Message expectation, Action action) {
  /** Asks the kernel. */
  @FunctionalInterface
  public interface Action {
    /** Does it and waits for the answer; blocks, for a few seconds at the most. */
    Answer perform(Stage stage);
  }
}
