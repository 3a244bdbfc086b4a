package org.portbound.ui.traffic.detail;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import org.portbound.decode.Decoded;
import org.portbound.decode.Field;
import org.portbound.ui.control.UiContext;

/** The kernel's facts and the decoded fields. A field that is selected marks its bytes. */
final class DetailTree extends TreeView<DetailRow> {
  private static final double ROW_HEIGHT_PX = 20;

  /** Branches with more than this begin closed. */
  private static final int MANY = 60;

  private static final int OPEN_LEVELS = 3;

  private final UiContext context;
  private final TreeItem<DetailRow> facts;
  private final TreeItem<DetailRow> payload;
  private boolean marking;

  /**
   * @param chosen takes the bytes of the field that the user selects
   */
  DetailTree(UiContext context, Consumer<ByteRange> chosen) {
    this.context = context;
    facts = branch(context.say("ui.detail.facts"));
    payload = branch("");
    var root = new TreeItem<DetailRow>();
    root.getChildren().setAll(List.of(facts, payload));
    setRoot(root);
    setShowRoot(false);
    setFixedCellSize(ROW_HEIGHT_PX);
    setCellFactory(view -> new DetailCell());
    getStyleClass().add("pb-detail-tree");
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            item -> {
              if (item != null && !marking) {
                chosen.accept(item.getValue().range());
              }
            });
  }

  private static TreeItem<DetailRow> branch(String name) {
    var item = new TreeItem<>(new DetailRow("detail-branch", name, "", ByteRange.NONE));
    item.setExpanded(true);
    return item;
  }

  void showFacts(List<DetailRow> rows) {
    marking = true;
    facts.getChildren().setAll(rows.stream().map(TreeItem::new).toList());
    marking = false;
  }

  void showFields(Decoded decoded, int payloadBytes) {
    marking = true;
    getSelectionModel().clearSelection();
    payload.setValue(
        new DetailRow(
            "detail-summary",
            context.say(decoded.protocol().label()),
            context.say(decoded.summary()),
            new ByteRange(0, payloadBytes)));
    payload.getChildren().setAll(decoded.fields().stream().map(each -> item(each, 1)).toList());
    marking = false;
  }

  private TreeItem<DetailRow> item(Field field, int level) {
    var item =
        new TreeItem<>(
            new DetailRow(
                "detail-field",
                context.say(field.name()),
                context.say(field.value()),
                new ByteRange(field.offset(), field.length())));
    item.getChildren()
        .setAll(field.children().stream().map(each -> item(each, level + 1)).toList());
    item.setExpanded(level < OPEN_LEVELS && field.children().size() <= MANY);
    return item;
  }

  /** Selects the smallest field in an open branch that has all of these bytes. */
  void mark(ByteRange range) {
    TreeItem<DetailRow> now = getSelectionModel().getSelectedItem();
    if (now != null && now.getValue().range().equals(range)) {
      return;
    }
    marking = true;
    if (range.isEmpty()) {
      getSelectionModel().clearSelection();
    } else {
      TreeItem<DetailRow> found = smallest(payload, range);
      getSelectionModel().select(found);
      scrollTo(Math.max(0, getRow(found) - 1));
    }
    marking = false;
  }

  private static TreeItem<DetailRow> smallest(TreeItem<DetailRow> branch, ByteRange range) {
    if (branch.isExpanded()) {
      for (TreeItem<DetailRow> each : branch.getChildren()) {
        ByteRange own = each.getValue().range();
        if (own.offset() <= range.offset() && own.end() >= range.end()) {
          return smallest(each, range);
        }
      }
    }
    return branch;
  }
}
