package org.portbound.file.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.filter.Filter;
import org.portbound.capture.filter.NamedFilter;
import org.portbound.message.JsonStop;
import org.portbound.message.MessageFile;
import org.portbound.message.MessageFile.Fault;
import org.portbound.message.SavedMessage;
import org.portbound.text.Message;

/**
 * Reads a saved workbench from its first character to its last, or to where it is no JSON any more.
 */
final class BenchReader {
  /** Longer than anybody writes. */
  private static final int MAX_FILTER = 2_000;

  private final String text;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Json> listeners = new ArrayList<>();
  private final List<SavedMessage> messages = new ArrayList<>();
  private final List<NamedFilter> filters = new ArrayList<>();
  private @Nullable Json send;
  private String filter = "";

  BenchReader(String text) {
    this.text = text;
  }

  BenchReading read() {
    try (JsonParser json = BenchFile.JSON.createParser(text)) {
      all(json);
    } catch (JsonProcessingException e) {
      JsonStop stop = JsonStop.of(text, e);
      faults.add(new Fault(stop.line(), stop.what()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var plans = new ListenerReader(faults, listeners).read();
    Json sent = send;
    return new BenchReading(
        new Bench(
            plans.listeners(),
            messages,
            sent == null ? Optional.empty() : new SendReader(faults, plans.places()).read(sent),
            filter,
            filters),
        faults);
  }

  private void fault(int line, String key, Object... arguments) {
    faults.add(new Fault(line, Message.of(key, arguments)));
  }

  private void all(JsonParser json) throws IOException {
    try {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        members(json);
      } else {
        fault(json.currentTokenLocation().getLineNr(), "file.bench.no-file", BenchFile.FORMAT);
      }
    } catch (StreamConstraintsException e) {
      // The exception itself does not know where it happened.
      fault(json.currentLocation().getLineNr(), "file.bench.too-deep");
    }
  }

  private void members(JsonParser json) throws IOException {
    Set<String> seen = new HashSet<>();
    boolean known = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      int line = json.currentTokenLocation().getLineNr();
      JsonToken value = json.nextToken();
      if (!seen.add(name)) {
        fault(line, "file.bench.twice", name);
        json.skipChildren();
      } else if (name.equals(BenchFile.FORMAT)) {
        known = version(json, value);
        if (!known) {
          return;
        }
      } else {
        member(json, name, line);
      }
    }
    if (!known) {
      fault(1, "file.bench.no-version", BenchFile.FORMAT, BenchFile.VERSION);
    }
  }

  private boolean version(JsonParser json, JsonToken value) throws IOException {
    boolean readable = value == JsonToken.VALUE_NUMBER_INT && json.getText().equals("1");
    if (!readable) {
      fault(json.currentTokenLocation().getLineNr(), "file.bench.other-version", BenchFile.VERSION);
    }
    return readable;
  }

  private void member(JsonParser json, String name, int line) throws IOException {
    switch (name) {
      case "listeners" -> listeners.addAll(items(json, name));
      case "messages" -> messages(json);
      case "filters" -> items(json, name).forEach(this::named);
      case "send" -> send = value(json);
      case "filter" ->
          filter =
              value(json) instanceof Json.Text(int at, String typed)
                  ? sound(at, typed)
                  : bad(line, name);
      case "$schema" -> json.skipChildren();
      default -> {
        fault(line, "file.bench.unknown-field", name);
        json.skipChildren();
      }
    }
  }

  private String bad(int line, String name) {
    fault(line, "file.bench.no-text", name);
    return "";
  }

  private Json value(JsonParser json) throws IOException {
    return Json.read(json, (line, name) -> fault(line, "file.bench.twice", name));
  }

  private List<Json> items(JsonParser json, String name) throws IOException {
    return switch (value(json)) {
      case Json.Items(int _, List<Json> items) -> items;
      case Json other -> {
        fault(other.line(), "file.bench.no-list", name);
        yield List.of();
      }
    };
  }

  private void messages(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      fault(json.currentTokenLocation().getLineNr(), "file.bench.no-list", "messages");
      json.skipChildren();
      return;
    }
    MessageFile.readInto(json, messages, faults);
  }

  private void named(Json value) {
    JsonFields fields = JsonFields.of(value, "filters", faults);
    String name = fields.good() ? fields.text("name").strip() : "";
    String typed = fields.good() ? fields.text("filter") : "";
    fields.end();
    if (fields.good() && !sound(value.line(), typed).isEmpty()) {
      filters.add(new NamedFilter(name, typed.strip()));
    }
  }

  /** The filter if it can be understood; else nothing, with a fault. */
  private String sound(int line, String typed) {
    if (typed.length() > MAX_FILTER) {
      fault(line, "file.bench.filter-too-long", MAX_FILTER);
      return "";
    }
    return switch (Filter.parse(typed)) {
      case Filter.Reading.Parsed _ -> typed.strip();
      case Filter.Reading.Error(int _, int _, Message why) -> {
        faults.add(new Fault(line, why));
        yield "";
      }
    };
  }
}
