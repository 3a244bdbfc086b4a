package org.portbound.capture;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.OptionalInt;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;

/**
 * A datagram that this program sent, as a row of its own for the log.
 *
 * @param listener the listener whose socket sent it, or 0 for a socket of its own
 * @param at when it was sent, by our own clock
 * @param from the socket's local address and port
 * @param to where to
 * @param ttlHops the TTL asked for, or empty for the socket's own
 * @param payload the bytes; not changed, not kept
 */
public record SentDatagram(
    int listener, Instant at, Endpoint from, Endpoint to, OptionalInt ttlHops, byte[] payload) {

  long timeNs() {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  /** In the log's own form; what was received also lies outside the heap. */
  ReceivedDatagram row() {
    var row = new ReceivedDatagram();
    row.clear();
    row.sent = true;
    row.tag = listener;
    row.memory = Arena.ofAuto().allocate(Math.max(1, payload.length));
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, row.memory, 0, payload.length);
    row.payloadLengthBytes = payload.length;
    row.trueLengthBytes = payload.length;
    row.sourceHigh = AddressBits.high(from.address());
    row.sourceLow = AddressBits.low(from.address());
    row.sourceScope = scope(from.address());
    row.sourcePort = from.port();
    row.destinationKnown = true;
    row.destinationHigh = AddressBits.high(to.address());
    row.destinationLow = AddressBits.low(to.address());
    row.destinationPort = to.port();
    row.ttlHops = ttlHops.orElse(ReceivedDatagram.UNKNOWN);
    return row;
  }

  private static int scope(InetAddress address) {
    return address instanceof Inet6Address six && six.isLinkLocalAddress() ? six.getScopeId() : 0;
  }
}
