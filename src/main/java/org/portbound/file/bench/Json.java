package org.portbound.file.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A value of a JSON file, with the line on which it begins, from 1. */
sealed interface Json {
  int line();

  /** Text in quotation marks. */
  record Text(int line, String text) implements Json {}

  /** A whole number. */
  record Whole(int line, long number) implements Json {}

  /** {@code true} or {@code false}. */
  record Flag(int line, boolean on) implements Json {}

  /** An array. */
  record Items(int line, List<Json> items) implements Json {}

  /** An object; of a name that is there twice, the first. */
  record Members(int line, Map<String, Json> members) implements Json {}

  /** {@code null}, or a number that is not whole or far too large. */
  record Other(int line) implements Json {}

  /**
   * Reads the value at which the parser stands.
   *
   * @param twice hears of a name that is there twice in an object, with its line
   */
  static Json read(JsonParser json, BiConsumer<Integer, String> twice) throws IOException {
    int line = json.currentTokenLocation().getLineNr();
    return switch (json.currentToken()) {
      case VALUE_STRING -> new Text(line, json.getText());
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new Other(line)
              : new Whole(line, json.getLongValue());
      case VALUE_TRUE, VALUE_FALSE -> new Flag(line, json.getBooleanValue());
      case START_ARRAY -> {
        var items = new ArrayList<Json>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(json, twice));
        }
        yield new Items(line, items);
      }
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, Json>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          Json value = read(json, twice);
          if (members.putIfAbsent(name, value) != null) {
            twice.accept(value.line(), name);
          }
        }
        yield new Members(line, members);
      }
      default -> new Other(line);
    };
  }
}
