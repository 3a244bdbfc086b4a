package org.portbound.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
 * @param replySeconds how long replies are usually waited for; 0 if none come
 */
public record SavedMessage(
    String name,
    String note,
    String destination,
    Notation notation,
    String payload,
    Map<String, String> parameters,
    int replySeconds) {
  /** <code>{{NAME}}</code>. */
  private static final Pattern PARAMETER = Pattern.compile("\\{\\{([A-Za-z][\\w-]*)}}");

  /** Longer than anybody waits for replies, in seconds. */
  public static final int MAX_REPLY_SECONDS = 3_600;

  /**
   * Copies the parameters.
   *
   * @throws IllegalArgumentException if the seconds are out of range
   */
  public SavedMessage {
    if (replySeconds < 0 || replySeconds > MAX_REPLY_SECONDS) {
      throw new IllegalArgumentException(replySeconds + " s of waiting for replies");
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** A message to which no replies come. */
  public SavedMessage(
      String name,
      String note,
      String destination,
      Notation notation,
      String payload,
      Map<String, String> parameters) {
    this(name, note, destination, notation, payload, parameters, 0);
  }

  /** This message under another name. */
  public SavedMessage withName(String newName) {
    return new SavedMessage(
        newName, note, destination, notation, payload, parameters, replySeconds);
  }

  /** This message with another note. */
  public SavedMessage withNote(String newNote) {
    return new SavedMessage(
        name, newNote, destination, notation, payload, parameters, replySeconds);
  }

  /** This message with a parameter set. */
  public SavedMessage with(String parameter, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new SavedMessage(name, note, destination, notation, payload, changed, replySeconds);
  }

  /** The parameters that stand in a payload, in their order. */
  public static List<String> parametersIn(String payload) {
    return PARAMETER.matcher(payload).results().map(each -> each.group(1)).distinct().toList();
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
    List<String> missing = parametersIn(text);
    if (!missing.isEmpty()) {
      return new Parsed.Invalid<>(Message.of("message.saved.no-parameter", missing.getFirst()));
    }
    return Template.read(text, notation);
  }
}
