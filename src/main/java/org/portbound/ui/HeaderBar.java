package org.portbound.ui;

import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;

/** The slim line at the top: name, pages, what it is for, light or dark. */
final class HeaderBar extends HBox {
  private static final double LOGO_PX = 24;

  HeaderBar(UiContext context, Node pageSwitch) {
    super(8);
    getStyleClass().add("pb-header");
    setAlignment(Pos.CENTER_LEFT);
    var logo = new ImageView(icon(64));
    logo.setFitWidth(LOGO_PX);
    logo.setFitHeight(LOGO_PX);
    logo.setSmooth(true);
    var name = new Label(context.say("app.name"));
    name.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("pb-name");
    name.setMinWidth(USE_PREF_SIZE);
    var tagline = new Label(context.say("ui.tagline"));
    tagline.getStyleClass().add("pb-tagline");
    tagline.setMinWidth(0);
    var gap = new Region();
    gap.setMinWidth(16);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(logo, name, gap, pageSwitch, tagline, space);
  }

  /** The program's icon in one of the sizes that come with it. */
  static Image icon(int sizePx) {
    String path = "/org/portbound/assets/icons/portbound-" + sizePx + ".png";
    return new Image(
        Objects.requireNonNull(HeaderBar.class.getResource(path), path).toExternalForm());
  }

  /** Adds the switch between light and dark. */
  void addThemeSwitch(UiContext context, Theme theme) {
    Button toggle = context.named(new Button(), "theme-toggle");
    toggle.getStyleClass().addAll("flat", "pb-tool");
    toggle.setOnAction(event -> theme.toggle());
    theme
        .schemeProperty()
        .subscribe(
            scheme ->
                toggle.setGraphic(
                    Icons.of(scheme == ColorScheme.DARK ? Feather.SUN : Feather.MOON)));
    getChildren().add(toggle);
  }
}
