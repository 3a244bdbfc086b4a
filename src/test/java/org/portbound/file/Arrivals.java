package org.portbound.file;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/** Makes datagrams as a provider hands them over. */
final class Arrivals {
  static final long TIME_NS = 1_750_000_000_123_456_789L;

  private Arrivals() {}

  /** A datagram of which everything is known. */
  static ReceivedDatagram known(int listener, String source, String destination, byte[] payload) {
    ReceivedDatagram datagram = unknown(listener, source, payload);
    InetAddress to = InetAddress.ofLiteral(destination);
    datagram.destinationKnown = true;
    datagram.destinationHigh = AddressBits.high(to);
    datagram.destinationLow = AddressBits.low(to);
    datagram.destinationPort = 12345;
    datagram.ttlHops = 64;
    datagram.trafficClass = 0;
    datagram.kernelTimeNs = TIME_NS;
    datagram.droppedByKernel = 0;
    return datagram;
  }

  /** A datagram of which nothing is known but its source. */
  static ReceivedDatagram unknown(int listener, String source, byte[] payload) {
    var datagram = new ReceivedDatagram();
    datagram.clear();
    InetAddress from = InetAddress.ofLiteral(source);
    datagram.tag = listener;
    datagram.memory = MemorySegment.ofArray(payload);
    datagram.payloadLengthBytes = payload.length;
    datagram.trueLengthBytes = payload.length;
    datagram.sourceHigh = AddressBits.high(from);
    datagram.sourceLow = AddressBits.low(from);
    datagram.sourcePort = 54321;
    return datagram;
  }

  /** Letters, so many. */
  static byte[] payload(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    return bytes;
  }
}
