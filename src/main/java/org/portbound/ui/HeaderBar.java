package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.RowFit;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;

/**
 * The slim line at the top: name, pages, what it is for, how it looks. Where there is no room, the
 * sentence goes first, then the name, then what menus and keys have too; at last the pages become a
 * menu.
 */
final class HeaderBar extends HBox {
  /** Opens the guide. */
  private static final KeyCombination HELP = new KeyCodeCombination(KeyCode.F1);

  private static final double LOGO_PX = 24;

  private final Node segments;
  private final Node menu;
  private final Label name;
  private final Label tagline;

  /** What menus and keys have too, in the order in which it goes. */
  private final List<Node> spared = new ArrayList<>();

  HeaderBar(UiContext context, Pages pages) {
    super(8);
    this.segments = pages.segments();
    this.menu = pages.menu();
    getStyleClass().add("pb-header");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    var logo = new ImageView(icon(64));
    logo.setFitWidth(LOGO_PX);
    logo.setFitHeight(LOGO_PX);
    logo.setSmooth(true);
    spared.add(logo);
    name = new Label(context.say("app.name"));
    name.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("pb-name");
    tagline = new Label(context.say("ui.tagline"));
    tagline.getStyleClass().add("pb-tagline");
    tagline.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(logo, name, segments, menu, tagline, space);
  }

  /** The program's icon in the sizes that come with it. */
  static List<Image> icons() {
    return IntStream.of(16, 32, 48, 64, 128, 256).mapToObj(HeaderBar::icon).toList();
  }

  static Image icon(int sizePx) {
    String path = "/org/portbound/assets/icons/portbound-" + sizePx + ".png";
    return new Image(
        Objects.requireNonNull(HeaderBar.class.getResource(path), path).toExternalForm());
  }

  /** Adds the button that opens the guide. */
  void addHelp(UiContext context, Runnable help) {
    Button button = context.named(new Button(), "guide");
    button.setGraphic(Icons.of(Feather.HELP_CIRCLE));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setOnAction(_ -> help.run());
    context
        .actions()
        .add(new Action("guide", Kind.GUIDE, context.say("ui.guide.here"), help).withKey(HELP));
    getChildren().add(button);
    spared.add(button);
  }

  /** Adds the menu of the view, and the switch between light and dark. */
  void addLooks(UiContext context, ViewMenu view, Theme theme) {
    Button toggle = context.named(new Button(), "theme-toggle");
    toggle.getStyleClass().addAll("flat", "pb-tool");
    toggle.setOnAction(event -> theme.toggle());
    context
        .actions()
        .add(
            new Action("theme-toggle", Kind.VIEW, toggle.getAccessibleText(), theme::toggle)
                .withKey(ViewMenu.TOGGLE_THEME));
    theme
        .lookProperty()
        .subscribe(
            look ->
                toggle.setGraphic(Icons.of(look == Theme.Look.LIGHT ? Feather.MOON : Feather.SUN)));
    getChildren().addAll(view, toggle);
    spared.addFirst(toggle);
  }

  /** Takes out of the row one after the other, until it fits. */
  private void spare(List<Node> shown, List<Node> parts) {
    for (Node each : parts) {
      if (!RowFit.fits(this, shown)) {
        shown.remove(each);
      }
    }
  }

  @Override
  protected void layoutChildren() {
    var shown = new ArrayList<Node>(getChildren());
    shown.remove(menu);
    spare(shown, List.of(tagline, name));
    var withPages = new ArrayList<Node>(shown);
    spare(withPages, spared);
    if (RowFit.fits(this, withPages)) {
      shown = withPages;
    } else {
      shown.set(shown.indexOf(segments), menu);
      spare(shown, spared);
    }
    RowFit.show(getChildren(), shown);
    super.layoutChildren();
  }
}
