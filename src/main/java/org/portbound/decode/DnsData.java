package org.portbound.decode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.portbound.text.Message;
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

  /**
   * Adds the data as a field, with their parts where these are few and their places are known (RFC
   * 1035, 3.3; RFC 2782).
   *
   * @param value what they say in one line
   */
  static void add(Tree tree, Input input, int type, int at, int length, String value) {
    tree.open(Message.of("decode.dns.data"), at);
    var parts = new Parts(tree, input, at, at + length);
    switch (type) {
      case Type.PTR, Type.CNAME, Type.NS, Type.DNAME -> parts.name("target");
      case Type.MX -> {
        parts.u16("preference");
        parts.name("target");
      }
      case Type.SRV -> {
        parts.u16("priority");
        parts.u16("weight");
        parts.u16("port");
        parts.name("target");
      }
      case Type.SOA -> {
        parts.name("primary");
        parts.name("mailbox");
        parts.u32("serial", "");
        parts.u32("refresh", " s");
        parts.u32("retry", " s");
        parts.u32("expire", " s");
        parts.u32("minimum", " s");
      }
      case Type.TXT -> parts.strings();
      default -> {}
    }
    tree.close(Words.own(value), at + length);
  }

  /** Parts of the data one after the other, up to the first that is not all there. */
  private static final class Parts {
    private static final int MAX_STRINGS = 50;

    private final Tree tree;
    private final Input input;
    private final int end;
    private int at;

    Parts(Tree tree, Input input, int at, int end) {
      this.tree = tree;
      this.input = input;
      this.at = at;
      this.end = end;
    }

    private boolean has(int bytes) {
      boolean there = at <= end - bytes;
      at = there ? at : end + 1;
      return there;
    }

    void u16(String name) {
      if (has(2)) {
        tree.add("decode.dns.part." + name, String.valueOf(input.u16(at)), at, 2);
        at += 2;
      }
    }

    void u32(String name, String unit) {
      if (has(4)) {
        tree.add("decode.dns.part." + name, input.u32(at) + unit, at, 4);
        at += 4;
      }
    }

    void name(String name) {
      if (!has(1)) {
        return;
      }
      Optional<DnsNames.Read> read = DnsNames.read(input, at).filter(each -> each.end() <= end);
      read.ifPresent(each -> each.addTo(tree, input, Message.of("decode.dns.part." + name)));
      at = read.map(DnsNames.Read::end).orElse(end + 1);
    }

    /** Each with its length before it (RFC 1035, 3.3.14). */
    void strings() {
      for (int i = 0; i < MAX_STRINGS && tree.hasRoom() && at < end; i++) {
        int length = input.u8(at);
        if (!has(1 + length)) {
          return;
        }
        tree.add(
            Message.of("decode.dns.part.string"),
            Words.foreign(input.bytes(), at + 1, at + 1 + length),
            at,
            1 + length);
        at += 1 + length;
      }
    }
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
      case Type.SOA -> authority(input, at, at + length);
      default -> Optional.empty();
    };
  }

  /** Both names and the serial number. */
  private static Optional<String> authority(Input input, int at, int end) {
    return DnsNames.read(input, at)
        .flatMap(
            primary ->
                DnsNames.read(input, primary.end())
                    .filter(mailbox -> mailbox.end() + 4 <= end)
                    .map(
                        mailbox ->
                            primary.text()
                                + " "
                                + mailbox.text()
                                + " "
                                + input.u32(mailbox.end())));
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
