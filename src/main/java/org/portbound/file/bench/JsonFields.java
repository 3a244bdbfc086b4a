package org.portbound.file.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.message.MessageFile.Fault;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * One object of a file. Its members are taken one by one; {@link #end} tells of those that nobody
 * took. What is wrong is noted with its line, and reading goes on.
 */
final class JsonFields {
  private final Map<String, Json> left;
  private final List<Fault> faults;
  private final int faultsBefore;
  private final int line;

  private JsonFields(int line, Map<String, Json> members, List<Fault> faults) {
    this.line = line;
    this.left = new LinkedHashMap<>(members);
    this.faults = faults;
    this.faultsBefore = faults.size();
  }

  /** The members of a value; none, with a fault, if it is no object. */
  static JsonFields of(Json value, String what, List<Fault> faults) {
    if (value instanceof Json.Members(int line, Map<String, Json> members)) {
      return new JsonFields(line, members, faults);
    }
    var none = new JsonFields(value.line(), Map.of(), faults);
    none.fault("file.bench.no-object", what);
    return none;
  }

  /** Whether nothing was wrong so far. */
  boolean good() {
    return faults.size() == faultsBefore;
  }

  /** Notes a mistake of the object as a whole. */
  void fault(String key, Object... arguments) {
    fault(line, Message.of(key, arguments));
  }

  private void fault(int at, Message why) {
    faults.add(new Fault(at, why));
  }

  /** Text that must be there and not blank; empty, with a fault, if it is not. */
  String text(String name) {
    Json value = left.remove(name);
    if (value instanceof Json.Text(int _, String text) && !text.isBlank()) {
      return text;
    }
    fault(value == null ? line : value.line(), Message.of("file.bench.no-text", name));
    return "";
  }

  /** Text, or another if it is not there. */
  String text(String name, String otherwise) {
    Json value = left.remove(name);
    return switch (value) {
      case null -> otherwise;
      case Json.Text(int _, String text) -> text;
      default -> {
        fault(value.line(), Message.of("file.bench.no-text", name));
        yield otherwise;
      }
    };
  }

  /** What a reader makes of a text that must be there; null, with a fault, if it cannot. */
  <T> @Nullable T read(String name, Function<String, Parsed<T>> reader) {
    int at = left.containsKey(name) ? lineOf(name) : line;
    String text = text(name);
    return text.isEmpty() ? null : parsed(at, reader.apply(text));
  }

  private int lineOf(String name) {
    Json value = left.get(name);
    return value == null ? line : value.line();
  }

  private <T> @Nullable T parsed(int at, Parsed<T> read) {
    return switch (read) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T>(Message why) -> {
        fault(at, why);
        yield null;
      }
    };
  }

  /** What a reader makes of each text of a list; none if it is not there. */
  <T> List<T> readAll(String name, Function<String, Parsed<T>> reader) {
    var values = new ArrayList<T>();
    for (Json each : items(name)) {
      if (each instanceof Json.Text(int at, String text)) {
        T value = parsed(at, reader.apply(text));
        if (value != null) {
          values.add(value);
        }
      } else {
        fault(each.line(), Message.of("file.bench.no-texts", name));
      }
    }
    return values;
  }

  private List<Json> items(String name) {
    Json value = left.remove(name);
    return switch (value) {
      case null -> List.of();
      case Json.Items(int _, List<Json> items) -> items;
      default -> {
        fault(value.line(), Message.of("file.bench.no-texts", name));
        yield List.of();
      }
    };
  }

  /** Texts by their names; none if it is not there. */
  Map<String, String> texts(String name) {
    Json value = left.remove(name);
    if (value == null) {
      return Map.of();
    }
    var texts = new LinkedHashMap<String, String>();
    JsonFields fields = of(value, name, faults);
    for (String each : List.copyOf(fields.left.keySet())) {
      texts.put(each, fields.text(each, ""));
    }
    return texts;
  }

  /** A whole number within bounds, or empty if it is not there. */
  OptionalInt number(String name, int least, int most) {
    Json value = left.remove(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value instanceof Json.Whole(int _, long number) && least <= number && number <= most) {
      return OptionalInt.of((int) number);
    }
    fault(
        value.line(),
        Message.of("file.bench.no-number", name, String.valueOf(least), String.valueOf(most)));
    return OptionalInt.empty();
  }

  /** {@code true} or {@code false}; false if it is not there. */
  boolean flag(String name) {
    Json value = left.remove(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Json.Flag(int _, boolean on)) {
      return on;
    }
    fault(value.line(), Message.of("file.bench.no-flag", name));
    return false;
  }

  /** A member as it is; null if it is not there. */
  @Nullable Json take(String name) {
    return left.remove(name);
  }

  /** Notes every member that nobody took. */
  void end() {
    left.forEach(
        (name, value) -> fault(value.line(), Message.of("file.bench.unknown-field", name)));
    left.clear();
  }
}
