package org.portbound.ui.control;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons of one family, coloured by style class. */
public final class Icons {
  private Icons() {}

  /** An icon with style classes beside its own, {@code pb-icon}. */
  public static FontIcon of(Feather glyph, String... styleClasses) {
    var icon = new FontIcon(glyph);
    icon.getStyleClass().add("pb-icon");
    icon.getStyleClass().addAll(styleClasses);
    return icon;
  }
}
