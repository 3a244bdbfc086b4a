package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.text.Visible;

/**
 * A received datagram as a line. Both forms are for programs too, so they are the same in every
 * language.
 */
final class DatagramLines {
  private final Terminal terminal;
  private final InterfaceNames interfaces = new InterfaceNames();

  DatagramLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * {@code 12 bytes from 127.0.0.1:12345 to 239.255.255.250 on lo ttl 1: test message}; what is not
   * known is left out.
   */
  String text(Datagram datagram) {
    var line = new StringBuilder();
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
      line.append(": ").append(terminal.shown(datagram.payload()));
    }
    return line.toString();
  }

  /** One JSON object; the fields are those that {@code portbound listen --help} names. */
  String json(Datagram datagram) {
    byte[] payload = datagram.payload();
    return Json.event("datagram")
        .with("number", datagram.number())
        .with("time", Instant.ofEpochSecond(0, datagram.timeNs()))
        .with("timeBy", datagram.kernelTime() ? "kernel" : "program")
        .with("sourceAddress", Endpoint.text(datagram.source().address()))
        .with("sourcePort", datagram.sourcePort())
        .with("destinationAddress", datagram.destination().map(Endpoint::text).orElse(null))
        .with("interface", interfaces.of(datagram.interfaceIndex()))
        .with("ttl", known(datagram.ttlHops()))
        .with("trafficClass", known(datagram.trafficClass()))
        .with("droppedByKernel", known(datagram.droppedByKernel()))
        .with("length", datagram.trueLengthBytes())
        .with("truncated", datagram.truncated())
        .with("text", Visible.isUtf8(payload) ? new String(payload, UTF_8) : null)
        .with("hex", HexFormat.of().formatHex(payload))
        .toString();
  }

  private static @Nullable Long known(long value) {
    return value < 0 ? null : value;
  }
}
