package org.portbound.experiment.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** The fields of one JSON object, taken out one by one; what is left over is a mistake. */
final class Fields {
  private final Map<Object, @Nullable Object> left;

  Fields(Map<?, ? extends @Nullable Object> fields) {
    this.left = new LinkedHashMap<>(fields);
  }

  /** A value as an object's fields. */
  static Fields of(@Nullable Object value) throws BadScenario {
    if (value instanceof Map<?, ?> fields) {
      return new Fields(fields);
    }
    throw new BadScenario(Message.of("experiment.scenario.no-object", String.valueOf(value)));
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  /** Text, or an exception that says that it is missing. */
  String text(String name) throws BadScenario {
    String text = textOrNull(name);
    if (text == null) {
      throw new BadScenario(Message.of("experiment.scenario.missing", name));
    }
    return text;
  }

  @Nullable String textOrNull(String name) throws BadScenario {
    Object value = left.remove(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new BadScenario(Message.of("experiment.scenario.no-text", name, value));
  }

  boolean flag(String name, boolean otherwise) throws BadScenario {
    Object value = left.remove(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new BadScenario(Message.of("experiment.scenario.no-flag", name, value));
  }

  /** A whole number within bounds; {@code otherwise} if it is not there. */
  int number(String name, int least, int most, @Nullable Integer otherwise) throws BadScenario {
    Object value = left.remove(name);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    if (value == null) {
      throw new BadScenario(Message.of("experiment.scenario.missing", name));
    }
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    throw new BadScenario(
        Message.of(
            "experiment.scenario.no-number",
            name,
            value,
            String.valueOf(least),
            String.valueOf(most)));
  }

  List<?> list(String name) throws BadScenario {
    Object value = left.remove(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new BadScenario(Message.of("experiment.scenario.no-list", name, value));
  }

  static <T> T read(String text, Reader<T> reader) throws BadScenario {
    return switch (reader.read(text)) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T>(Message why) -> throw new BadScenario(why);
    };
  }

  /** Nothing that nobody asked for may be left: it would be a slip of the pen. */
  void end() throws BadScenario {
    if (!left.isEmpty()) {
      Object first = left.keySet().iterator().next();
      throw new BadScenario(Message.of("experiment.scenario.unknown-field", first));
    }
  }

  /** One of the readers of what users type. */
  interface Reader<T> {
    Parsed<T> read(String text);
  }
}
