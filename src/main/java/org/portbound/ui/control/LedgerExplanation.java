package org.portbound.ui.control;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.portbound.diagnosis.CallExplanation;
import org.portbound.socket.CallTotals;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;
import org.portbound.workbench.LedgerEntry;

/** A pop-over that explains one socket call. JavaFX thread. */
final class LedgerExplanation {
  private static final double WIDTH_PX = 440;

  private final UiContext context;

  LedgerExplanation(UiContext context) {
    this.context = context;
  }

  /**
   * Shows what a call does.
   *
   * @param owner the pop-over stands above it
   */
  void show(LedgerEntry entry, Node owner) {
    SystemCall call = entry.call();
    var line = new Label(CallText.of(context, call));
    line.getStyleClass().add("pb-mono");
    line.setWrapText(true);
    var box = new VBox(8, line);
    box.setId("ledger-explanation");
    box.getStyleClass().add("pb-popover");
    List<Message> sentences = CallExplanation.of(call);
    for (Message each : sentences) {
      box.getChildren().add(sentence(context.say(each)));
    }
    if (sentences.isEmpty()) {
      box.getChildren().add(sentence(context.say("ui.ledger.explain.none")));
    }
    if (entry.background()) {
      box.getChildren().add(sentence(context.say("ui.ledger.explain.background")));
    }
    for (String each : remarks(entry)) {
      Label remark = sentence(each);
      remark.getStyleClass().add("pb-caption");
      box.getChildren().add(remark);
    }
    box.setPrefWidth(WIDTH_PX);
    PopOver popOver = PopOvers.at(PopOver.ArrowLocation.BOTTOM_CENTER);
    popOver.setContentNode(box);
    Bounds bounds = owner.localToScreen(owner.getLayoutBounds());
    popOver.show(owner, bounds.getCenterX(), bounds.getMinY());
    // As high as its sentences are at this width, which the pop-over does not ask for.
    box.applyCss();
    box.setMinHeight(box.prefHeight(WIDTH_PX));
  }

  /** What a run came to, or how long the call took. */
  private List<String> remarks(LedgerEntry entry) {
    CallTotals run = entry.totals();
    if (run != null) {
      return RunText.sentences(context, run);
    }
    double tookUs = entry.call().durationNs() / 1_000.0;
    return List.of(
        context.say("ui.ledger.explain.took", String.format(Locale.ROOT, "%.1f", tookUs)));
  }

  private static Label sentence(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }
}
