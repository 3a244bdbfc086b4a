package org.portbound.ui;

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

  private final ToggleGroup group = new ToggleGroup();

  /**
   * @param speak has everything said in these sentences from now on
   */
  LanguageMenu(UiContext context, Consumer<Texts> speak) {
    context.named(this, "language");
    MenuLetter.give(this, context.say("ui.language.letter"));
    setText(context.texts().locale().getLanguage().toUpperCase(Locale.ROOT));
    setGraphic(Icons.of(Feather.GLOBE));
    getStyleClass().addAll("flat", "pb-tool");
    setMinWidth(USE_PREF_SIZE);
    String chosen = context.settings().get(LANGUAGE);
    add(SYSTEM, context.say("ui.language.system", Texts.ofSystem().name()), chosen, context, speak);
    getItems().add(new SeparatorMenuItem());
    for (Locale each : Texts.languages()) {
      add(each.getLanguage(), Texts.in(each).name(), chosen, context, speak);
    }
  }

  private void add(
      String code, String name, String chosen, UiContext context, Consumer<Texts> speak) {
    String id = "language-" + code;
    Action action =
        context
            .actions()
            .add(
                new Action(
                    id,
                    Kind.LANGUAGE,
                    name,
                    () -> {
                      context.settings().put(LANGUAGE, code);
                      speak.accept(chosen(context.settings()));
                    }));
    RadioMenuItem item = action.fill(new RadioMenuItem(name), id);
    item.setToggleGroup(group);
    item.setSelected(code.equals(chosen));
    getItems().add(item);
  }

  /** The sentences in the language of the settings. */
  static Texts chosen(Settings settings) {
    String code = settings.get(LANGUAGE);
    return code.equals(SYSTEM) ? Texts.ofSystem() : Texts.in(Locale.of(code));
  }
}
