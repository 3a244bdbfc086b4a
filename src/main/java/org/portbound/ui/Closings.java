package org.portbound.ui;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Workbench;

/**
 * Closes listeners; taken back, each is bound again where it was, with the options and groups it
 * had at the end. JavaFX thread.
 */
final class Closings {
  private static final KeyCombination RECEIVING =
      new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN);

  private final Workbench workbench;
  private final UiContext context;
  private final Stopped stopped;

  /** Those that were closed all at once, in whatever language. */
  private static final class Stopped {
    private UndoList.@Nullable Step last;
  }

  Closings(Workbench workbench, UiContext context) {
    this.workbench = workbench;
    this.context = context;
    this.stopped = context.memory().keep(Stopped.class, Stopped::new);
  }

  /**
   * Ctrl+E, as in tools that capture: closes every listener, and binds them again where they were.
   */
  Action receiving() {
    boolean open = workbench.listeners().stream().anyMatch(Closings::isOpen);
    String words = context.say(open ? "ui.receiving.stop" : "ui.receiving.again");
    return new Action("receiving", Action.Kind.BIND, words, open ? this::closeAll : this::again)
        .withKey(RECEIVING)
        .unless(() -> !open && stopped.last == null, context.say("ui.receiving.nothing"));
  }

  private static boolean isOpen(ListenerView listener) {
    return listener.state() == ListenerState.OPEN && !listener.plan().forReplies();
  }

  private void closeAll() {
    context
        .commands()
        .run(
            () ->
                workbench.listeners().stream()
                    .filter(Closings::isOpen)
                    .flatMap(each -> closed(each.number()).stream())
                    .toList(),
            this::offerToReceiveAgain);
  }

  private void offerToReceiveAgain(List<ListenerView> before) {
    if (!before.isEmpty()) {
      String count = String.valueOf(before.size());
      var step =
          new UndoList.Step(
              Message.of("ui.undo.closed-all", count),
              Message.of("ui.undo.close-all", count),
              () -> before.forEach(this::bindAgain));
      stopped.last = step;
      UndoList.of(context).add(step);
    }
  }

  private void again() {
    UndoList.Step step = stopped.last;
    stopped.last = null;
    if (step != null) {
      UndoList.of(context).takeBack(step);
    }
  }

  private void bindAgain(ListenerView before) {
    context.memory().newest("wishes", Wishes.class).bind(before.peer(), plan(before));
  }

  void close(int listener) {
    context
        .commands()
        .run(() -> closed(listener), before -> before.ifPresent(this::offerToTakeBack));
  }

  /** What it was, if it was open until now. */
  private Optional<ListenerView> closed(int listener) {
    Optional<ListenerView> before =
        workbench.listeners().stream()
            .filter(each -> each.number() == listener && each.state() == ListenerState.OPEN)
            .findFirst();
    return workbench.close(listener) ? before : Optional.empty();
  }

  private void offerToTakeBack(ListenerView before) {
    String number = String.valueOf(before.number());
    String place = before.local().toString();
    UndoList.of(context)
        .add(
            new UndoList.Step(
                Message.of("ui.undo.closed", number, place),
                Message.of("ui.undo.close", number, place),
                () -> bindAgain(before)));
  }

  private static ListenerPlan plan(ListenerView before) {
    return new ListenerPlan(
        before
            .plan()
            .socket()
            .withLocal(before.local())
            .withReuse(before.reuse())
            .withGroups(before.groups()),
        before.plan().closeOnExit());
  }
}
