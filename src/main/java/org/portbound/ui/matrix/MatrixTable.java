package org.portbound.ui.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.portbound.experiment.AddressCase;
import org.portbound.experiment.MatrixCell;
import org.portbound.experiment.MatrixGrid;
import org.portbound.socket.ReuseOptions;
import org.portbound.ui.control.UiContext;

/** The coloured grid: a row for each pair of addresses, a column for each pair of options. */
final class MatrixTable extends GridPane {
  private static final int OPTIONS = MatrixGrid.OPTIONS.size();

  /** Takes an icon and the shortest word in every language. */
  private static final double CELL_PX = 44;

  /** In less width the cells have no room for their whole word. */
  private static final double WHOLE_WORDS_PX = 1126;

  private final UiContext context;
  private final MatrixWords words;
  private final Consumer<MatrixCell> choose;
  private final List<MatrixCellButton> buttons = new ArrayList<>();

  MatrixTable(UiContext context, Consumer<MatrixCell> choose) {
    super(2, 2);
    this.context = context;
    this.words = new MatrixWords(context);
    this.choose = choose;
    UiContext.label(this, "matrix-grid", context.say("ui.matrix.grid"));
    getStyleClass().add("pb-matrix");
    var names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    getColumnConstraints().add(names);
    for (int i = 0; i < OPTIONS * OPTIONS; i++) {
      var column = new ColumnConstraints(CELL_PX, CELL_PX, Double.MAX_VALUE);
      column.setHgrow(Priority.ALWAYS);
      column.setFillWidth(true);
      getColumnConstraints().add(column);
    }
    widthProperty().subscribe(this::fitWords);
  }

  private void fitWords() {
    boolean whole = getWidth() >= WHOLE_WORDS_PX;
    buttons.forEach(each -> each.say(whole));
  }

  /** Shows one user's half of the matrix. */
  void show(MatrixGrid grid, boolean otherUser) {
    getChildren().clear();
    buttons.clear();
    add(left(head("pb-caption", context.say("ui.matrix.first"))), 0, 0);
    add(left(head("pb-caption", context.say("ui.matrix.second"))), 0, 1);
    for (int first = 0; first < OPTIONS; first++) {
      Label there = head("pb-label", words.options(MatrixGrid.OPTIONS.get(first)));
      add(there, 1 + first * OPTIONS, 0, OPTIONS, 1);
      for (int second = 0; second < OPTIONS; second++) {
        Label here = head("pb-caption", words.shortOptions(MatrixGrid.OPTIONS.get(second)));
        add(here, 1 + first * OPTIONS + second, 1);
      }
    }
    for (int row = 0; row < AddressCase.ALL.size(); row++) {
      AddressCase addresses = AddressCase.ALL.get(row);
      var name = new Label(addresses.toString());
      name.getStyleClass().addAll("pb-fact", "pb-matrix-name");
      add(name, 0, 2 + row);
      for (int column = 0; column < OPTIONS * OPTIONS; column++) {
        addCell(grid, addresses, otherUser, row, column);
      }
    }
    fitWords();
  }

  private void addCell(
      MatrixGrid grid, AddressCase addresses, boolean otherUser, int row, int column) {
    ReuseOptions first = MatrixGrid.OPTIONS.get(column / OPTIONS);
    ReuseOptions second = MatrixGrid.OPTIONS.get(column % OPTIONS);
    grid.cell(addresses, first, second, otherUser)
        .ifPresent(
            cell -> {
              String id = "matrix-cell-" + row + "-" + column;
              var button = new MatrixCellButton(context, cell, id, this::chosen);
              button.setUserData(cell);
              GridPane.setVgrow(button, Priority.ALWAYS);
              buttons.add(button);
              add(button, 1 + column, 2 + row);
            });
  }

  private void chosen(MatrixCell cell) {
    buttons.forEach(each -> each.choose(cell.equals(each.getUserData())));
    choose.accept(cell);
  }

  private static Label head(String styleClass, String text) {
    var label = new Label(text);
    label.getStyleClass().addAll(styleClass, "pb-matrix-head");
    GridPane.setHalignment((Node) label, HPos.CENTER);
    return label;
  }

  /** As the names of the rows below it stand. */
  private static Label left(Label head) {
    GridPane.setHalignment((Node) head, HPos.LEFT);
    return head;
  }
}
