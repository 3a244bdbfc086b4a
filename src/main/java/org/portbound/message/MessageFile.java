package org.portbound.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.portbound.text.Message;

/**
 * Saved messages as a file that people can read and write: JSON, {@code {"portbound-messages": 1,
 * "messages": [{"name": …, "note": …, "to": "ADDRESS:PORT", "as": "text" or "hex", "payload": …,
 * "parameters": {…}, "replies": SECONDS}, …]}}. Only {@code name} and {@code payload} must be
 * there.
 */
public final class MessageFile {
  /** Number of the format, behind {@code portbound-messages}. */
  static final int VERSION = 1;

  static final String FORMAT = "portbound-messages";

  static final JsonFactory JSON = new JsonFactory();

  private MessageFile() {}

  /**
   * A mistake in a file.
   *
   * @param line where it is, from 1
   * @param why what is wrong and what to write instead
   */
  public record Fault(int line, Message why) {}

  /**
   * What was read.
   *
   * @param messages those without a mistake, in the order of the file
   * @param faults the mistakes, in the order of the file
   */
  public record Reading(List<SavedMessage> messages, List<Fault> faults) {
    /** Copies the lists. */
    public Reading {
      messages = List.copyOf(messages);
      faults = List.copyOf(faults);
    }
  }

  /** Reads a file's text; a message with a mistake is left out and told, the others are there. */
  public static Reading read(String text) {
    return new MessageFileReader().read(text);
  }

  /**
   * Reads the list of messages of another file, at whose beginning the parser stands; it stands at
   * the end of the list afterwards.
   *
   * @param messages gets those without a mistake
   * @param faults gets the mistakes
   */
  public static void readInto(JsonParser json, List<SavedMessage> messages, List<Fault> faults)
      throws IOException {
    var reader = new MessageFileReader();
    reader.list(json);
    messages.addAll(reader.reading().messages());
    faults.addAll(reader.reading().faults());
  }

  /** Writes messages as a file's text. */
  public static String write(List<SavedMessage> messages) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField(FORMAT, VERSION);
      json.writeFieldName("messages");
      write(json, messages);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  /** Writes the list of messages into another file. */
  public static void write(JsonGenerator json, List<SavedMessage> messages) throws IOException {
    json.writeStartArray();
    for (SavedMessage each : messages) {
      write(json, each);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, SavedMessage message) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", message.name());
    writeIfThere(json, "note", message.note());
    writeIfThere(json, "to", message.destination());
    json.writeStringField("as", message.notation() == Notation.HEX ? "hex" : "text");
    json.writeStringField("payload", message.payload());
    if (!message.parameters().isEmpty()) {
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, String> each : message.parameters().entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
    if (message.replySeconds() > 0) {
      json.writeNumberField("replies", message.replySeconds());
    }
    json.writeEndObject();
  }

  private static void writeIfThere(JsonGenerator json, String name, String value)
      throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
