package org.portbound.ui;

import java.util.Locale;
import javafx.scene.Node;
import org.portbound.text.Texts;

/** The language of a window, changed by clicks while the window is used. */
final class Speech {
  private final WindowDriver window;

  Speech(WindowDriver window) {
    this.window = window;
  }

  /** Switches the language and waits until the window speaks it. */
  void change(String code) {
    Node before = window.node("#language");
    window.click("#language").click("#language-" + code);
    String shown = code.toUpperCase(Locale.ROOT);
    window.await(
        "the window speaks " + code,
        () ->
            window.exists("#language")
                && window.node("#language") != before
                && window.text("#language").equals(shown));
  }

  /** The language that it speaks now. */
  Texts texts() {
    return Texts.in(Locale.of(code()));
  }

  /** Its code: {@code en}. */
  String code() {
    return window.text("#language").toLowerCase(Locale.ROOT);
  }
}
