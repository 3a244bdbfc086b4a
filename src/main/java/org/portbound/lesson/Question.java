package org.portbound.lesson;

import java.util.List;

/**
 * What the class predicts before a step is run.
 *
 * @param ask the question
 * @param choices two or more, one of them right
 */
public record Question(Words ask, List<Choice> choices) {
  /** Copies the choices. */
  public Question {
    choices = List.copyOf(choices);
  }

  /**
   * One answer.
   *
   * @param words the answer
   * @param right whether the kernel will say so
   */
  public record Choice(Words words, boolean right) {}
}
