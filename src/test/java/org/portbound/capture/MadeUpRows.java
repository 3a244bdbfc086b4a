package org.portbound.capture;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.portbound.socket.AddressBits;

/** As many datagrams as one likes, without keeping any: each is made when it is read. */
public record MadeUpRows(long first, long end) implements DatagramRows {
  private static final long START_NS = 1_790_000_000_000_000_000L;
  private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.7");

  @Override
  public RowReader reader() {
    return (number, into) -> {
      if (number < first || number >= end) {
        return false;
      }
      byte[] text = ("datagram " + number).getBytes(StandardCharsets.UTF_8);
      into.reserve(text.length);
      System.arraycopy(text, 0, into.bytes, 0, text.length);
      into.lengthBytes = text.length;
      into.trueLengthBytes = text.length;
      into.number = number;
      into.listener = (int) (number % 5) + 1;
      into.timeNs = START_NS + number * 1_000;
      into.sourceHigh = AddressBits.high(SOURCE);
      into.sourceLow = AddressBits.low(SOURCE);
      into.sourcePort = 40_000 + (int) (number % 1_000);
      into.ttlHops = 64;
      return true;
    };
  }
}
