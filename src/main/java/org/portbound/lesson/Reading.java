package org.portbound.lesson;

import java.util.List;

/** What came of reading a lesson file. */
public sealed interface Reading {
  /**
   * It is a lesson.
   *
   * @param lesson the lesson
   */
  record Read(Lesson lesson) implements Reading {}

  /**
   * It has mistakes.
   *
   * @param faults all of them, in the order of their lines
   */
  record Faulty(List<Fault> faults) implements Reading {
    /** Copies the faults. */
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
