package org.portbound.ui;

import java.util.Optional;
import org.portbound.text.Message;
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
  private final Workbench workbench;
  private final UiContext context;

  Closings(Workbench workbench, UiContext context) {
    this.workbench = workbench;
    this.context = context;
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
                () ->
                    context
                        .memory()
                        .newest("wishes", Wishes.class)
                        .bind(before.peer(), plan(before))));
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
