package org.portbound.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * A message under a name: where it usually goes, and its payload as it was written.
 *
 * @param name what it is called
 * @param note what it is for and what to expect back, or empty
 * @param destination usual destination as {@code ADDRESS:PORT}, or empty
 * @param notation how the payload is written
 * @param payload a {@link Template} in that notation; <code>{{NAME}}</code> stands for a parameter
 * @param parameters their values, or what they usually are, in the order in which they are asked
 *     for
 */
public record SavedMessage(
    String name,
    String note,
    String destination,
    Notation notation,
    String payload,
    Map<String, String> parameters) {

  /** Copies the parameters. */
  public SavedMessage {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** This message with a parameter set. */
  public SavedMessage with(String parameter, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new SavedMessage(name, note, destination, notation, payload, changed);
  }

  /** The payload with the parameters put in, in its notation. */
  public String written() {
    String text = payload;
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      text = text.replace("{{" + each.getKey() + "}}", each.getValue());
    }
    return text;
  }

  /** The payload with the parameters put in; a parameter that has no value is told. */
  public Parsed<Template> template() {
    String text = written();
    int open = text.indexOf("{{");
    if (open >= 0 && text.indexOf("}}", open) > 0) {
      String missing = text.substring(open + 2, text.indexOf("}}", open));
      return new Parsed.Invalid<>(Message.of("message.saved.no-parameter", missing));
    }
    return Template.read(text, notation);
  }
}
