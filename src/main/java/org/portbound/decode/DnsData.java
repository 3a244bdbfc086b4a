package org.portbound.decode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What a DNS record says. */
final class DnsData {
  /** Longer data are shown in hex: as text they cost some hundred times their length. */
  static final int MAX_TEXT_BYTES = 512;

  private static final int MAX_HEX_BYTES = 32;

  private DnsData() {}

  /** In one line, made visible. */
  static String text(Input input, int type, int at, int length) {
    return named(input, type, at, length).orElseGet(() -> other(input, type, at, length));
  }

  /** Those whose names may point into the rest of the message (RFC 1035; RFC 6762, 18.14). */
  private static Optional<String> named(Input input, int type, int at, int length) {
    return switch (type) {
      case Type.PTR, Type.CNAME, Type.NS, Type.DNAME -> name(input, at, at + length);
      case Type.MX ->
          length < 3
              ? Optional.empty()
              : name(input, at + 2, at + length).map(name -> input.u16(at) + " " + name);
      case Type.SRV ->
          length < 7
              ? Optional.empty()
              : name(input, at + 6, at + length).map(name -> name + ":" + input.u16(at + 4));
      case Type.SOA -> name(input, at, at + length);
      default -> Optional.empty();
    };
  }

  private static Optional<String> name(Input input, int at, int end) {
    return DnsNames.read(input, at).filter(name -> name.end() <= end).map(DnsNames.Read::text);
  }

  /** Names in newer types never point anywhere (RFC 3597, 4), so the record stands by itself. */
  private static String other(Input input, int type, int at, int length) {
    if (length > MAX_TEXT_BYTES) {
      return hex(input, at, length);
    }
    byte[] data = Arrays.copyOfRange(input.bytes(), at, at + length);
    // The library returns null for data that are not of this type.
    return Optional.ofNullable(Record.newRecord(Name.root, type, DClass.IN, 0, data))
        .map(record -> Words.visible(record.rdataToString()))
        .orElseGet(() -> hex(input, at, length));
  }

  static String hex(Input input, int at, int length) {
    int few = Math.min(MAX_HEX_BYTES, length);
    String hex = HexFormat.ofDelimiter(" ").formatHex(input.bytes(), at, at + few);
    return length > few ? hex + " …" : hex;
  }
}
