package org.portbound.ui.guide;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.portbound.guide.Place;
import org.portbound.guide.Search;
import org.portbound.guide.Span;
import org.portbound.ui.control.UiContext;

/** Makes lines of words, code and links. JavaFX thread. */
final class SpanNodes {
  private final Consumer<String> follow;

  /** What stands out, or null. */
  private final @Nullable Pattern marked;

  SpanNodes(Search marks, Consumer<String> follow) {
    this.follow = follow;
    this.marked =
        marks.words().isEmpty()
            ? null
            : Pattern.compile(
                marks.words().stream().map(Pattern::quote).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  TextFlow flow(List<Span> spans) {
    var flow = new TextFlow();
    flow.setMinWidth(0);
    flow.getStyleClass().add("pb-guide-flow");
    for (Span each : spans) {
      switch (each) {
        case Span.Words(String text, boolean strong, boolean emphasized) ->
            add(
                flow,
                text,
                strong ? "pb-guide-strong" : emphasized ? "pb-guide-emphasis" : "pb-guide-words");
        case Span.Code(String text) -> add(flow, text, "pb-guide-code");
        case Span.Link link -> flow.getChildren().add(link(link));
      }
    }
    flow.setAccessibleText(spans.stream().map(Span::text).collect(Collectors.joining()));
    return flow;
  }

  private void add(TextFlow flow, String text, String styleClass) {
    if (marked == null) {
      flow.getChildren().add(text(text, styleClass));
      return;
    }
    Matcher hit = marked.matcher(text);
    int from = 0;
    while (hit.find()) {
      if (hit.start() > from) {
        flow.getChildren().add(text(text.substring(from, hit.start()), styleClass));
      }
      Node found = text(hit.group(), styleClass);
      found.getStyleClass().add("pb-guide-hit");
      flow.getChildren().add(found);
      from = hit.end();
    }
    if (from < text.length()) {
      flow.getChildren().add(text(text.substring(from), styleClass));
    }
  }

  private static Text text(String words, String styleClass) {
    var text = new Text(words);
    text.getStyleClass().add(styleClass);
    return text;
  }

  private Node link(Span.Link link) {
    var node = new Hyperlink(link.text());
    node.getStyleClass().add("pb-guide-link");
    node.setOnAction(_ -> follow.accept(link.target()));
    if (Place.of(link.target()).isEmpty()) {
      UiContext.tip(node, link.target());
    }
    return node;
  }
}
