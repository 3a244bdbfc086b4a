package org.portbound.ui;

import javafx.scene.Node;
import org.portbound.ui.control.CodeWindow;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.Sketches;
import org.portbound.workbench.Workbench;

/** Listeners and sends as programs, asked of the workbench and shown. JavaFX thread. */
final class CodeWishes {
  private final Sketches sketches;
  private final UiContext context;
  private final CodeWindow window;

  CodeWishes(Workbench workbench, UiContext context) {
    this.sketches = workbench.sketches();
    this.context = context;
    this.window = new CodeWindow(context);
  }

  /** Shows a listener as it is now, unless it is gone. */
  void listener(Node owner, int number) {
    context
        .commands()
        .ask(
            () -> sketches.listener(number),
            found ->
                found.ifPresent(
                    sketched ->
                        window.show(
                            owner,
                            context.say("ui.code.listener", String.valueOf(number)),
                            sketched)));
  }

  /** Shows a send; nothing if the listener to send from is gone. */
  void send(Node owner, SendPlan plan) {
    context
        .commands()
        .ask(
            () -> sketches.send(plan),
            found ->
                found.ifPresent(
                    sketched ->
                        window.show(
                            owner, context.say("ui.code.send", plan.destination()), sketched)));
  }
}
