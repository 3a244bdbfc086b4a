package org.portbound.file.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.portbound.capture.filter.NamedFilter;
import org.portbound.message.MessageFile;
import org.portbound.message.Notation;
import org.portbound.message.SavedMessage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/** Writes a saved workbench for people to read. */
final class BenchWriter {
  private BenchWriter() {}

  /** The text of a file. */
  static String write(Bench bench) {
    var text = new StringWriter();
    try (JsonGenerator json = BenchFile.JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField(BenchFile.FORMAT, BenchFile.VERSION);
      json.writeArrayFieldStart("listeners");
      for (BenchListener each : bench.listeners()) {
        write(json, each);
      }
      json.writeEndArray();
      json.writeFieldName("messages");
      MessageFile.write(json, bench.messages());
      if (bench.send().isPresent()) {
        json.writeFieldName("send");
        write(json, bench.send().get());
      }
      if (!bench.filter().isEmpty()) {
        json.writeStringField("filter", bench.filter());
      }
      json.writeArrayFieldStart("filters");
      for (NamedFilter each : bench.filters()) {
        json.writeStartObject();
        json.writeStringField("name", each.name());
        json.writeStringField("filter", each.filter());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, BenchListener listener) throws IOException {
    SocketPlan plan = listener.socket();
    json.writeStartObject();
    json.writeStringField("bind", plan.local().toString());
    if (plan.family() != Family.of(plan.local().address())) {
      json.writeStringField("family", plan.family() == Family.INET6 ? "ipv6" : "ipv4");
    }
    writeReuse(json, plan.reuse());
    writeIf(json, "v6only", plan.v6Only());
    if (plan.device() != null) {
      json.writeStringField("device", plan.device());
    }
    if (!plan.groups().isEmpty()) {
      writeTexts(json, "groups", plan.groups().stream().map(GroupMembership::toString).toList());
    }
    if (plan.receiveBufferBytes().isPresent()) {
      json.writeNumberField("receive-buffer", plan.receiveBufferBytes().getAsInt());
    }
    writeIf(json, "close-on-exit", listener.closeOnExit());
    if (listener.process() != 0) {
      json.writeNumberField("process", listener.process());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, BenchSend send) throws IOException {
    SavedMessage message = send.message();
    json.writeStartObject();
    switch (send.from()) {
      case BenchSend.From.AnyPort() -> json.writeStringField("from", SendReader.ANY_PORT);
      case BenchSend.From.Listener(int place) -> json.writeNumberField("from", place);
      case BenchSend.From.Bound(Endpoint local, ReuseOptions reuse) -> {
        json.writeStringField("from", local.toString());
        writeReuse(json, reuse);
      }
    }
    writeIf(json, "to", message.destination());
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
    writeIf(json, "interface", send.interfaceName());
    if (send.ttlHops().isPresent()) {
      json.writeNumberField("ttl", send.ttlHops().getAsInt());
    }
    json.writeEndObject();
  }

  private static void writeReuse(JsonGenerator json, ReuseOptions reuse) throws IOException {
    var options =
        Stream.of(ReuseOption.values())
            .filter(
                each -> each == ReuseOption.SO_REUSEADDR ? reuse.reuseAddr() : reuse.reusePort())
            .map(ReuseOption::name)
            .toList();
    if (!options.isEmpty()) {
      writeTexts(json, "reuse", options);
    }
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String each : texts) {
      json.writeString(each);
    }
    json.writeEndArray();
  }

  private static void writeIf(JsonGenerator json, String name, boolean on) throws IOException {
    if (on) {
      json.writeBooleanField(name, true);
    }
  }

  private static void writeIf(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }
}
