package org.portbound.decode;

import java.util.List;
import java.util.Locale;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/** Decoded payloads as an English reader sees them. */
final class Shown {
  private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

  private Shown() {}

  static String say(Message message) {
    return TEXTS.say(message);
  }

  /** {@code NAME=VALUE @OFFSET+LENGTH}, parts in brackets. */
  static String tree(List<Field> fields) {
    var text = new StringBuilder();
    for (Field each : fields) {
      text.append(text.isEmpty() ? "" : "; ").append(say(each.name()));
      String value = say(each.value());
      text.append(value.isEmpty() ? "" : "=" + value);
      text.append(" @").append(each.offset()).append('+').append(each.length());
      if (!each.children().isEmpty()) {
        text.append(" (").append(tree(each.children())).append(')');
      }
    }
    return text.toString();
  }
}
