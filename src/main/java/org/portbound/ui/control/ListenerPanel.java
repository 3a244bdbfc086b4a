package org.portbound.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.workbench.ListenerView;

/** A panel about one listener: a title, a form, a list. It takes no room while nobody asks. */
public abstract class ListenerPanel extends VBox {
  private static final double MIN_ROOM_PX = 240;

  private final UiContext context;
  private final String name;
  private final Label title = new Label();
  private final Label summary = new Label();

  /**
   * @param name begins the ids and keys of what is in it
   */
  protected ListenerPanel(UiContext context, String name) {
    this.context = context;
    this.name = name;
    setId(name + "-panel");
    getStyleClass().add("pb-examine");
    managedProperty().bind(visibleProperty());
    setVisible(false);
    setRoom(MIN_ROOM_PX);
    Panes.mark(this);
  }

  /**
   * Puts it together.
   *
   * @param icon before the title
   * @param form below the title
   * @param listId id of what scrolls
   * @param content what scrolls in the room that is left
   * @param more stands between the title and the summary
   */
  protected final void compose(Feather icon, Node form, String listId, Node content, Node... more) {
    var scroll = context.named(Scrolling.byKeys(Scrolling.around(content)), listId);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pb-checks-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(header(icon, more), form, scroll);
  }

  private HBox header(Feather icon, Node... more) {
    title.setId(name + "-title");
    title.getStyleClass().add("pb-section");
    title.setMinWidth(0);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    summary.setId(name + "-summary");
    summary.getStyleClass().add("pb-muted");
    summary.setMinWidth(Region.USE_PREF_SIZE);
    Button dismiss = context.named(new Button(), name + "-dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    dismiss.setOnAction(event -> dismiss());
    var header = new HBox(8, Icons.of(icon), title);
    header.getChildren().addAll(more);
    header.getChildren().addAll(summary, dismiss);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  /** So much height is taken; what is in it scrolls. */
  public final void setRoom(double roomPx) {
    double heightPx = Math.max(MIN_ROOM_PX, roomPx);
    setMinHeight(MIN_ROOM_PX);
    setPrefHeight(heightPx);
    setMaxHeight(heightPx);
  }

  /** Says whom it is about, and comes into sight. */
  protected final void present(ListenerView view) {
    title.setText(
        context.say(
            "ui." + name + ".title", String.valueOf(view.number()), view.local().toString()));
    UiContext.tip(title, title.getText());
    setAccessibleText(title.getText());
    setVisible(true);
  }

  /** Says in a few words what there is. */
  protected final void summarize(String words) {
    summary.setText(words);
  }

  /** Puts it away. */
  public abstract void dismiss();
}
