package org.portbound.ui.probe;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.UiContext;

/** Fields with their labels above them, three columns wide, and hints below them. */
final class FormGrid extends GridPane {
  private static final double NARROW_PX = 104;

  private final UiContext context;
  private int row;

  FormGrid(UiContext context) {
    super(8, 4);
    this.context = context;
    var wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    wide.setMinWidth(0);
    var narrow = new ColumnConstraints(NARROW_PX);
    getColumnConstraints().setAll(wide, narrow, new ColumnConstraints(NARROW_PX));
  }

  /**
   * A row of fields; the first takes the columns that are left over. The label of a field has the
   * key {@code ui.ID.label}.
   */
  void add(Node... fields) {
    int column = 0;
    for (int i = 0; i < fields.length; i++) {
      int columns = i == 0 ? 4 - fields.length : 1;
      var label = new Label(context.say("ui." + fields[i].getId() + ".label"));
      label.getStyleClass().add("pb-label");
      label.setLabelFor(fields[i]);
      add(label, column, row, columns, 1);
      add(fields[i], column, row + 1, columns, 1);
      column += columns;
    }
    row += 2;
  }

  /** What stands below the fields. */
  void add(String id, HintLine hint) {
    hint.setId(id);
    add(hint, 0, row, 3, 1);
    row++;
  }
}
