package org.portbound.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.util.Optional;

/** A datagram as it was handed to a sink, copied out so that it may be kept. */
public record Received(
    int tag,
    byte[] payload,
    int trueLengthBytes,
    Endpoint source,
    Optional<InetAddress> destination,
    int interfaceIndex,
    int ttlHops,
    int trafficClass,
    long kernelTimeNs,
    long droppedByKernel) {

  static Received copyOf(ReceivedDatagram from) {
    InetAddress source = AddressBits.address(from.sourceHigh, from.sourceLow, from.sourceScope);
    Optional<InetAddress> destination =
        from.destinationKnown
            ? Optional.of(AddressBits.address(from.destinationHigh, from.destinationLow, 0))
            : Optional.empty();
    return new Received(
        from.tag,
        from.memory.asSlice(from.payloadOffset, from.payloadLengthBytes).toArray(JAVA_BYTE),
        from.trueLengthBytes,
        new Endpoint(source, from.sourcePort),
        destination,
        from.interfaceIndex,
        from.ttlHops,
        from.trafficClass,
        from.kernelTimeNs,
        from.droppedByKernel);
  }

  /** The payload as text. */
  public String text() {
    return new String(payload, UTF_8);
  }
}
