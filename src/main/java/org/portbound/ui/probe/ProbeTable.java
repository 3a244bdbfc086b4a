package org.portbound.ui.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.portbound.probe.ProbeStream;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.ColumnMemory;
import org.portbound.ui.control.UiContext;

/** The streams that were received, a row for each, with its figures as they are now. */
final class ProbeTable extends TableView<ProbeTable.Row> {
  private static final double ROW_HEIGHT_PX = 26;
  private static final double HEADER_HEIGHT_PX = 30;

  /** More are scrolled to: no row moves when another stream comes. */
  private static final int ROWS = 6;

  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final UiContext context;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();

  /** A stream that keeps its row. */
  static final class Row {
    private final ReadOnlyObjectWrapper<ProbeStream> stream;

    Row(ProbeStream stream) {
      this.stream = new ReadOnlyObjectWrapper<>(stream);
    }

    ProbeStream stream() {
      return stream.get();
    }

    ReadOnlyObjectProperty<ProbeStream> streamProperty() {
      return stream.getReadOnlyProperty();
    }
  }

  ProbeTable(UiContext context) {
    this.context = context;
    var words = new ProbeWords(context);
    context.named(this, "probe-table");
    UiContext.noTip(this);
    getStyleClass().addAll("pb-traffic", "pb-ports", "pb-dense");
    setFixedCellSize(ROW_HEIGHT_PX);
    TableColumn<Row, ProbeStream> lost =
        figure("lost", 52, each -> ProbeWords.count(each.counts().lost()));
    TableColumn<Row, ProbeStream> share =
        figure("share", 66, each -> ProbeWords.percent(each.counts().lostShare()));
    lost.setCellFactory(
        column -> new WordCell(each -> ProbeWords.count(each.counts().lost()), "lost", true));
    share.setCellFactory(
        column ->
            new WordCell(each -> ProbeWords.percent(each.counts().lostShare()), "share", true));
    getColumns()
        .setAll(
            List.of(
                number(),
                column("source", 122, each -> each.source().toString()),
                column("listener", 34, each -> "#" + each.listener()),
                column("state", 72, words::state),
                figure("received", 68, each -> ProbeWords.count(each.counts().received())),
                lost,
                share,
                figure("duplicates", 52, each -> ProbeWords.count(each.counts().duplicates())),
                figure("order", 62, each -> ProbeWords.count(each.counts().outOfOrder())),
                figure("delay", 66, each -> ProbeWords.delay(each, each.delay().meanNs())),
                figure("most", 66, each -> ProbeWords.delay(each, each.delay().maxNs())),
                figure("jitter", 66, each -> ProbeWords.time(each.delay().jitterNs())),
                figure("rate", 68, each -> ProbeWords.rate(each.perSecond())),
                figure("ttl", 40, each -> ProbeWords.ttl(each.ttl()))));
    ColumnMemory.keep(context, this);
    setPrefHeight(HEADER_HEIGHT_PX + ROW_HEIGHT_PX * ROWS);
    setItems(rows);
  }

  /** The stream's number in the colour of its lines. */
  private TableColumn<Row, ProbeStream> number() {
    TableColumn<Row, ProbeStream> column = column("number", 48, each -> "");
    column.getStyleClass().add("pb-cell-first");
    column.setCellFactory(
        each ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable ProbeStream stream, boolean empty) {
                super.updateItem(stream, empty);
                setGraphic(empty || stream == null ? null : Badge.listener(stream.number()));
              }
            });
    return column;
  }

  private TableColumn<Row, ProbeStream> figure(
      String name, double widthPx, Function<ProbeStream, String> words) {
    TableColumn<Row, ProbeStream> column = column(name, widthPx, words);
    column.getStyleClass().add("pb-cell-number");
    return column;
  }

  private TableColumn<Row, ProbeStream> column(
      String name, double widthPx, Function<ProbeStream, String> words) {
    var column = new TableColumn<Row, ProbeStream>(context.say("ui.probe.column." + name));
    column.setId("probe-column-" + name);
    column.setPrefWidth(widthPx);
    column.setMinWidth(30);
    column.setReorderable(false);
    column.setSortable(false);
    column.setCellValueFactory(features -> features.getValue().streamProperty());
    column.setCellFactory(each -> new WordCell(words, name, false));
    return column;
  }

  /** Shows these streams; those that were shown before keep their rows. */
  void show(List<ProbeStream> streams) {
    List<Integer> shown = rows.stream().map(each -> each.stream().number()).toList();
    if (!shown.equals(streams.stream().map(ProbeStream::number).toList())) {
      var fresh = new ArrayList<Row>();
      for (ProbeStream each : streams) {
        int place = shown.indexOf(each.number());
        fresh.add(place < 0 ? new Row(each) : rows.get(place));
      }
      rows.setAll(fresh);
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).stream.set(streams.get(i));
    }
  }

  private static final class WordCell extends TableCell<Row, ProbeStream> {
    private final Function<ProbeStream, String> words;
    private final String name;
    private final boolean loss;

    WordCell(Function<ProbeStream, String> words, String name, boolean loss) {
      this.words = words;
      this.name = name;
      this.loss = loss;
    }

    @Override
    protected void updateItem(@Nullable ProbeStream stream, boolean empty) {
      super.updateItem(stream, empty);
      if (empty || stream == null) {
        setText(null);
        setId(null);
        pseudoClassStateChanged(DANGER, false);
        return;
      }
      setText(words.apply(stream));
      setId("probe-" + name + "-" + stream.number());
      pseudoClassStateChanged(DANGER, loss && stream.counts().lost() > 0);
    }
  }
}
