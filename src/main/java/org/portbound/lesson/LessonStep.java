package org.portbound.lesson;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a lesson.
 *
 * @param title a few words
 * @param text what is about to happen
 * @param deeds what is done, in this order
 * @param question what the class predicts before it is done, or null
 * @param why why the kernel answers so
 * @param source where that is written: man page, kernel file, RFC
 * @param needs what the system must have for it
 * @param elsewhere what is documented, for systems that lack it; or null
 */
public record LessonStep(
    Words title,
    Words text,
    List<Deed> deeds,
    @Nullable Question question,
    Words why,
    String source,
    Set<Need> needs,
    @Nullable Words elsewhere) {
  /** Copies the collections. */
  public LessonStep {
    deeds = List.copyOf(deeds);
    needs = Set.copyOf(needs);
  }
}
