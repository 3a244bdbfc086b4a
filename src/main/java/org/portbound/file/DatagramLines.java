package org.portbound.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.text.Visible;

/**
 * A datagram as a line, in the terminal and in files. Both forms are for programs too, so they are
 * the same in every language. One thread at a time.
 */
public final class DatagramLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** ISO 8601 in UTC, always with nanoseconds, so that lines sort by it. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private final InterfaceNames interfaces = new InterfaceNames();
  private final StringWriter json = new StringWriter();

  /** When a datagram arrived, as the lines have it. */
  static String time(Datagram datagram) {
    return TIME.format(Instant.ofEpochSecond(0, datagram.timeNs()));
  }

  /**
   * {@code 12 bytes from 127.0.0.1:12345 to 239.255.255.250 on lo ttl 1: test message}; what is not
   * known is left out.
   *
   * @param shown makes a payload safe to print
   */
  public String text(Datagram datagram, Function<byte[], String> shown) {
    var line = new StringBuilder();
    if (datagram.sent()) {
      line.append("sent ");
    }
    if (datagram.truncated()) {
      line.append(datagram.lengthBytes()).append(" of ");
    }
    line.append(datagram.trueLengthBytes())
        .append(datagram.trueLengthBytes() == 1 ? " byte" : " bytes")
        .append(" from ")
        .append(datagram.source());
    datagram.destination().ifPresent(to -> line.append(" to ").append(Endpoint.text(to)));
    String name = interfaces.of(datagram.interfaceIndex());
    if (name != null) {
      line.append(" on ").append(name);
    }
    if (datagram.ttlHops() >= 0) {
      line.append(" ttl ").append(datagram.ttlHops());
    }
    if (datagram.lengthBytes() > 0) {
      line.append(": ").append(shown.apply(datagram.payload()));
    }
    return line.toString();
  }

  /**
   * One JSON object in ASCII alone; the fields are those that {@code portbound listen --help}
   * names.
   *
   * @param comment a further field, or null for none
   */
  public String json(Datagram datagram, @Nullable String comment) {
    return json(datagram, comment, Map.of());
  }

  /**
   * The same with further fields at the end.
   *
   * @param more their values by their names
   */
  public String json(Datagram datagram, @Nullable String comment, Map<String, String> more) {
    json.getBuffer().setLength(0);
    try (JsonGenerator out = JSON.createGenerator(json)) {
      write(datagram, comment, more, out);
    } catch (IOException e) {
      throw new AssertionError("a string takes whatever is written to it", e);
    }
    // DEL is the one control character that JSON leaves as it is; it can stand in a string only.
    return json.toString().replace("\u007f", "\\u007f");
  }

  private void write(
      Datagram datagram, @Nullable String comment, Map<String, String> more, JsonGenerator out)
      throws IOException {
    byte[] payload = datagram.payload();
    out.writeStartObject();
    out.writeStringField("event", "datagram");
    out.writeNumberField("number", datagram.number());
    out.writeNumberField("listener", datagram.listener());
    out.writeStringField("time", time(datagram));
    out.writeStringField("timeBy", datagram.kernelTime() ? "kernel" : "program");
    out.writeBooleanField("sent", datagram.sent());
    out.writeStringField("sourceAddress", Endpoint.text(datagram.source().address()));
    out.writeNumberField("sourcePort", datagram.sourcePort());
    out.writeStringField(
        "destinationAddress", datagram.destination().map(Endpoint::text).orElse(null));
    known(
        out, "destinationPort", datagram.destinationPort() == 0 ? -1 : datagram.destinationPort());
    out.writeStringField("interface", interfaces.of(datagram.interfaceIndex()));
    known(out, "ttl", datagram.ttlHops());
    known(out, "trafficClass", datagram.trafficClass());
    known(out, "droppedByKernel", datagram.droppedByKernel());
    out.writeNumberField("length", datagram.trueLengthBytes());
    out.writeBooleanField("truncated", datagram.truncated());
    if (comment != null) {
      out.writeStringField("comment", comment);
    }
    out.writeStringField("text", Visible.isUtf8(payload) ? new String(payload, UTF_8) : null);
    out.writeStringField("hex", HexFormat.of().formatHex(payload));
    for (Map.Entry<String, String> each : new TreeMap<>(more).entrySet()) {
      out.writeStringField(each.getKey(), each.getValue());
    }
    out.writeEndObject();
  }

  private static void known(JsonGenerator out, String name, long value) throws IOException {
    if (value < 0) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }
}
