package org.portbound.ui.groups;

import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.SourceFilter;
import org.portbound.ui.control.UiContext;

/** Whose datagrams of a group are wanted. */
enum SourceMode {
  ANY("any", ""),
  ONLY("only", "="),
  ALL_BUT("all-but", "!=");

  private final String key;

  /** Stands before the sources as they are written. */
  final String sign;

  SourceMode(String key, String sign) {
    this.key = key;
    this.sign = sign;
  }

  /** That of a group that is joined. */
  static SourceMode of(SourceFilter filter) {
    if (filter.isAny()) {
      return ANY;
    }
    return filter.mode() == SourceFilter.Mode.ONLY ? ONLY : ALL_BUT;
  }

  /** A choice of one; {@link #ANY} at first. */
  static ComboBox<SourceMode> choice(UiContext context) {
    var choice = new ComboBox<SourceMode>();
    context.named(choice, "groups-mode");
    choice.getItems().setAll(values());
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable SourceMode each) {
            return each == null ? "" : context.say("ui.groups-mode." + each.key);
          }

          @Override
          public SourceMode fromString(String text) {
            return ANY;
          }
        });
    choice.setValue(ANY);
    choice.setMinWidth(Region.USE_PREF_SIZE);
    return choice;
  }
}
