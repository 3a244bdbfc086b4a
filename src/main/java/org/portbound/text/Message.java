package org.portbound.text;

import java.util.List;

/**
 * A sentence that is still in no language.
 *
 * @param key the key in the message bundle
 * @param arguments what fills its places {0}, {1}, …; numbers come as text, so that no language
 *     puts separators into a port
 */
public record Message(String key, List<String> arguments) {
  /** Copies the arguments. */
  public Message {
    arguments = List.copyOf(arguments);
  }

  /** A message whose arguments are shown by their {@code toString}. */
  public static Message of(String key, Object... arguments) {
    return new Message(key, List.of(arguments).stream().map(Object::toString).toList());
  }
}
