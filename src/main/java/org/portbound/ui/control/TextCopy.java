package org.portbound.ui.control;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Text to the clipboard. JavaFX thread. */
public final class TextCopy {
  private TextCopy() {}

  /** Puts text there. */
  public static void put(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
