package org.portbound.ui;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Magnifier;
import org.portbound.ui.control.MenuLetters;
import org.portbound.ui.control.PopupZoom;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.Zoom;
import org.portbound.ui.lessons.LessonsPage;
import org.portbound.ui.palette.Palette;

/** The scene around the window's content: how large, in which colours, for whom. JavaFX thread. */
final class StageView implements AutoCloseable {
  private final Scene scene;
  private final Zoom zoom;
  private final Theme theme;
  private final PopupZoom popups;
  private final MenuLetters letters = new MenuLetters();
  private final Presenter presenter;
  private final ViewMenu menu;
  private final LateChildren layers;

  /**
   * @param content the whole window
   * @param presentDesk shows the first page for a class, or as it was
   * @param say shows a few words for a moment
   * @param showPage brings a page into sight, by its name
   */
  StageView(
      UiContext context,
      WindowFrame content,
      Consumer<Boolean> presentDesk,
      Consumer<String> say,
      Consumer<String> showPage) {
    this.zoom = new Zoom(context.settings());
    var palette = new Palette(context, showPage);
    // As large as the window, whatever it would like to have at the least.
    content.setMinSize(0, 0);
    palette.setMinSize(0, 0);
    var layers = new StackPane();
    this.layers = LateChildren.of(layers, content, palette);
    var root = new Magnifier(layers, zoom.factorProperty());
    root.getStyleClass().add("pb-window");
    this.scene = context.memory().scene(root);
    this.theme = new Theme(scene, context.settings());
    this.popups = new PopupZoom(scene, zoom.factorProperty());
    this.presenter = new Presenter(context, scene, content, zoom, presentDesk);
    this.menu = new ViewMenu(context, zoom, theme, say);
    menu.addPresenter(presenter);
    menu.addPalette(
        context
            .actions()
            .add(
                new Action("palette", Kind.VIEW, context.say("ui.view.palette"), palette::toggle)
                    .withKey(Palette.KEY)));
    menu.addKeys(scene);
  }

  Scene scene() {
    return scene;
  }

  /** So many times as large as plain everything is drawn. */
  ReadOnlyDoubleProperty factor() {
    return zoom.factorProperty();
  }

  /** These lessons are presented from now on. */
  void present(LessonsPage lessons) {
    presenter.give(lessons);
  }

  /** What can wait until the window has been drawn. */
  List<Runnable> later() {
    return layers.pieces();
  }

  Theme theme() {
    return theme;
  }

  ViewMenu menu() {
    return menu;
  }

  /** Ends the presentation; follows neither the desktop nor the pop-ups any more. */
  @Override
  public void close() {
    presenter.leave();
    theme.close();
    popups.close();
    letters.close();
  }
}
