package org.portbound.ui;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands above the table and beside the send button, as what is to be done to show it again in
 * another language. JavaFX thread.
 */
final class Answers {
  private @Nullable Consumer<Wishes> above;
  private @Nullable Consumer<SendWishes> outcome;

  /** Nothing is shown yet. */
  Answers() {}

  /** A refusal, or a panel about a listener, is shown above the table. */
  void above(Consumer<Wishes> again) {
    above = again;
  }

  /** Nothing is above the table any more. */
  void clear() {
    above = null;
  }

  /** A send was answered. */
  void outcome(Consumer<SendWishes> again) {
    outcome = again;
  }

  void showAgain(Wishes wishes, SendWishes sends) {
    Consumer<SendWishes> sent = outcome;
    if (sent != null) {
      sent.accept(sends);
    }
    Consumer<Wishes> shown = above;
    if (shown != null) {
      shown.accept(wishes);
    }
  }
}
