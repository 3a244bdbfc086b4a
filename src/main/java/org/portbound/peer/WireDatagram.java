package org.portbound.peer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;

/** A received datagram on the wire, with everything that the kernel told of it. */
final class WireDatagram {
  /** Largest length that a UDP header can state. */
  static final int MAX_LENGTH_BYTES = 65_535;

  private WireDatagram() {}

  static Map<String, Object> toWire(ReceivedDatagram datagram) {
    var map = new LinkedHashMap<String, Object>();
    map.put("event", "datagram");
    map.put("socket", datagram.tag);
    map.put("source", address(datagram.sourceHigh, datagram.sourceLow));
    map.put("sourcePort", datagram.sourcePort);
    map.put("sourceScope", datagram.sourceScope);
    if (datagram.destinationKnown) {
      map.put("destination", address(datagram.destinationHigh, datagram.destinationLow));
    }
    map.put("interface", datagram.interfaceIndex);
    map.put("ttl", datagram.ttlHops);
    map.put("trafficClass", datagram.trafficClass);
    if (datagram.kernelTimeNs != ReceivedDatagram.NO_TIME) {
      map.put("kernelTimeNs", datagram.kernelTimeNs);
    }
    map.put("dropped", datagram.droppedByKernel);
    map.put("length", datagram.trueLengthBytes);
    byte[] payload =
        datagram
            .memory
            .asSlice(datagram.payloadOffset, datagram.payloadLengthBytes)
            .toArray(ValueLayout.JAVA_BYTE);
    map.put("payload", Base64.getEncoder().encodeToString(payload));
    return map;
  }

  private static Map<String, Object> address(long high, long low) {
    return Map.of("high", high, "low", low);
  }

  /** Fills in a datagram whose tag is the socket's number. */
  static void fromWire(Fields from, ReceivedDatagram into) throws GarbledLineException {
    byte[] payload = from.bytes("payload");
    into.clear();
    into.tag = from.integer("socket", 0, Integer.MAX_VALUE);
    into.memory = MemorySegment.ofArray(payload);
    into.payloadOffset = 0;
    into.payloadLengthBytes = payload.length;
    into.trueLengthBytes = from.integer("length", payload.length, MAX_LENGTH_BYTES);
    Fields source = from.object("source");
    into.sourceHigh = source.number("high");
    into.sourceLow = source.number("low");
    into.sourcePort = from.integer("sourcePort", 0, Endpoint.MAX_PORT);
    into.sourceScope = from.integer("sourceScope", 0, Integer.MAX_VALUE);
    if (from.has("destination")) {
      Fields destination = from.object("destination");
      into.destinationHigh = destination.number("high");
      into.destinationLow = destination.number("low");
      into.destinationKnown = true;
    }
    into.interfaceIndex = from.integer("interface", 0, Integer.MAX_VALUE);
    into.ttlHops = from.integer("ttl", ReceivedDatagram.UNKNOWN, 255);
    into.trafficClass = from.integer("trafficClass", ReceivedDatagram.UNKNOWN, 255);
    if (from.has("kernelTimeNs")) {
      into.kernelTimeNs = from.number("kernelTimeNs");
    }
    into.droppedByKernel = Math.max(ReceivedDatagram.UNKNOWN, from.number("dropped"));
  }
}
