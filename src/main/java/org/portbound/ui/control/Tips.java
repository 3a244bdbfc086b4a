package org.portbound.ui.control;

import java.util.Optional;
import javafx.beans.property.ReadOnlyProperty;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.stage.PopupWindow;
import javafx.util.Duration;

/**
 * Tooltips that wrap. Each is a window of its own in JavaFX, and a page has many: one is made when
 * the mouse, or the focus, first comes to its control. JavaFX thread.
 */
public final class Tips {
  private static final Duration DELAY = Duration.millis(400);
  private static final double WIDTH_PX = 360;

  /** Where a control keeps the words, among its properties. */
  private static final Object WORDS = Tips.class;

  private static final EventHandler<MouseEvent> AT_MOUSE =
      event -> {
        if (event.getSource() instanceof Control control) {
          make(control);
        }
      };

  /** A screen reader asks what has the focus for its tooltip. */
  private static final ChangeListener<Boolean> AT_FOCUS =
      (focused, before, now) -> {
        if (((ReadOnlyProperty<?>) focused).getBean() instanceof Control control) {
          make(control);
        }
      };

  /** Marks, among its properties, a control whose tooltip stands above it. */
  private static final Object ABOVE = "tip-above";

  private static final double GAP_PX = 4;

  private Tips() {}

  /** What is below this control says more of it: its tooltip stands above. */
  static void above(Control control) {
    control.getProperties().put(ABOVE, ABOVE);
  }

  private static void placeAbove(Tooltip tip, Control control) {
    Bounds bounds = control.localToScreen(control.getLayoutBounds());
    tip.setAnchorLocation(PopupWindow.AnchorLocation.WINDOW_BOTTOM_LEFT);
    tip.setAnchorX(bounds.getMinX());
    tip.setAnchorY(bounds.getMinY() - GAP_PX);
  }

  /** The words of a control's tooltip; empty if it has none. */
  public static Optional<String> of(Control control) {
    return control.hasProperties() && control.getProperties().get(WORDS) instanceof String words
        ? Optional.of(words)
        : Optional.ofNullable(control.getTooltip()).map(Tooltip::getText);
  }

  /** Gives a control a tooltip, or other words to the one it has. */
  static void give(Control control, String words) {
    boolean awaited = control.getProperties().put(WORDS, words) != null;
    if (control.getTooltip() != null || control.isHover()) {
      make(control);
    } else if (!awaited) {
      control.addEventHandler(MouseEvent.MOUSE_ENTERED, AT_MOUSE);
      control.focusedProperty().addListener(AT_FOCUS);
    }
  }

  /** Takes it away. */
  static void take(Control control) {
    forget(control);
    if (control.hasProperties()) {
      control.getProperties().remove(WORDS);
    }
    control.setTooltip(null);
  }

  private static void make(Control control) {
    forget(control);
    Tooltip there = control.getTooltip();
    if (there == null) {
      there = new Tooltip();
      there.setShowDelay(DELAY);
      there.setMaxWidth(WIDTH_PX);
      there.setWrapText(true);
      control.setTooltip(there);
      if (control.getProperties().containsKey(ABOVE)) {
        Tooltip made = there;
        made.setOnShown(event -> placeAbove(made, control));
      }
    }
    there.setText((String) control.getProperties().get(WORDS));
  }

  private static void forget(Control control) {
    control.removeEventHandler(MouseEvent.MOUSE_ENTERED, AT_MOUSE);
    control.focusedProperty().removeListener(AT_FOCUS);
  }
}
