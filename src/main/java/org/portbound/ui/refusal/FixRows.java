package org.portbound.ui.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.UiContext;

/** What helps against a refusal, a row each, the least harm first. JavaFX thread. */
final class FixRows extends VBox {
  /** More fixes than this wait behind a link, so that the table stays in sight. */
  private static final int FIXES_AT_ONCE = 3;

  private final UiContext context;
  private final List<FixRow> rows = new ArrayList<>();

  /**
   * @param begin is run before an offer's own action
   */
  FixRows(UiContext context, List<Offer> offers, Runnable begin) {
    super(4);
    this.context = context;
    setId("refusal-fixes");
    getStyleClass().add("pb-refusal-indent");
    Optional<Offer> best = offers.stream().filter(each -> each.action() != null).findFirst();
    for (int i = 0; i < offers.size(); i++) {
      Offer offer = offers.get(i);
      boolean isBest = best.filter(each -> each == offer).isPresent();
      rows.add(new FixRow(context, i, offer, isBest, begin));
    }
    rows.stream().limit(FIXES_AT_ONCE).forEach(getChildren()::add);
    if (rows.size() > FIXES_AT_ONCE) {
      getChildren().add(more());
    }
  }

  private Node more() {
    List<FixRow> rest = rows.subList(FIXES_AT_ONCE, rows.size());
    var more = new Hyperlink(context.say("ui.refusal.more", String.valueOf(rest.size())));
    UiContext.label(more, "refusal-more", more.getText());
    more.setOnAction(
        event -> {
          boolean hadFocus = more.isFocused();
          getChildren().remove(more);
          getChildren().addAll(rest);
          if (hadFocus) {
            FocusMove.firstIn(rest.getFirst()).ifPresent(FocusMove::to);
          }
        });
    return more;
  }

  /** While one works all are off. */
  void setWorking(boolean working) {
    rows.forEach(each -> each.setDisable(working));
  }

  /** The button of the first that is on, if one can be clicked. */
  Optional<Node> first() {
    return rows.stream()
        .flatMap(each -> each.button().stream())
        .filter(FocusMove::isReady)
        .map(Node.class::cast)
        .findFirst();
  }

  /** Each that can be carried out, to be found by typing. */
  List<Action> actions() {
    return rows.stream().flatMap(each -> each.action().stream()).toList();
  }
}
