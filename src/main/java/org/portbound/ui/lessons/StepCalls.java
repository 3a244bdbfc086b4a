package org.portbound.ui.lessons;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.portbound.lesson.DeedResult;
import org.portbound.lesson.StepResult;
import org.portbound.ui.control.LedgerPane;
import org.portbound.ui.control.LedgerScope;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Ledger;
import org.portbound.workbench.LedgerEntry;

/**
 * The system calls of a lesson: those of the step in sight, or of one of its deeds, unless the user
 * wants all. A call that is selected marks the deed that made it. JavaFX thread.
 */
final class StepCalls extends VBox {
  private static final Setting<Boolean> SHOWN = Setting.flag("step-calls", true);
  private static final double MOST_PX = 150;

  /** The heading and two calls. */
  private static final double LEAST_PX = 82;

  private final UiContext context;
  private final LedgerPane ledger;
  private final Label place = new Label();
  private final IntConsumer mark;
  private List<StepResult> results = List.of();
  private int step;

  /**
   * @param mark marks the deed of the step in sight that made a call, by its place; −1 for none
   */
  StepCalls(UiContext context, Ledger calls, IntConsumer mark) {
    this.context = context;
    this.ledger = new LedgerPane(context, calls);
    this.mark = mark;
    ledger.onChoice(this::chosen, () -> mark.accept(-1));
    ledger.setPrefHeight(MOST_PX);
    place.setId("lesson-call-place");
    place.getStyleClass().addAll("pb-muted", "pb-ledger-place");
    place.managedProperty().bind(place.visibleProperty());
    place.setVisible(false);
    setId("lesson-calls-pane");
    getChildren().setAll(place, ledger);
    managedProperty().bind(visibleProperty());
    setVisible(context.settings().get(SHOWN));
  }

  boolean isWanted() {
    return isVisible();
  }

  void setWanted(boolean on) {
    context.settings().put(SHOWN, on);
    setVisible(on);
  }

  /** Takes what is left, and a few lines at least. */
  void leaveRoom(double leftPx) {
    ledger.setPrefHeight(Math.clamp(leftPx, LEAST_PX, MOST_PX));
  }

  /** For a class the calls alone stand there, without what searches and copies them. */
  void present(boolean on) {
    ledger.showTools(!on);
  }

  /** The step in sight, and what came of all so far. */
  void show(int inSight, List<StepResult> now) {
    step = inSight;
    results = now;
    place.setVisible(false);
    List<DeedResult> deeds = deeds(inSight);
    ledger.refresh();
    if (deeds.isEmpty()) {
      ledger.show(LedgerScope.ALL);
    } else {
      String label = context.say("ui.ledger.scope-step", String.valueOf(inSight + 1));
      ledger.show(
          LedgerScope.between(label, deeds.getFirst().firstCall(), deeds.getLast().endCall()));
    }
  }

  /** The calls of one deed of the step in sight; −1 for all of the step. */
  void showDeed(int deed) {
    if (deed < 0 || deed >= deeds(step).size()) {
      show(step, results);
      return;
    }
    DeedResult result = deeds(step).get(deed);
    String label =
        context.say("ui.ledger.scope-deed", String.valueOf(step + 1), String.valueOf(deed + 1));
    ledger.show(LedgerScope.between(label, result.firstCall(), result.endCall()));
  }

  private List<DeedResult> deeds(int of) {
    StepResult result = of < results.size() ? results.get(of) : null;
    return result instanceof StepResult.Ran(List<DeedResult> deeds) ? deeds : List.of();
  }

  private void chosen(LedgerEntry call) {
    int maker = step(call);
    int deed = maker < 0 ? -1 : deed(maker, call);
    mark.accept(maker == step ? deed : -1);
    place.setVisible(maker >= 0 && maker != step);
    if (maker >= 0) {
      place.setText(
          context.say(
              "ui.lessons.call-place", String.valueOf(maker + 1), String.valueOf(deed + 1)));
    }
  }

  private int step(LedgerEntry call) {
    for (int i = 0; i < results.size(); i++) {
      if (deed(i, call) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private int deed(int of, LedgerEntry call) {
    List<DeedResult> deeds = deeds(of);
    for (int i = 0; i < deeds.size(); i++) {
      if (deeds.get(i).firstCall() <= call.number() && call.number() < deeds.get(i).endCall()) {
        return i;
      }
    }
    return -1;
  }
}
