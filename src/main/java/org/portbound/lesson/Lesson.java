package org.portbound.lesson;

import java.util.List;

/**
 * A guided experiment. Immutable.
 *
 * @param name its short name, by which it is called in the terminal, such as {@code one-port}
 * @param title its title
 * @param about what it shows, in a sentence or two
 * @param steps the steps in their order; each builds upon those before it
 */
public record Lesson(String name, Words title, Words about, List<LessonStep> steps) {
  /** Copies the steps. */
  public Lesson {
    steps = List.copyOf(steps);
  }
}
