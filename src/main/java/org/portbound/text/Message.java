package org.portbound.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * A sentence that is still in no language.
 *
 * @param key the key in the message bundle
 * @param arguments what fills its places {0}, {1}, …: texts, and messages that are said in the same
 *     language; numbers come as text, so that no language puts separators into a port
 */
public record Message(String key, List<Object> arguments) {
  /** Copies the arguments. */
  public Message {
    arguments = List.copyOf(arguments);
  }

  /** A message whose arguments are shown by their {@code toString}, unless they are messages. */
  public static Message of(String key, Object... arguments) {
    return new Message(
        key,
        Stream.of(arguments)
            .<Object>map(each -> each instanceof Message ? each : each.toString())
            .toList());
  }
}
