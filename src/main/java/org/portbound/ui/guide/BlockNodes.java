package org.portbound.ui.guide;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.guide.Block;
import org.portbound.guide.Guide;
import org.portbound.guide.Search;
import org.portbound.guide.Span;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.TextCopy;
import org.portbound.ui.control.UiContext;

/** Makes nodes of the blocks of a chapter. JavaFX thread. */
final class BlockNodes {
  /** A column is never narrower or wider than if it had so many letters. */
  private static final int LEAST_LETTERS = 8;

  private static final int MOST_LETTERS = 40;

  /** A word is not to be broken: code is wider than words, and a cell has margins. */
  private static final double WORD = 1.6;

  /** Around the text at the left and the right; see {@code .pb-guide-body}. */
  private static final double MARGINS_PX = 48;

  private final UiContext context;
  private final SpanNodes spans;
  private final ReadOnlyDoubleProperty widthPx;

  /**
   * @param widthPx of the text, with its margins
   */
  BlockNodes(
      UiContext context, Search marks, Consumer<String> follow, ReadOnlyDoubleProperty widthPx) {
    this.context = context;
    this.spans = new SpanNodes(marks, follow);
    this.widthPx = widthPx;
  }

  Node of(Block block) {
    return switch (block) {
      case Block.Heading heading -> heading(heading);
      case Block.Paragraph paragraph -> spans.flow(paragraph.spans());
      case Block.Items list -> items(list);
      case Block.Table table -> table(table);
      case Block.Listing listing -> listing(listing);
      case Block.Picture picture -> picture(picture);
    };
  }

  private static Node heading(Block.Heading heading) {
    var label = new Label(heading.text());
    label.getStyleClass().add("pb-guide-heading");
    label.setWrapText(true);
    return label;
  }

  private Node items(Block.Items list) {
    var box = new VBox(4);
    box.getStyleClass().add("pb-guide-items");
    int number = 1;
    for (List<Block> item : list.items()) {
      var sign = new Label(list.numbered() ? number++ + "." : "•");
      sign.getStyleClass().add("pb-guide-sign");
      sign.setMinWidth(Region.USE_PREF_SIZE);
      var content = new VBox(4);
      item.forEach(each -> content.getChildren().add(of(each)));
      HBox.setHgrow(content, Priority.ALWAYS);
      box.getChildren().add(new HBox(8, sign, content));
    }
    return box;
  }

  private Node table(Block.Table table) {
    var grid = new GridPane();
    grid.getStyleClass().add("pb-guide-table");
    int columns = table.head().size();
    double[] letters = new double[columns];
    for (int column = 0; column < columns; column++) {
      letters[column] = longest(table, column);
    }
    double all = Arrays.stream(letters).sum();
    for (int column = 0; column < columns; column++) {
      var constraints = new ColumnConstraints();
      constraints.setPercentWidth(100 * letters[column] / all);
      grid.getColumnConstraints().add(constraints);
      grid.add(cell(table.head().get(column), "pb-guide-head"), column, 0);
      for (int row = 0; row < table.rows().size(); row++) {
        grid.add(cell(table.rows().get(row).get(column), "pb-guide-cell"), column, row + 1);
      }
    }
    return grid;
  }

  private static double longest(Block.Table table, int column) {
    int longest = LEAST_LETTERS;
    double word = 0;
    for (List<List<Span>> row : table.rows()) {
      String cell = row.get(column).stream().map(Span::text).collect(Collectors.joining());
      longest = Math.max(longest, cell.length());
      for (String each : cell.split("\\s+")) {
        word = Math.max(word, WORD * each.length());
      }
    }
    return Math.max(word, Math.min(longest, MOST_LETTERS));
  }

  private Node cell(List<Span> words, String styleClass) {
    var cell = new VBox(spans.flow(words));
    cell.getStyleClass().add(styleClass);
    return cell;
  }

  private Node listing(Block.Listing listing) {
    var text = new Label(listing.text());
    text.getStyleClass().addAll("pb-mono", "pb-guide-listing-text");
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    var copy = new Button();
    copy.setGraphic(Icons.of(Feather.COPY, "pb-icon-small"));
    copy.getStyleClass().addAll("flat", "pb-tool");
    UiContext.label(copy, "guide-copy", context.say("ui.guide-copy.name"));
    UiContext.tip(copy, context.say("ui.guide-copy.tip"));
    copy.setOnAction(_ -> TextCopy.put(listing.text()));
    HBox.setHgrow(text, Priority.ALWAYS);
    copy.setMinWidth(Region.USE_PREF_SIZE);
    var box = new HBox(8, text, copy);
    box.setAlignment(Pos.TOP_LEFT);
    box.getStyleClass().add("pb-guide-listing");
    return box;
  }

  private Node picture(Block.Picture picture) {
    var image = new Image(Guide.picture(picture).toExternalForm());
    var view = new ImageView(image);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    view.setAccessibleText(picture.text());
    view.fitWidthProperty()
        .bind(Bindings.max(80, Bindings.min(widthPx.subtract(MARGINS_PX), image.getWidth())));
    var frame = new StackPane(view);
    frame.getStyleClass().add("pb-guide-picture");
    frame.setMaxWidth(Region.USE_PREF_SIZE);
    frame.setMinWidth(0);
    var caption = new Label(picture.text());
    caption.getStyleClass().add("pb-guide-caption");
    caption.setWrapText(true);
    return new VBox(4, frame, caption);
  }
}
