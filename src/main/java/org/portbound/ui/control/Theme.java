package org.portbound.ui.control;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/**
 * Light or dark: as the desktop is, until the user decides. The colours of both stand in one style
 * sheet, {@code portbound.css}.
 */
public final class Theme {
  private static final String LIGHT_CLASS = "pb-light";
  private static final String DARK_CLASS = "pb-dark";

  private final ReadOnlyObjectWrapper<ColorScheme> scheme =
      new ReadOnlyObjectWrapper<>(Platform.getPreferences().getColorScheme());
  private final Scene scene;
  private boolean chosen;

  /** Dresses a scene, and follows the desktop from then on. */
  public Theme(Scene scene) {
    this.scene = scene;
    scene.getStylesheets().add(styleSheet().toExternalForm());
    Platform.getPreferences()
        .colorSchemeProperty()
        .subscribe(
            desktop -> {
              if (!chosen) {
                wear(desktop);
              }
            });
  }

  private static URL styleSheet() {
    return Objects.requireNonNull(
        Theme.class.getResource("/org/portbound/ui/portbound.css"), "portbound.css");
  }

  /** The scheme that is worn now. */
  public ReadOnlyObjectProperty<ColorScheme> schemeProperty() {
    return scheme.getReadOnlyProperty();
  }

  /** The user's choice: the desktop is not followed any more. */
  public void choose(ColorScheme choice) {
    chosen = true;
    wear(choice);
  }

  /** From light to dark or back. */
  public void toggle() {
    choose(scheme.get() == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK);
  }

  private void wear(ColorScheme next) {
    boolean dark = next == ColorScheme.DARK;
    Application.setUserAgentStylesheet(
        (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    var classes = scene.getRoot().getStyleClass();
    classes.removeAll(LIGHT_CLASS, DARK_CLASS);
    classes.add(dark ? DARK_CLASS : LIGHT_CLASS);
    scheme.set(next);
  }
}
