package org.portbound.lesson;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.workbench.Chronicle;

/**
 * Something that was done, as a lesson says it.
 *
 * @param entry what was done
 * @param title a sentence of it
 * @param deeds what the lesson does; empty if it says nothing of it
 * @param obstacle why the lesson cannot say it, or null
 * @param remarks what the lesson does otherwise, or leaves out
 * @param needs what the system must have
 */
public record RetoldAct(
    Chronicle.Entry entry,
    Message title,
    List<Deed> deeds,
    @Nullable Message obstacle,
    List<Message> remarks,
    Set<Need> needs) {
  /** Copies the collections. */
  public RetoldAct {
    deeds = List.copyOf(deeds);
    remarks = List.copyOf(remarks);
    needs = Set.copyOf(needs);
  }

  /** Whether it becomes a step. */
  public boolean isTold() {
    return !deeds.isEmpty();
  }
}
