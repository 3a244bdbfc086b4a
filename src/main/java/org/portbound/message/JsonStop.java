package org.portbound.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.portbound.text.Message;

/**
 * Where a text is no JSON any more. The words are ours, for the parser speaks English only.
 *
 * @param line from 1
 * @param column from 1
 * @param what the column and what stands there
 */
public record JsonStop(int line, int column, Message what) {
  private static final int EXCERPT_CHARS = 20;

  /** Where the parser of a text gave up. */
  public static JsonStop of(String text, JsonProcessingException stop) {
    JsonLocation location = stop.getLocation();
    if (location == null) {
      return new JsonStop(1, 1, what(text, 0, 1));
    }
    int column = Math.max(1, location.getColumnNr());
    return new JsonStop(
        Math.max(1, location.getLineNr()), column, what(text, location.getCharOffset(), column));
  }

  private static Message what(String text, long offset, int column) {
    String rest =
        text.substring((int) Math.clamp(offset, 0, text.length())).lines().findFirst().orElse("");
    String excerpt = rest.strip();
    excerpt = excerpt.substring(0, Math.min(EXCERPT_CHARS, excerpt.length()));
    return excerpt.isEmpty()
        ? Message.of("message.file.json-ends", String.valueOf(column))
        : Message.of("message.file.no-json", String.valueOf(column), excerpt);
  }
}
