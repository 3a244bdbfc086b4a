package org.portbound.ui.guide;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.portbound.guide.Block;
import org.portbound.guide.Chapter;
import org.portbound.guide.Search;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;

/** One chapter, as nodes. JavaFX thread. */
final class ChapterView extends ScrollPane {
  private static final double MOST_WIDTH_PX = 820;
  private static final int GAP_PX = 10;

  private final UiContext context;
  private final Consumer<String> follow;
  private final VBox body = new VBox(GAP_PX);
  private final Map<String, Node> anchors = new HashMap<>();

  /**
   * @param follow hears the target of a link that is clicked
   */
  ChapterView(UiContext context, Consumer<String> follow) {
    this.context = context;
    this.follow = follow;
    context.named(this, "guide-text");
    Scrolling.byKeys(this);
    UiContext.noTip(this);
    getStyleClass().add("pb-guide-text");
    body.getStyleClass().add("pb-guide-body");
    body.setMaxWidth(MOST_WIDTH_PX);
    HBox.setHgrow(body, Priority.ALWAYS);
    // No line is longer than can be read; in a wide window they stand in its middle.
    var middle = new HBox(body);
    middle.setAlignment(Pos.TOP_CENTER);
    setContent(middle);
    setFitToWidth(true);
    // If it came and went, the width and with it the height would change.
    setVbarPolicy(ScrollBarPolicy.ALWAYS);
    setHbarPolicy(ScrollBarPolicy.NEVER);
  }

  /**
   * Shows a chapter from its beginning.
   *
   * @param next where one may read on
   * @param marks words that are made to stand out
   */
  void show(Chapter chapter, Optional<Chapter> next, Search marks) {
    var blocks = new BlockNodes(context, marks, follow, body.widthProperty());
    anchors.clear();
    var title = new Label(chapter.title());
    title.setId("guide-chapter");
    title.setWrapText(true);
    title.getStyleClass().add("pb-guide-title");
    body.getChildren().setAll(title);
    List<Block> headings =
        chapter.blocks().stream().filter(Block.Heading.class::isInstance).toList();
    if (headings.size() > 2) {
      body.getChildren().add(onThisPage(chapter, headings));
    }
    for (Block each : chapter.blocks()) {
      Node node = blocks.of(each);
      if (each instanceof Block.Heading heading) {
        anchors.put(heading.anchor(), node);
      }
      body.getChildren().add(node);
    }
    next.ifPresent(each -> body.getChildren().add(onward(each)));
  }

  /** The sections as links in a line. */
  private Node onThisPage(Chapter chapter, List<Block> headings) {
    var line = new TextFlow();
    line.getStyleClass().add("pb-guide-sections");
    for (Block each : headings) {
      if (each instanceof Block.Heading(int _, String anchor, String text)) {
        line.getChildren().add(link(text, chapter.name() + ".md#" + anchor));
      }
    }
    return line;
  }

  private Node onward(Chapter next) {
    Hyperlink link = link("→ " + next.title(), next.name() + ".md");
    link.setId("guide-next");
    return link;
  }

  private Hyperlink link(String text, String target) {
    var link = new Hyperlink(text);
    link.getStyleClass().add("pb-guide-link");
    link.setOnAction(_ -> follow.accept(target));
    return link;
  }

  /** Scrolls to where the place is, or to where it was left. */
  void scroll(Trail.Visit visit) {
    setVvalue(Math.max(0, visit.scrolled()));
    // The text has its height once it is laid out in the window.
    Platform.runLater(() -> scrollNow(visit));
  }

  private void scrollNow(Trail.Visit visit) {
    Node at = anchors.get(visit.place().anchor());
    if (visit.scrolled() >= 0 || at == null) {
      setVvalue(Math.max(0, visit.scrolled()));
      return;
    }
    applyCss();
    layout();
    double hiddenPx = body.getHeight() - getViewportBounds().getHeight();
    double topPx = at.getBoundsInParent().getMinY() - GAP_PX;
    setVvalue(hiddenPx <= 0 ? 0 : Math.clamp(topPx / hiddenPx, 0, 1));
  }
}
