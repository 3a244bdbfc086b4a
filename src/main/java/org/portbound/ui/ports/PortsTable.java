package org.portbound.ui.ports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.ColumnMemory;
import org.portbound.ui.control.UiContext;

/**
 * The sockets as a table. A socket keeps its row from one look to the next, so what is selected and
 * what is in sight stay.
 */
final class PortsTable extends TableView<PortRow> {
  private static final double ROW_HEIGHT_PX = 26;

  private static final double LEAST_PX = 64;

  /** A column of short words gets no wider than so many times what it usually needs. */
  private static final double MOST_TIMES = 1.6;

  private static final PseudoClass ELSEWHERE = PseudoClass.getPseudoClass("elsewhere");

  private final UiContext context;
  private final PortWords words;
  private final Map<PortRow.Key, PortRow> byKey = new HashMap<>();
  private final ObservableList<PortRow> rows = FXCollections.observableArrayList();
  private final FilteredList<PortRow> filtered = new FilteredList<>(rows);
  private final TableColumn<PortRow, PortRow.Seen> namespace;

  /**
   * @param explain takes the row whose port is to be explained
   */
  PortsTable(UiContext context, Consumer<PortRow> explain) {
    this.context = context;
    this.words = new PortWords(context);
    context.named(this, "ports-table");
    UiContext.noTip(this);
    getStyleClass().addAll("pb-traffic", "pb-ports");
    setFixedCellSize(ROW_HEIGHT_PX);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    namespace = column("namespace", 136, words::namespace, Comparator.comparing(words::namespace));
    addColumns();
    var sorted = new SortedList<>(filtered);
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    var item = new MenuItem(context.say("ui.ports-explain.label"));
    item.setId("ports-menu-explain");
    item.setOnAction(event -> explainSelected(explain));
    setContextMenu(new ContextMenu(item));
    setRowFactory(
        view -> {
          var row = new TableRow<PortRow>();
          row.itemProperty()
              .subscribe(
                  shown ->
                      row.pseudoClassStateChanged(
                          ELSEWHERE, shown != null && shown.seen().elsewhere() != null));
          row.setOnMouseClicked(
              event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                  explain.accept(row.getItem());
                }
              });
          return row;
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            explainSelected(explain);
          }
        });
  }

  private void explainSelected(Consumer<PortRow> explain) {
    PortRow selected = getSelectionModel().getSelectedItem();
    if (selected != null) {
      explain.accept(selected);
    }
  }

  private void addColumns() {
    TableColumn<PortRow, PortRow.Seen> port =
        number("port", 64, words::port, each -> each.local().port());
    TableColumn<PortRow, PortRow.Seen> program = text("program", 140, words::program);
    program.setCellFactory(column -> new ProgramCell(words));
    getColumns()
        .setAll(
            List.of(
                text("address", 126, words::address),
                port,
                text("family", 58, words::family),
                text("user", 80, words::user),
                column(
                    "pid",
                    72,
                    each -> words.pids(each.holder()),
                    Comparator.comparingLong(PortsTable::firstPid)),
                program,
                column("options", 204, words::options, Comparator.comparing(words::options)),
                number("drops", 92, words::drops, Holder::droppedByKernel),
                number("queue", 84, words::queue, Holder::receiveQueueBytes),
                text("peer", 110, words::peer),
                text("state", 76, words::state),
                namespace));
    // The room of a large window goes to what is long; what is short gives none away.
    for (TableColumn<PortRow, ?> each : getColumns()) {
      if (each != program && !each.getId().endsWith("-options")) {
        each.setMaxWidth(MOST_TIMES * each.getPrefWidth());
        each.setMinWidth(each.getId().endsWith("-peer") ? LEAST_PX : each.getPrefWidth());
      }
    }
    getColumns().getFirst().getStyleClass().add("pb-cell-first");
    namespace.setVisible(false);
    ColumnMemory.keep(context, this);
    getSortOrder().setAll(List.of(port));
  }

  private static long firstPid(PortRow.Seen seen) {
    return seen.holder().processes().isEmpty() ? -1 : seen.holder().processes().getFirst().pid();
  }

  private TableColumn<PortRow, PortRow.Seen> text(
      String name, double widthPx, Function<Holder, String> words) {
    return column(
        name,
        widthPx,
        seen -> words.apply(seen.holder()),
        Comparator.comparing(seen -> words.apply(seen.holder())));
  }

  private TableColumn<PortRow, PortRow.Seen> number(
      String name,
      double widthPx,
      Function<Holder, String> words,
      Function<Holder, ? extends Number> value) {
    TableColumn<PortRow, PortRow.Seen> column =
        column(
            name,
            widthPx,
            seen -> words.apply(seen.holder()),
            Comparator.comparingLong(seen -> value.apply(seen.holder()).longValue()));
    column.getStyleClass().add("pb-cell-number");
    return column;
  }

  private TableColumn<PortRow, PortRow.Seen> column(
      String name,
      double widthPx,
      Function<PortRow.Seen, String> words,
      Comparator<PortRow.Seen> order) {
    var column = new TableColumn<PortRow, PortRow.Seen>(context.say("ui.ports.column." + name));
    column.setId("ports-column-" + name);
    column.setPrefWidth(widthPx);
    column.setMinWidth(LEAST_PX);
    column.setReorderable(false);
    column.setComparator(order);
    column.setCellValueFactory(features -> features.getValue().seenProperty());
    column.setCellFactory(
        each ->
            new TableCell<>() {
              @Override
              protected void updateItem(PortRow.@Nullable Seen seen, boolean empty) {
                super.updateItem(seen, empty);
                setText(empty || seen == null ? null : words.apply(seen));
              }
            });
    return column;
  }

  /** Shows these sockets; those that were shown before keep their rows. */
  void show(List<PortRow.Seen> sockets) {
    var known = new HashMap<>(byKey);
    var next = new ArrayList<PortRow>(sockets.size());
    boolean changed = false;
    byKey.clear();
    for (PortRow.Seen each : sockets) {
      PortRow.Key key = PortRow.Key.of(each.holder());
      PortRow row = known.get(key);
      if (row == null) {
        row = new PortRow(each);
      } else {
        changed |= row.show(each);
      }
      byKey.put(key, row);
      next.add(row);
    }
    if (changed || !next.equals(rows)) {
      PortRow selected = getSelectionModel().getSelectedItem();
      // At once: the order of ten thousand rows is found once, not once for each that changed.
      rows.setAll(next);
      reselect(selected);
    }
    // Where everything is in one namespace, the column would say nothing.
    namespace.setVisible(sockets.stream().anyMatch(each -> each.elsewhere() != null));
  }

  private void reselect(@Nullable PortRow selected) {
    if (selected == null || getSelectionModel().getSelectedItem() == selected) {
      return;
    }
    getSelectionModel().clearSelection();
    if (getItems().contains(selected)) {
      getSelectionModel().select(selected);
    }
  }

  /** Shows only sockets of whose columns each word of the text is a part. */
  void filter(String text) {
    PortRow selected = getSelectionModel().getSelectedItem();
    String[] wanted = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
    filtered.setPredicate(
        row -> {
          String line = line(row.seen()).toLowerCase(Locale.ROOT);
          for (String each : wanted) {
            if (!line.contains(each)) {
              return false;
            }
          }
          return true;
        });
    reselect(selected);
  }

  private String line(PortRow.Seen seen) {
    Holder holder = seen.holder();
    return String.join(
        "\n",
        holder.local().toString(),
        words.address(holder),
        words.family(holder),
        words.user(holder),
        words.pids(holder),
        words.program(holder),
        words.options(seen),
        words.drops(holder),
        words.queue(holder),
        words.peer(holder),
        words.state(holder),
        words.namespace(seen));
  }

  /** How many sockets there are without the filter. */
  int total() {
    return rows.size();
  }

  /** The program; for our own sockets with the listener's number in its colour. */
  private static final class ProgramCell extends TableCell<PortRow, PortRow.Seen> {
    private final PortWords words;

    ProgramCell(PortWords words) {
      this.words = words;
    }

    @Override
    protected void updateItem(PortRow.@Nullable Seen seen, boolean empty) {
      super.updateItem(seen, empty);
      if (empty || seen == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      setText(words.program(seen.holder()));
      var own = seen.holder().ownListener();
      setGraphic(own.isPresent() ? Badge.listener(own.getAsInt()) : null);
    }
  }
}
