package org.portbound.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The messages that come with the program, from a file in the format of {@link MessageFile}. Their
 * names are short and the same in every language; what they are for is the sentence {@code
 * message.built-in.NAME}.
 */
public final class BuiltInMessages {
  private static final String FILE = "/org/portbound/assets/messages/templates.json";

  private BuiltInMessages() {}

  /**
   * All of them, in the order in which they are offered.
   *
   * @throws IllegalStateException if the program's own file has a mistake
   */
  public static List<SavedMessage> all() {
    try (InputStream stream = BuiltInMessages.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is not there");
      }
      MessageFile.Reading reading = MessageFile.read(new String(stream.readAllBytes(), UTF_8));
      if (!reading.faults().isEmpty()) {
        throw new IllegalStateException(FILE + ": " + reading.faults());
      }
      return reading.messages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
