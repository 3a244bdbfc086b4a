package org.portbound.lesson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a lesson file. Its keys are taken one by one; {@link #end} tells of those that
 * nobody took. What is wrong is noted with its line, and reading goes on.
 */
final class Fields {
  private final Map<String, Node> left = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<Fault> faults;
  private final int line;

  private Fields(int line, List<Fault> faults) {
    this.line = line;
    this.faults = faults;
  }

  /** The keys of a node; none, with a fault, if it is no mapping. */
  static Fields of(Node node, List<Fault> faults) {
    var fields = new Fields(line(node), faults);
    if (!(node instanceof MappingNode mapping)) {
      fields.fault("lesson.file.no-mapping");
      return fields;
    }
    for (NodeTuple each : mapping.getValue()) {
      Node key = each.getKeyNode();
      if (!(key instanceof ScalarNode name)) {
        faults.add(new Fault(line(key), Message.of("lesson.file.key-no-text")));
      } else if (fields.left.put(name.getValue(), each.getValueNode()) != null) {
        faults.add(new Fault(line(key), Message.of("lesson.file.key-twice", name.getValue())));
      }
    }
    return fields;
  }

  /** The keys of a node within this mapping. */
  Fields of(Node node) {
    return of(node, faults);
  }

  /** The line on which a node begins, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** Notes a mistake of the mapping as a whole. */
  void fault(String key, Object... arguments) {
    faults.add(new Fault(line, Message.of(key, arguments)));
  }

  /** Notes a mistake of a key that was taken. */
  void faultAt(String name, String key, Object... arguments) {
    faults.add(new Fault(lines.getOrDefault(name, line), Message.of(key, arguments)));
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  /** The first of these keys that is there. */
  Optional<String> firstOf(List<String> names) {
    return names.stream().filter(this::has).findFirst();
  }

  @Nullable Node take(String name) {
    Node node = left.remove(name);
    if (node != null) {
      lines.put(name, line(node));
    }
    return node;
  }

  /** A node that must be there. */
  private @Nullable Node need(String name) {
    Node node = take(name);
    if (node == null) {
      fault("lesson.file.missing", name);
    }
    return node;
  }

  /** Text that must be there; empty, with a fault, if it is not. */
  String text(String name) {
    Node node = need(name);
    return node == null ? "" : scalar(node, name);
  }

  /** Text, or null if the key is not there. */
  @Nullable String textOrNull(String name) {
    Node node = take(name);
    return node == null ? null : scalar(node, name);
  }

  private String scalar(Node node, String name) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    faults.add(new Fault(line(node), Message.of("lesson.file.no-text", name)));
    return "";
  }

  /** What a reader makes of a text that must be there; null, with a fault, if it cannot. */
  <T> @Nullable T read(String name, Function<String, Parsed<T>> reader) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    return switch (reader.apply(text)) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T>(Message why) -> {
        faults.add(new Fault(lines.getOrDefault(name, line), why));
        yield null;
      }
    };
  }

  /** What a reader makes of each item of a list; those it cannot read are faults. */
  <T> List<T> readAll(String name, Function<String, Parsed<T>> reader) {
    var values = new ArrayList<T>();
    for (String each : texts(name)) {
      switch (reader.apply(each)) {
        case Parsed.Valid<T>(T value) -> values.add(value);
        case Parsed.Invalid<T>(Message why) ->
            faults.add(new Fault(lines.getOrDefault(name, line), why));
      }
    }
    return values;
  }

  /** A whole number within bounds, or another value if the key is not there. */
  int number(String name, int least, int most, int otherwise) {
    String text = textOrNull(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")) {
      int value = Integer.parseInt(text);
      if (least <= value && value <= most) {
        return value;
      }
    }
    faultAt(name, "lesson.file.no-number", name, String.valueOf(least), String.valueOf(most));
    return otherwise;
  }

  /** {@code true} or {@code false}, or another value if the key is not there. */
  boolean flag(String name, boolean otherwise) {
    String text = textOrNull(name);
    if (text == null) {
      return otherwise;
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    faultAt(name, "lesson.file.no-flag", name);
    return otherwise;
  }

  /** Text in one or more languages, which must be there. */
  Words words(String name) {
    Node node = need(name);
    return node == null ? Words.same("?") : words(node, name);
  }

  /** The same, or null if the key is not there. */
  @Nullable Words wordsOrNull(String name) {
    Node node = take(name);
    return node == null ? null : words(node, name);
  }

  private Words words(Node node, String name) {
    if (!(node instanceof MappingNode)) {
      String text = scalar(node, name);
      return Words.same(text.isEmpty() ? "?" : text);
    }
    Fields languages = of(node, faults);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String language : List.copyOf(languages.left.keySet())) {
      if (language.matches("[a-z]{2,3}")) {
        texts.put(language, languages.text(language));
      }
    }
    languages.end();
    if (texts.isEmpty()) {
      faults.add(new Fault(line(node), Message.of("lesson.file.no-text", name)));
      return Words.same("?");
    }
    return new Words(texts);
  }

  /** The items of a list; none if the key is not there. A single text is a list of one. */
  List<String> texts(String name) {
    Node node = take(name);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(scalar(node, name));
    }
    var items = new ArrayList<String>();
    for (Node each : sequence.getValue()) {
      items.add(scalar(each, name));
    }
    return items;
  }

  /** The items of a list that must be there. */
  List<Node> list(String name) {
    Node node = need(name);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      return sequence.getValue();
    }
    faultAt(name, "lesson.file.no-list", name);
    return List.of();
  }

  /** The keys that nobody took yet. */
  List<String> names() {
    return List.copyOf(left.keySet());
  }

  /** Notes every key that nobody took. */
  void end() {
    left.forEach(
        (name, node) ->
            faults.add(new Fault(line(node), Message.of("lesson.file.unknown-key", name))));
    left.clear();
  }
}
