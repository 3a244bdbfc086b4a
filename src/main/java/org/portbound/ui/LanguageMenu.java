package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.Texts;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.UiContext;

/** The choice of the window's language: each under its own name, or the system's. JavaFX thread. */
final class LanguageMenu extends MenuButton {
  private static final String SYSTEM = "system";

  /** A code of ISO 639, or {@link #SYSTEM}. */
  private static final Setting<String> LANGUAGE = Setting.text("view.language", SYSTEM);

  /** What the ids of the choices begin with; the code follows. */
  private static final String ID = "language-";

  private final UiContext context;
  private final Consumer<Texts> speak;

  /**
   * @param speak has everything said in these sentences from now on
   */
  LanguageMenu(UiContext context, Consumer<Texts> speak) {
    this.context = context;
    this.speak = speak;
    context.named(this, "language");
    MenuLetter.give(this, context.say("ui.language.letter"));
    setText(context.texts().locale().getLanguage().toUpperCase(Locale.ROOT));
    setGraphic(Icons.of(Feather.GLOBE));
    getStyleClass().addAll("flat", "pb-tool");
    setMinWidth(USE_PREF_SIZE);
    context.actions().addEach(this::choices);
    setOnShowing(event -> fill());
  }

  /** The system's language, then each that there is. Reads all of them. */
  private List<Action> choices() {
    var choices = new ArrayList<Action>();
    choices.add(choice(SYSTEM, context.say("ui.language.system", Texts.ofSystem().name())));
    Texts.languages()
        .forEach(each -> choices.add(choice(each.getLanguage(), Texts.in(each).name())));
    return choices;
  }

  private Action choice(String code, String name) {
    return new Action(
        ID + code,
        Kind.LANGUAGE,
        name,
        () -> {
          context.settings().put(LANGUAGE, code);
          speak.accept(chosen(context.settings()));
        });
  }

  private void fill() {
    String chosen = ID + context.settings().get(LANGUAGE);
    var group = new ToggleGroup();
    getItems().clear();
    for (Action each : choices()) {
      RadioMenuItem item = each.fill(new RadioMenuItem(each.words()), each.id());
      item.setToggleGroup(group);
      item.setSelected(each.id().equals(chosen));
      getItems().add(item);
    }
    getItems().add(1, new SeparatorMenuItem());
  }

  /** The sentences in the language of the settings. */
  static Texts chosen(Settings settings) {
    String code = settings.get(LANGUAGE);
    return code.equals(SYSTEM) ? Texts.ofSystem() : Texts.in(Locale.of(code));
  }
}
