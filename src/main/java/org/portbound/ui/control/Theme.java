package org.portbound.ui.control;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/**
 * Light, dark or high contrast: as the desktop is, until the user decides. The colours of all three
 * stand in one style sheet, {@code portbound.css}. JavaFX thread.
 */
public final class Theme implements AutoCloseable {
  /** Windows: a contrast theme is on. */
  private static final String WINDOWS_CONTRAST = "Windows.SPI.HighContrast";

  /** GTK: the theme's name; HighContrast and HighContrastInverse come with it. */
  private static final String GTK_THEME = "GTK.theme_name";

  private static final Setting<Choice> CHOICE = Setting.choice("view.theme", Choice.SYSTEM);

  private final ReadOnlyObjectWrapper<Look> look = new ReadOnlyObjectWrapper<>(Look.LIGHT);
  private final ReadOnlyObjectWrapper<Choice> choice;
  private final InvalidationListener desktop = change -> wear();
  private final Settings settings;
  private final Scene scene;

  /** What the user has decided. */
  public enum Choice {
    /** As the desktop is. */
    SYSTEM,
    LIGHT,
    DARK,
    CONTRAST
  }

  /** What the window wears. */
  public enum Look {
    LIGHT,
    DARK,
    /** High contrast: white on black, a border around everything that can be used. */
    CONTRAST;

    String styleClass() {
      return switch (this) {
        case LIGHT -> "pb-light";
        case DARK -> "pb-dark";
        case CONTRAST -> "pb-contrast";
      };
    }
  }

  /** Dresses a scene, and follows the desktop from then on unless the user has decided. */
  public Theme(Scene scene, Settings settings) {
    this.scene = scene;
    this.settings = settings;
    this.choice = new ReadOnlyObjectWrapper<>(settings.get(CHOICE));
    scene.getStylesheets().add(styleSheet().toExternalForm());
    Platform.getPreferences().addListener(desktop);
    wear();
  }

  /** A scene with only this in its middle, in the colours of the window. */
  public static Scene around(Node content, Settings settings) {
    var root = new StackPane(content);
    root.getStyleClass().addAll("pb-window", look(settings.get(CHOICE)).styleClass());
    var scene = new Scene(root);
    scene.getStylesheets().add(styleSheet().toExternalForm());
    return scene;
  }

  private static URL styleSheet() {
    return Objects.requireNonNull(
        Theme.class.getResource("/org/portbound/ui/portbound.css"), "portbound.css");
  }

  /**
   * Gives a pop-up the colours of the window it belongs to, before it is shown: a plain one, unlike
   * menus and tooltips, knows nothing of them.
   */
  public static void dress(Popup popup, Scene owner) {
    popup.getScene().getRoot().getStyleClass().setAll(owner.getRoot().getStyleClass());
  }

  /** What is worn now. */
  public ReadOnlyObjectProperty<Look> lookProperty() {
    return look.getReadOnlyProperty();
  }

  /** What the user has decided. */
  public ReadOnlyObjectProperty<Choice> choiceProperty() {
    return choice.getReadOnlyProperty();
  }

  /** The user's decision; it is kept. */
  public void choose(Choice decision) {
    choice.set(decision);
    settings.put(CHOICE, decision);
    wear();
  }

  /** From light to dark; from anything else to light. */
  public void toggle() {
    choose(look.get() == Look.LIGHT ? Choice.DARK : Choice.LIGHT);
  }

  private static Look ofDesktop() {
    Platform.Preferences preferences = Platform.getPreferences();
    boolean contrast =
        Boolean.TRUE.equals(preferences.get(WINDOWS_CONTRAST))
            || preferences.get(GTK_THEME) instanceof String name && name.startsWith("HighContrast");
    if (contrast) {
      return Look.CONTRAST;
    }
    return preferences.getColorScheme() == ColorScheme.DARK ? Look.DARK : Look.LIGHT;
  }

  /**
   * Has JavaFX read the style sheet of its controls before the first one is made: it would read one
   * of its own, and style everything twice.
   */
  public static void prepare(Settings settings) {
    dressControls(look(settings.get(CHOICE)));
  }

  private static void dressControls(Look look) {
    Application.setUserAgentStylesheet(
        (look == Look.LIGHT ? new PrimerLight() : new PrimerDark()).getUserAgentStylesheet());
  }

  private static Look look(Choice choice) {
    return switch (choice) {
      case SYSTEM -> ofDesktop();
      case LIGHT -> Look.LIGHT;
      case DARK -> Look.DARK;
      case CONTRAST -> Look.CONTRAST;
    };
  }

  private void wear() {
    Look next = look(choice.get());
    dressControls(next);
    ObservableList<String> classes = scene.getRoot().getStyleClass();
    for (Look each : Look.values()) {
      classes.remove(each.styleClass());
    }
    classes.add(next.styleClass());
    look.set(next);
  }

  /** Does not follow the desktop any more. */
  @Override
  public void close() {
    Platform.getPreferences().removeListener(desktop);
  }
}
