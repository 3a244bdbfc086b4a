package org.portbound.ui.control;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import org.portbound.ui.control.SuggestionPopup.Suggestion;

/** What was used last in fields of one kind, the newest first; kept, and bounded. JavaFX thread. */
public enum Recents {
  /** Addresses that were bound or sent to. */
  ADDRESSES("recent-addresses"),
  /** Groups that were joined, as they were typed. */
  GROUPS("recent-groups");

  private static final int MOST = 10;

  /** Longer text is nothing that one would choose from a list. */
  private static final int MOST_CHARACTERS = 200;

  private final String id;
  private final Setting<List<String>> setting;

  Recents(String id) {
    this.id = id;
    this.setting = Setting.texts(id, List.of());
  }

  /** What was used last. */
  public List<String> all(UiContext context) {
    return context.settings().get(setting).stream().limit(MOST).toList();
  }

  /** Something was used; blank text is nothing. */
  public void use(UiContext context, String text) {
    String used = text.strip();
    if (!used.isEmpty() && used.length() <= MOST_CHARACTERS) {
      context
          .settings()
          .put(
              setting,
              Stream.concat(
                      Stream.of(used), all(context).stream().filter(each -> !each.equals(used)))
                  .limit(MOST)
                  .toList());
    }
  }

  /** Offers them below a field when the user presses the key down. */
  public void offerIn(UiContext context, TextField field) {
    field
        .getProperties()
        .put(
            Recents.class,
            SuggestionPopup.onDemand(
                context,
                field,
                id,
                () ->
                    all(context).stream()
                        .map(each -> new Suggestion(each, context.say("ui.recent.used")))
                        .toList()));
  }
}
