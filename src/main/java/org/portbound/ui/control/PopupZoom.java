package org.portbound.ui.control;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.PopupControl;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/**
 * Draws menus, tooltips and other pop-ups of a window as large as the window's content: each is a
 * window of its own, which the {@link Magnifier} does not reach. JavaFX thread.
 */
public final class PopupZoom implements AutoCloseable {
  private static final Object SCALE = new Object();

  private final Scene scene;
  private final ReadOnlyDoubleProperty factor;
  private final ListChangeListener<Window> opened = this::opened;

  /**
   * @param scene whose pop-ups they are
   * @param factor so many times as large
   */
  public PopupZoom(Scene scene, ReadOnlyDoubleProperty factor) {
    this.scene = scene;
    this.factor = factor;
    Window.getWindows().addListener(opened);
  }

  private void opened(ListChangeListener.Change<? extends Window> change) {
    while (change.next()) {
      change.getAddedSubList().stream().filter(this::isOurs).forEach(this::magnify);
    }
  }

  /** A window of another kind has a size of its own, and so have its pop-ups. */
  private boolean isOurs(Window window) {
    Window above = window;
    while (above instanceof PopupWindow popup) {
      above = popup.getOwnerWindow();
    }
    return window instanceof PopupWindow && above == scene.getWindow();
  }

  private void magnify(Window window) {
    switch (window) {
      case PopupControl popup when popup.getSkin() != null -> magnify(popup.getSkin().getNode());
      case PopupControl popup ->
          popup
              .skinProperty()
              .subscribe(
                  skin -> {
                    if (skin != null) {
                      magnify(skin.getNode());
                    }
                  });
      default -> window.getScene().getRoot().getChildrenUnmodifiable().forEach(this::magnify);
    }
  }

  /** A pop-up that is shown again has its scale already. */
  private void magnify(Node content) {
    if (content.getProperties().putIfAbsent(SCALE, SCALE) == null) {
      var scale = new Scale(1, 1, 0, 0);
      scale.xProperty().bind(factor);
      scale.yProperty().bind(factor);
      content.getTransforms().add(scale);
    }
  }

  @Override
  public void close() {
    Window.getWindows().removeListener(opened);
  }
}
