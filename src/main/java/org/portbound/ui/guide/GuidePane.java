package org.portbound.ui.guide;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.guide.Chapter;
import org.portbound.guide.Guide;
import org.portbound.guide.Place;
import org.portbound.guide.Search;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.TextCopy;
import org.portbound.ui.control.UiContext;

/** What stands in the guide's window: where to go, and what is there. JavaFX thread. */
final class GuidePane extends BorderPane {
  private static final KeyCombination BACK =
      new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);
  private static final KeyCombination FORWARD =
      new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN);
  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

  private static final double LEFT_PX = 290;

  /** No more of a narrow window is for the contents: the text needs the rest. */
  private static final double LEFT_SHARE = 0.4;

  private final UiContext context;
  private final Guide guide;
  private final Trail trail;
  private final Contents contents;
  private final ChapterView text;
  private final TextField search;
  private final Button back;
  private final Button forward;
  private final Label said = new Label();

  GuidePane(UiContext context, Guide guide, Trail trail) {
    this.context = context;
    this.guide = guide;
    this.trail = trail;
    this.contents = new Contents(context, guide, this::go);
    this.text = new ChapterView(context, this::follow);
    this.search = context.named(new TextField(trail.search()), "guide-search");
    search.setPromptText(context.say("ui.guide-search.prompt"));
    HBox.setHgrow(search, Priority.ALWAYS);
    search.setOnAction(_ -> contents.enter());
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            contents.enter();
            event.consume();
          }
        });
    this.back = button("guide-back", Feather.ARROW_LEFT, -1);
    this.forward = button("guide-forward", Feather.ARROW_RIGHT, 1);
    said.setId("guide-said");
    said.getStyleClass().add("pb-guide-said");
    said.setWrapText(true);
    said.managedProperty().bind(said.visibleProperty());
    said.setVisible(false);
    setId("guide-window");
    getStyleClass().add("pb-guide");
    Region left = left();
    Panes.mark(left);
    Panes.mark(text, () -> Optional.of(text));
    setLeft(left);
    setCenter(text);
    search.textProperty().subscribe(this::look);
  }

  private Button button(String id, Feather icon, int step) {
    Button button = context.named(new Button(), id);
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> move(step));
    return button;
  }

  private Region left() {
    var tools = new HBox(4, back, forward, search);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().add("pb-guide-tools");
    VBox.setVgrow(contents, Priority.ALWAYS);
    var left = new VBox(tools, contents, said);
    left.getStyleClass().add("pb-guide-left");
    left.prefWidthProperty()
        .bind(widthProperty().map(px -> Math.min(LEFT_PX, px.doubleValue() * LEFT_SHARE)));
    return left;
  }

  /** The keys of the guide. */
  void addKeys(Scene scene, Runnable close) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            escape(close);
          } else if (BACK.match(event)) {
            move(-1);
          } else if (FORWARD.match(event)) {
            move(1);
          } else if (FIND.match(event)) {
            search.requestFocus();
            search.selectAll();
          } else if (Panes.NEXT.match(event)) {
            Panes.lead(scene, 1);
          } else if (Panes.PREVIOUS.match(event)) {
            Panes.lead(scene, -1);
          } else {
            return;
          }
          event.consume();
        });
  }

  private void escape(Runnable close) {
    if (search.getText().isEmpty()) {
      close.run();
    } else {
      search.clear();
      read();
    }
  }

  /** The keys that scroll are those of the text. */
  void read() {
    Platform.runLater(text::requestFocus);
  }

  /** Goes to a place. */
  void go(Place place) {
    leave();
    trail.go(place);
    show();
  }

  /** Shows the place where the reader was. */
  void comeBack() {
    show();
  }

  /** Remembers how far down the reader is. */
  void leave() {
    trail.leaveAt(text.getVvalue());
  }

  private void move(int step) {
    if (step < 0 ? trail.hasBefore() : trail.hasAfter()) {
      leave();
      trail.move(step);
      show();
    }
  }

  private void show() {
    trail.here().ifPresent(visit -> show(visit, Search.of(search.getText())));
    back.setDisable(!trail.hasBefore());
    forward.setDisable(!trail.hasAfter());
  }

  private void show(Trail.Visit visit, Search marks) {
    List<Chapter> chapters = guide.chapters();
    Chapter chapter = guide.chapter(visit.place().chapter()).orElse(chapters.getFirst());
    int after = chapters.indexOf(chapter) + 1;
    Optional<Chapter> next =
        after < chapters.size() ? Optional.of(chapters.get(after)) : Optional.empty();
    said.setVisible(false);
    contents.mark(visit.place());
    text.show(chapter, next, marks);
    text.scroll(visit);
  }

  private void look(String words) {
    trail.search(words);
    Search wanted = Search.of(words);
    contents.show(wanted);
    if (trail.here().isPresent()) {
      leave();
      show();
    }
  }

  /** A place in the guide is opened; an address is copied, for nothing here goes to the network. */
  private void follow(String target) {
    Optional<Place> place = Place.of(target);
    if (place.isPresent()) {
      go(place.get());
      read();
    } else {
      TextCopy.put(target);
      said.setText(context.say("ui.guide.copied", target));
      said.setVisible(true);
    }
  }
}
