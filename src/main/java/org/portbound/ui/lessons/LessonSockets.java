package org.portbound.ui.lessons;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;

/** The sockets that are open after a step, and how many datagrams each has got. JavaFX thread. */
final class LessonSockets extends VBox {
  private final UiContext context;

  LessonSockets(UiContext context) {
    super(6);
    this.context = context;
    setId("lesson-sockets");
    setVisible(false);
    managedProperty().bind(visibleProperty());
  }

  /** Shows those that are open. */
  void show(List<ListenerView> listeners) {
    var heading = new Label(context.say("ui.lessons.sockets"));
    heading.getStyleClass().add("pb-label");
    getChildren().setAll(heading);
    listeners.stream()
        .filter(each -> each.state() == ListenerState.OPEN)
        .forEach(each -> getChildren().add(row(each)));
    if (getChildren().size() == 1) {
      heading.setText(context.say("ui.lessons.no-sockets"));
    }
  }

  private HBox row(ListenerView listener) {
    var local = new Label(listener.local().toString());
    local.getStyleClass().add("pb-endpoint");
    local.setMinWidth(USE_PREF_SIZE);
    var received = new Label(context.say("ui.lessons.got", Formats.count(listener.datagrams())));
    received.setId("lesson-got-" + listener.number());
    received.getStyleClass().add("pb-lesson-text");
    received.setMinWidth(USE_PREF_SIZE);
    var row = new HBox(8, Badge.listener(listener.number()), local, received);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
