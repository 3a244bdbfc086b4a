package org.portbound.ui.control;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.controlsfx.control.SegmentedButton;

/** Segmented buttons of which exactly one is always chosen. */
public final class Segments {
  private Segments() {}

  /** A segmented button; the first is chosen. */
  public static SegmentedButton of(ToggleButton... buttons) {
    var group = new ToggleGroup();
    for (ToggleButton button : buttons) {
      button.setToggleGroup(group);
    }
    var segmented = new SegmentedButton(buttons);
    segmented.setToggleGroup(group);
    segmented.getStyleClass().add("pb-segments");
    segmented.setMinWidth(SegmentedButton.USE_PREF_SIZE);
    group.selectToggle(buttons[0]);
    group
        .selectedToggleProperty()
        .subscribe(
            (before, now) -> {
              if (now == null && before != null) {
                group.selectToggle(before);
              }
            });
    return segmented;
  }
}
