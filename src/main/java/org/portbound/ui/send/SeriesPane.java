package org.portbound.ui.send;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.SeriesView;

/** The series that are being sent, and those that were, the newest first. JavaFX thread. */
public final class SeriesPane extends VBox {
  private final UiContext context;
  private final SendActions actions;
  private final VBox rows = new VBox();
  private final Label empty;
  private final Button stopAll;
  private final Button clear;
  private final Map<Integer, SeriesRow> shown = new HashMap<>();

  /** Those that the user does not want to see any more. */
  private final Set<Integer> cleared = new HashSet<>();

  private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper(0);

  /** An empty pane. */
  public SeriesPane(UiContext context, SendActions actions) {
    this.context = context;
    this.actions = actions;
    getStyleClass().add("pb-ledger");
    empty = new Label(context.say("ui.series.empty"));
    empty.setId("series-empty");
    empty.getStyleClass().add("pb-empty-line");
    stopAll = context.named(new Button(context.say("ui.series-stop-all.label")), "series-stop-all");
    stopAll.getStyleClass().addAll("flat", "pb-tool");
    stopAll.setOnAction(event -> shown.values().forEach(each -> this.actions.stop(each.number())));
    clear = context.named(new Button(context.say("ui.series-clear.label")), "series-clear");
    clear.getStyleClass().addAll("flat", "pb-tool");
    clear.setOnAction(event -> clear());
    var header = new HBox(8, stopAll, clear);
    header.setAlignment(Pos.CENTER_RIGHT);
    header.getStyleClass().addAll("pb-pane-header", "pb-header-right");
    var scroll = Scrolling.around(rows);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pb-series-scroll");
    var place = new StackPane(scroll, empty);
    VBox.setVgrow(place, Priority.ALWAYS);
    getChildren().addAll(header, place);
    refresh(List.of());
  }

  private void clear() {
    shown.values().stream().filter(SeriesRow::isOver).forEach(each -> cleared.add(each.number()));
    rows.getChildren().removeIf(each -> each instanceof SeriesRow row && row.isOver());
    shown.values().removeIf(SeriesRow::isOver);
    arrange();
  }

  /** Shows them as they are now. */
  public void refresh(List<SeriesView> views) {
    var present = new ArrayList<Integer>();
    for (SeriesView view : views) {
      if (cleared.contains(view.number())) {
        continue;
      }
      present.add(view.number());
      SeriesRow row = shown.get(view.number());
      if (row == null) {
        row = new SeriesRow(context, view, actions);
        shown.put(view.number(), row);
        rows.getChildren().addFirst(row);
      }
      row.show(view);
    }
    rows.getChildren()
        .removeIf(each -> each instanceof SeriesRow row && !present.contains(row.number()));
    shown.keySet().retainAll(present);
    arrange();
  }

  private void arrange() {
    int active = (int) shown.values().stream().filter(each -> !each.isOver()).count();
    running.set(active);
    empty.setVisible(shown.isEmpty());
    stopAll.setVisible(active > 1);
    stopAll.setManaged(active > 1);
    clear.setVisible(active < shown.size());
  }

  /** How many go on. */
  public ReadOnlyIntegerProperty runningProperty() {
    return running.getReadOnlyProperty();
  }
}
