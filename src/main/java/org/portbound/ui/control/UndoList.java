package org.portbound.ui.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.portbound.text.Message;

/**
 * What the user did and can take back, the newest first. It outlives the window, so what takes
 * something back asks {@link Memory#newest} for the parts it needs. JavaFX thread.
 */
public final class UndoList {
  private static final int MOST = 20;

  private final Deque<Step> steps = new ArrayDeque<>();
  private Consumer<Step> teller = step -> {};
  private Consumer<Step> closer = step -> {};

  /**
   * Something that was done.
   *
   * @param done says that it was done
   * @param wish says what taking it back is, for a menu
   * @param back takes it back
   */
  public record Step(Message done, Message wish, Runnable back) {}

  private UndoList() {}

  /** The one of this window and those before it. */
  public static UndoList of(UiContext context) {
    return context.memory().keep(UndoList.class, UndoList::new);
  }

  /**
   * Who tells of it from now on.
   *
   * @param added takes what was just done
   * @param gone takes what cannot be taken back any more, or was
   */
  public void tell(Consumer<Step> added, Consumer<Step> gone) {
    teller = added;
    closer = gone;
  }

  /** Something was done. */
  public void add(Step step) {
    steps.push(step);
    if (steps.size() > MOST) {
      steps.removeLast();
    }
    teller.accept(step);
  }

  /** It cannot be taken back here any more. */
  public void forget(Step step) {
    if (steps.removeIf(each -> each == step)) {
      closer.accept(step);
    }
  }

  /** What would be taken back next. */
  public Optional<Step> last() {
    return Optional.ofNullable(steps.peek());
  }

  /** Takes something back, once. */
  public void takeBack(Step step) {
    if (steps.removeIf(each -> each == step)) {
      closer.accept(step);
      step.back().run();
    }
  }
}
