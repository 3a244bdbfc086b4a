package org.portbound.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.message.MessageFile.Fault;
import org.portbound.message.MessageFile.Reading;
import org.portbound.socket.Endpoint;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * Reads a message file from its first character to its last, or to where it is no JSON any more.
 */
final class MessageFileReader {
  private final List<SavedMessage> messages = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  /** The fields of the message under way. */
  private final Map<String, String> fields = new LinkedHashMap<>();

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private int replySeconds;

  Reading read(String text) {
    try (JsonParser json = MessageFile.JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        fault(json, "message.file.no-object", MessageFile.FORMAT);
      } else {
        file(json);
      }
    } catch (JsonProcessingException e) {
      JsonStop stop = JsonStop.of(text, e);
      faults.add(new Fault(stop.line(), stop.what()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reading();
  }

  /** What was read so far. */
  Reading reading() {
    return new Reading(messages, faults);
  }

  private void fault(JsonParser json, String key, Object... arguments) {
    faults.add(new Fault(json.currentTokenLocation().getLineNr(), Message.of(key, arguments)));
  }

  private void file(JsonParser json) throws IOException {
    boolean known = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(MessageFile.FORMAT)) {
        known = version(json, value);
        if (!known) {
          return;
        }
      } else if (name.equals("messages") && value == JsonToken.START_ARRAY) {
        list(json);
      } else {
        fault(json, "message.file.unknown-field", name);
        json.skipChildren();
      }
    }
    if (!known) {
      fault(json, "message.file.no-version", MessageFile.FORMAT);
    }
  }

  private boolean version(JsonParser json, JsonToken value) throws IOException {
    boolean readable =
        value == JsonToken.VALUE_NUMBER_INT && json.getLongValue() == MessageFile.VERSION;
    if (!readable) {
      fault(json, "message.file.other-version", json.getText(), MessageFile.VERSION);
    }
    return readable;
  }

  /** From the beginning of the list to its end. */
  void list(JsonParser json) throws IOException {
    while (true) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.END_ARRAY || token == null) {
        return;
      }
      if (token == JsonToken.START_OBJECT) {
        message(json);
      } else {
        fault(json, "message.file.no-message");
        json.skipChildren();
      }
    }
  }

  private void message(JsonParser json) throws IOException {
    fields.clear();
    parameters.clear();
    replySeconds = 0;
    int line = json.currentTokenLocation().getLineNr();
    int faultsBefore = faults.size();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      field(json);
    }
    if (faults.size() == faultsBefore) {
      Message wrong = check();
      if (wrong == null) {
        messages.add(build());
      } else {
        faults.add(new Fault(line, wrong));
      }
    }
  }

  private void field(JsonParser json) throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    switch (name) {
      case "name", "note", "to", "as", "payload" -> {
        if (value == JsonToken.VALUE_STRING) {
          fields.put(name, json.getText());
        } else {
          fault(json, "message.file.no-text", name);
          json.skipChildren();
        }
      }
      case "parameters" -> parameters(json, value);
      case "replies" -> replies(json, value);
      default -> {
        fault(json, "message.file.unknown-field", name);
        json.skipChildren();
      }
    }
  }

  private void replies(JsonParser json, JsonToken value) throws IOException {
    boolean seconds =
        value == JsonToken.VALUE_NUMBER_INT
            && json.getLongValue() >= 0
            && json.getLongValue() <= SavedMessage.MAX_REPLY_SECONDS;
    if (seconds) {
      replySeconds = json.getIntValue();
    } else {
      fault(json, "message.file.bad-replies", String.valueOf(SavedMessage.MAX_REPLY_SECONDS));
      json.skipChildren();
    }
  }

  private void parameters(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      fault(json, "message.file.no-parameters");
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        parameters.put(name, json.getText());
      } else {
        fault(json, "message.file.no-text", name);
        json.skipChildren();
      }
    }
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** What is wrong with the message under way as a whole, or null. */
  private @Nullable Message check() {
    if (text("name").isBlank()) {
      return Message.of("message.file.no-name");
    }
    if (!fields.containsKey("payload")) {
      return Message.of("message.file.no-payload", text("name"));
    }
    if (!text("as").matches("|text|hex")) {
      return Message.of("message.file.bad-notation", text("as"));
    }
    if (!text("to").isEmpty()
        && Endpoint.read(text("to")) instanceof Parsed.Invalid<Endpoint>(Message why)) {
      return why;
    }
    return build().template() instanceof Parsed.Invalid<Template>(Message why) ? why : null;
  }

  private SavedMessage build() {
    return new SavedMessage(
        text("name"),
        text("note"),
        text("to"),
        text("as").equals("hex") ? Notation.HEX : Notation.TEXT,
        text("payload"),
        parameters,
        replySeconds);
  }
}
