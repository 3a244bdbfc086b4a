package org.portbound.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line, in ASCII alone: whatever a datagram holds is escaped, so that the line
 * may go to a terminal as it is. What is unknown is {@code null}.
 */
final class Json {
  private static final JSON WRITER =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
          .build();

  /** ISO 8601 in UTC, always with nanoseconds, so that lines sort by it. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private Json() {}

  /**
   * An object that begins with what it tells of.
   *
   * @param event such as {@code datagram}
   */
  static Json event(String event) {
    return new Json().with("event", event);
  }

  /** An object inside another one. */
  static Json object() {
    return new Json();
  }

  /** Adds a field: text, a number, a truth value, a list, another object, or null for unknown. */
  Json with(String name, @Nullable Object value) {
    fields.put(name, value instanceof Json object ? object.fields : value);
    return this;
  }

  /** Adds a number, or null. */
  Json with(String name, OptionalLong value) {
    return with(name, value.isPresent() ? (Object) value.getAsLong() : null);
  }

  /** Adds a number, or null. */
  Json with(String name, OptionalInt value) {
    return with(name, value.isPresent() ? (Object) value.getAsInt() : null);
  }

  /** Adds a moment. */
  Json with(String name, Instant at) {
    return with(name, TIME.format(at));
  }

  /** The fields, for a list of objects. */
  Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** The object in one line. */
  @Override
  public String toString() {
    try {
      // DEL is the one control character that JSON leaves as it is; it can stand in a string only.
      return WRITER.asString(fields).replace("\u007f", "\\u007f");
    } catch (IOException e) {
      throw new AssertionError("a string takes whatever is written to it", e);
    }
  }
}
