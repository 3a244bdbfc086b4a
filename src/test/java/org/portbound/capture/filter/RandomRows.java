package org.portbound.capture.filter;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.portbound.capture.DatagramLog;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/** Rows whose every field takes few values, so that filters meet them. */
final class RandomRows {
  private static final String[] PIECES = {
    "a", "A", "pro", "OBE", "Straße", "ä", "Ä", "ÿ", "Ÿ", "ſ", "s", "K", "k", "\"", "\\", " ",
    "(x)", "😀", "İ", "i\u0307", "\n", "port", "and"
  };

  private final SplittableRandom random;
  private final ReceivedDatagram datagram = new ReceivedDatagram();

  RandomRows(SplittableRandom random) {
    this.random = random;
  }

  /** Appends a row; sometimes what a provider cannot know is left unknown. */
  void appendTo(DatagramLog log) {
    datagram.clear();
    datagram.tag = random.nextInt(4);
    byte[] payload = payload();
    datagram.memory = MemorySegment.ofArray(payload);
    datagram.payloadLengthBytes = payload.length;
    datagram.trueLengthBytes = payload.length + (random.nextInt(4) == 0 ? 200 : 0);
    datagram.sourcePort = random.nextInt(300);
    boolean six = random.nextBoolean();
    datagram.sourceHigh = six ? 0x20010db8_00000000L : 0;
    datagram.sourceLow = low(six);
    datagram.sent = random.nextBoolean();
    if (random.nextInt(4) > 0) {
      datagram.destinationKnown = true;
      datagram.destinationHigh = datagram.sourceHigh;
      datagram.destinationLow = low(six);
      datagram.destinationPort = random.nextInt(300);
      datagram.interfaceIndex = random.nextInt(4);
      datagram.ttlHops = random.nextInt(256);
      datagram.trafficClass = random.nextInt(256);
      datagram.droppedByKernel = random.nextInt(4);
    }
    log.append(datagram, random.nextLong(2_000 * Times.DAY_NS));
  }

  private long low(boolean six) {
    int small = random.nextInt(4);
    return six ? small : AddressBits.mappedLow(0x0a000000 | small);
  }

  private byte[] payload() {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
