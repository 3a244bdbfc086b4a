package org.portbound.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import org.portbound.text.Texts;

/**
 * The bundle in the form in which picocli looks for the texts of its help: {@code
 * cli.help.portbound.listen.count} is its {@code portbound.listen.count}, the option {@code
 * --count} of {@code portbound listen}.
 */
final class HelpTexts extends ResourceBundle {
  private static final String PREFIX = "cli.help.";

  private final Texts texts;

  HelpTexts(Texts texts) {
    this.texts = texts;
  }

  @Override
  protected Object handleGetObject(String key) {
    return texts.say(PREFIX + key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(
        texts.keys().stream()
            .filter(key -> key.startsWith(PREFIX))
            .map(key -> key.substring(PREFIX.length()))
            .toList());
  }
}
