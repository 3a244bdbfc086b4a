package org.portbound.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * What an act becomes.
 *
 * @param title a sentence of it
 * @param deeds what the lesson does
 * @param obstacle why the lesson cannot say it, or null
 * @param remarks what it does otherwise, or leaves out
 */
record Told(Message title, List<Deed> deeds, @Nullable Message obstacle, List<Message> remarks) {
  static Told of(Deed... deeds) {
    Message title = Answers.done(deeds[0], LessonPorts.AS_WRITTEN);
    return new Told(title, List.of(deeds), null, List.of());
  }

  static Told not(Message title, Message obstacle) {
    return new Told(title, List.of(), obstacle, List.of());
  }

  Told unless(boolean sayable, Message otherwise) {
    return sayable ? this : not(title, otherwise);
  }
}
