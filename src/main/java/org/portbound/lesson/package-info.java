/**
 * Guided experiments: lessons as files, and the running of their steps on the real kernel.
 *
 * <p>A {@link org.portbound.lesson.Lesson} is data, read by {@link org.portbound.lesson.LessonFile}
 * from YAML. A {@link org.portbound.lesson.LessonRun} carries its steps out on a workbench and
 * holds each of the kernel's answers against what the lesson expects; it closes what it opened.
 * Knows the workbench and the records of the rooms below it. A run belongs to one thread at a time,
 * which may not be the JavaFX thread: it blocks.
 */
package org.portbound.lesson;
