package org.portbound.peer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of the wire, each read with its type checked. Immutable. */
final class Fields {
  private final Map<?, ?> values;

  private Fields(Map<?, ?> values) {
    this.values = values;
  }

  /** Reads one line. */
  static Fields parse(String line) throws GarbledLineException {
    try {
      @Nullable Map<String, Object> map = JSON.std.mapFrom(line);
      if (map != null) {
        return new Fields(map);
      }
    } catch (IOException e) {
      throw new GarbledLineException("no JSON object");
    }
    throw new GarbledLineException("no JSON object but null");
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  String text(String name) throws GarbledLineException {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "text");
  }

  @Nullable String textOrNull(String name) throws GarbledLineException {
    return has(name) ? text(name) : null;
  }

  boolean flag(String name) throws GarbledLineException {
    if (values.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  long number(String name) throws GarbledLineException {
    Object value = values.get(name);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw wrong(name, "a whole number");
  }

  /** A number within bounds, both included. */
  int integer(String name, int least, int most) throws GarbledLineException {
    long value = number(name);
    if (value < least || value > most) {
      throw wrong(name, "from " + least + " to " + most);
    }
    return (int) value;
  }

  byte[] bytes(String name) throws GarbledLineException {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "base64");
    }
  }

  Fields object(String name) throws GarbledLineException {
    return asObject(name, values.get(name));
  }

  List<Fields> objects(String name) throws GarbledLineException {
    var found = new ArrayList<Fields>();
    for (Object each : list(name)) {
      found.add(asObject(name, each));
    }
    return found;
  }

  List<String> texts(String name) throws GarbledLineException {
    var found = new ArrayList<String>();
    for (Object each : list(name)) {
      if (!(each instanceof String text)) {
        throw wrong(name, "a list of texts");
      }
      found.add(text);
    }
    return found;
  }

  /** All fields, each of which is a number. */
  Map<String, Long> numbers() throws GarbledLineException {
    var found = new HashMap<String, Long>();
    for (Object name : values.keySet()) {
      found.put(String.valueOf(name), number(String.valueOf(name)));
    }
    return found;
  }

  private List<?> list(String name) throws GarbledLineException {
    if (values.get(name) instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "a list");
  }

  private static Fields asObject(String name, @Nullable Object value) throws GarbledLineException {
    if (value instanceof Map<?, ?> map) {
      return new Fields(map);
    }
    throw wrong(name, "an object");
  }

  private static GarbledLineException wrong(String name, String expected) {
    return new GarbledLineException("\"" + name + "\" is not " + expected);
  }
}
