package org.portbound.ui.control;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.workbench.Ledger;
import org.portbound.workbench.Ledger.LedgerEntry;

/**
 * The socket calls of this program as strace prints them, the newest at the end. Whoever shows it
 * says what it is and how many there are.
 */
public final class LedgerPane extends VBox {
  /** The window shows the last calls; the ledger itself keeps more. */
  private static final int SHOWN = 2_000;

  private static final double LINE_HEIGHT_PX = 20;

  /** The title's line and the space below the list. */
  private static final double HEADER_HEIGHT_PX = 40;

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final UiContext context;
  private final Ledger ledger;
  private final ObservableList<LedgerEntry> lines = FXCollections.observableArrayList();
  private final ListView<LedgerEntry> list = new ListView<>(lines);
  private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(0);
  private long next;

  /** An empty pane; {@link #refresh()} fills it. */
  public LedgerPane(UiContext context, Ledger ledger) {
    this.context = context;
    this.ledger = ledger;
    this.next = ledger.first();
    getStyleClass().add("pb-ledger");
    context.named(list, "ledger-list");
    list.getStyleClass().add("pb-ledger-list");
    list.setCellFactory(view -> new LedgerCell(context));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setPlaceholder(placeholder());
    list.setOnKeyPressed(
        event -> {
          if (COPY.match(event)) {
            copy(list.getSelectionModel().getSelectedItems());
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    list.setFixedCellSize(LINE_HEIGHT_PX);
    list.maxHeightProperty().bind(heightProperty().map(LedgerPane::wholeLinesPx));
    getChildren().addAll(header(), list);
  }

  /** The list shows whole lines, never the lower half of one. */
  private static double wholeLinesPx(Number paneHeightPx) {
    double roomPx = paneHeightPx.doubleValue() - HEADER_HEIGHT_PX;
    return Math.max(1, Math.floor(roomPx / LINE_HEIGHT_PX)) * LINE_HEIGHT_PX;
  }

  private Label placeholder() {
    var label = new Label(context.say("ui.ledger.empty"));
    label.getStyleClass().add("pb-empty-line");
    return label;
  }

  private HBox header() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button copy = context.named(new Button(), "ledger-copy");
    copy.setGraphic(Icons.of(Feather.COPY));
    copy.getStyleClass().addAll("flat", "pb-tool");
    copy.setOnAction(
        event -> {
          List<LedgerEntry> selected = list.getSelectionModel().getSelectedItems();
          copy(selected.isEmpty() ? lines : selected);
        });
    var header = new HBox(8, space, copy);
    header.getStyleClass().add("pb-pane-header");
    return header;
  }

  private static void copy(List<LedgerEntry> entries) {
    var content = new ClipboardContent();
    content.putString(
        entries.stream()
            .map(entry -> entry.call().toString())
            .collect(Collectors.joining("\n", "", "\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** How many calls were made so far. */
  public ReadOnlyLongProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Takes over what was added since the last time. */
  public void refresh() {
    if (ledger.end() == next) {
      return;
    }
    List<LedgerEntry> added = ledger.since(Math.max(next, ledger.end() - SHOWN));
    if (added.isEmpty()) {
      return;
    }
    boolean selecting = !list.getSelectionModel().isEmpty() && list.isFocused();
    next = added.getLast().number() + 1;
    lines.addAll(added);
    if (lines.size() > SHOWN) {
      lines.remove(0, lines.size() - SHOWN);
    }
    count.set(next - 1);
    if (!selecting) {
      list.scrollTo(lines.size() - 1);
    }
  }
}
