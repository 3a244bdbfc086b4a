package org.portbound.capture.filter;

import java.util.Arrays;
import java.util.HexFormat;
import org.portbound.capture.Datagram;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.text.Visible;

/** Filters that let through rows like a given one. Pure functions. */
public final class Phrases {
  /** So much of a payload is enough to recognize it. */
  private static final int MAX_TEXT_BYTES = 64;

  private Phrases() {}

  /** The same source address and port. */
  public static String source(Datagram row) {
    String address = Endpoint.text(AddressBits.address(row.sourceHigh(), row.sourceLow(), 0));
    return Term.SRC.word() + " " + address + " and " + Term.SPORT.word() + " " + row.sourcePort();
  }

  /** The same destination, as far as it is known; empty if it is not. */
  public static String destination(Datagram row) {
    String address =
        row.destination().map(each -> Term.DST.word() + " " + Endpoint.text(each)).orElse("");
    String port = row.destinationPort() == 0 ? "" : Term.DPORT.word() + " " + row.destinationPort();
    return address + (address.isEmpty() || port.isEmpty() ? "" : " and ") + port;
  }

  /** The same listener. */
  public static String listener(Datagram row) {
    return Term.LISTENER.word() + " " + row.listener();
  }

  /** The same length. */
  public static String length(Datagram row) {
    return Term.LEN.word() + " " + row.trueLengthBytes();
  }

  /** The same TTL or hop limit; empty if it is not known. */
  public static String ttl(Datagram row) {
    return row.ttlHops() < 0 ? "" : Term.TTL.word() + " " + row.ttlHops();
  }

  /** The same interface; empty if it is not known. */
  public static String networkInterface(Datagram row) {
    return row.interfaceIndex() == 0 ? "" : Term.IFACE.word() + " " + row.interfaceIndex();
  }

  /** The same beginning of the payload, as text if it is all printable; empty for none. */
  public static String payload(Datagram row) {
    byte[] bytes = Arrays.copyOf(row.buffer(), Math.min(row.lengthBytes(), MAX_TEXT_BYTES));
    if (bytes.length == 0) {
      return "";
    }
    String shown = Visible.of(bytes);
    return shown.indexOf('\\') < 0
        ? Term.TEXT.word() + " " + Printer.quote(shown)
        : Term.HEX.word() + " " + HexFormat.ofDelimiter(":").formatHex(bytes);
  }
}
