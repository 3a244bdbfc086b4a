package org.portbound.ui.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.portbound.guide.Chapter;
import org.portbound.guide.Guide;
import org.portbound.guide.Place;
import org.portbound.guide.Search;
import org.portbound.ui.control.UiContext;

/** The table of contents, or what a search has found. JavaFX thread. */
final class Contents extends ListView<Contents.Line> {
  private final Guide guide;
  private boolean filling;

  /** A line of the list. */
  sealed interface Line {
    /** The title of some chapters; it leads nowhere. */
    record Title(String text) implements Line {}

    /** A chapter. */
    record Whole(Chapter chapter) implements Line {}

    /** A section that was found. */
    record Found(Search.Hit hit) implements Line {}
  }

  /**
   * @param go where the reader wants to go
   */
  Contents(UiContext context, Guide guide, Consumer<Place> go) {
    this.guide = guide;
    context.named(this, "guide-contents");
    getStyleClass().add("pb-guide-contents");
    var nothing = new Label(context.say("ui.guide.nothing"));
    nothing.setId("guide-nothing");
    nothing.setWrapText(true);
    nothing.getStyleClass().add("pb-muted");
    setPlaceholder(nothing);
    setCellFactory(_ -> new Cell());
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            line -> {
              if (!filling) {
                open(line, go);
              }
            });
  }

  private static void open(@Nullable Line line, Consumer<Place> go) {
    switch (line) {
      case Line.Whole(Chapter chapter) -> go.accept(new Place(chapter.name(), ""));
      case Line.Found(Search.Hit hit) -> go.accept(hit.place());
      case Line.Title _ -> {
        // A title leads nowhere.
      }
      case null -> {
        // Nothing is chosen.
      }
    }
  }

  /** Shows what a search finds, or all chapters for no words. */
  void show(Search search) {
    List<Line> lines = new ArrayList<>();
    if (search.words().isEmpty()) {
      for (Guide.Part part : guide.parts()) {
        lines.add(new Line.Title(part.title()));
        part.chapters().forEach(each -> lines.add(new Line.Whole(each)));
      }
    } else {
      search.in(guide).forEach(each -> lines.add(new Line.Found(each)));
    }
    filling = true;
    getItems().setAll(lines);
    filling = false;
  }

  /** Takes the keys, and opens what was found first. */
  void enter() {
    requestFocus();
    if (!getItems().isEmpty() && getItems().getFirst() instanceof Line.Found) {
      getSelectionModel().selectFirst();
    }
  }

  /** Marks the line of the place in sight. */
  void mark(Place place) {
    filling = true;
    Line chosen = getSelectionModel().getSelectedItem();
    if (!(chosen instanceof Line.Found(Search.Hit hit) && hit.place().equals(place))) {
      getSelectionModel().clearSelection();
      for (Line each : getItems()) {
        if (each instanceof Line.Whole(Chapter chapter) && chapter.name().equals(place.chapter())) {
          getSelectionModel().select(each);
        }
      }
    }
    filling = false;
  }

  private static final class Cell extends ListCell<Line> {
    Cell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      setGraphic(null);
      setText(null);
      setDisable(line instanceof Line.Title);
      switch (empty ? null : line) {
        case Line.Title(String text) -> setGraphic(label(text, "pb-guide-part"));
        case Line.Whole(Chapter chapter) -> setGraphic(label(chapter.title(), "pb-guide-name"));
        case Line.Found(Search.Hit hit) -> {
          String where =
              hit.title().equals(hit.chapter()) ? hit.title() : hit.chapter() + " › " + hit.title();
          setGraphic(
              new VBox(2, label(where, "pb-guide-name"), label(hit.excerpt(), "pb-guide-excerpt")));
        }
        case null -> {
          // An empty row.
        }
      }
    }

    private static Label label(String text, String styleClass) {
      var label = new Label(text);
      label.getStyleClass().add(styleClass);
      label.setWrapText(true);
      return label;
    }
  }
}
