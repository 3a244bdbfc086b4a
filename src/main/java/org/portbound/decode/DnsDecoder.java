package org.portbound.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portbound.text.Message;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** DNS (RFC 1035), mDNS (RFC 6762) and LLMNR (RFC 4795): the same message on three ports. */
final class DnsDecoder implements Decoder {
  private static final int HEADER_BYTES = 12;
  private static final int QUERY_BYTES = 4;
  private static final int RECORD_BYTES = 10;
  private static final int RESPONSE = 0x8000;
  private static final int SUMMARY_PARTS = 3;

  /** So many bytes of data are turned into text; the rest of a large message is shown in hex. */
  private static final int MAX_TEXT_BYTES = 16_384;

  /** mDNS: unicast reply wanted in a question, newer than what is cached in a record. */
  private static final int MDNS_BIT = 0x8000;

  private static final String[] SECTIONS = {"question", "answer", "authority", "additional"};

  private final Protocol protocol;
  private final int port;

  DnsDecoder(Protocol protocol, int port) {
    this.protocol = protocol;
    this.port = port;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public int confidence(Input input) {
    if (!input.ports().has(port) || !input.has(0, HEADER_BYTES)) {
      return NO;
    }
    int records = 0;
    for (int section = 0; section < SECTIONS.length; section++) {
      records += input.u16(4 + 2 * section);
    }
    // The shortest question takes five bytes.
    return records <= input.length() / 5 ? SURE : NO;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    return input.has(0, HEADER_BYTES)
        ? Optional.of(new Reading(input, new Tree(input)).read())
        : Optional.empty();
  }

  private final class Reading {
    private final Input input;
    private final Tree tree;
    private final List<String> parts = new ArrayList<>();
    private int at = HEADER_BYTES;
    private int textBytes;

    Reading(Input input, Tree tree) {
      this.input = input;
      this.tree = tree;
    }

    Decoded read() {
      header();
      boolean more = true;
      for (int section = 0; section < SECTIONS.length && more; section++) {
        int count = input.u16(4 + 2 * section);
        for (int i = 0; i < count && more; i++) {
          if (!tree.hasRoom()) {
            tree.stopFull(at);
            more = false;
          } else {
            more = section == 0 ? question() : record(SECTIONS[section]);
          }
        }
      }
      if (more && at < input.length()) {
        tree.stop(Message.of("decode.stopped.extra"), at);
      }
      return new Decoded(protocol, summary(), tree.finish(input.length()));
    }

    private boolean isResponse() {
      return (input.u16(2) & RESPONSE) != 0;
    }

    private void header() {
      int flags = input.u16(2);
      tree.add("decode.dns.id", String.format("0x%04x", input.u16(0)), 0, 2);
      tree.open(Message.of("decode.dns.flags"), 2);
      tree.add(
          Message.of("decode.dns.kind"),
          Message.of(isResponse() ? "decode.dns.response" : "decode.dns.query"),
          2,
          1);
      tree.add("decode.dns.opcode", Opcode.string(flags >> 11 & 0xf), 2, 1);
      tree.add("decode.dns.bits", bits(flags), 2, 2);
      tree.add("decode.dns.rcode", Rcode.string(flags & 0xf), 3, 1);
      tree.close(Words.own(String.format("0x%04x", flags)), 4);
      for (int section = 0; section < SECTIONS.length; section++) {
        int place = 4 + 2 * section;
        tree.add(
            "decode.dns.count." + SECTIONS[section], String.valueOf(input.u16(place)), place, 2);
      }
    }

    /** The letters of RFC 1035 (4.1.1) and RFC 4035. */
    private static String bits(int flags) {
      var set = new ArrayList<String>();
      String[] names = {"AA", "TC", "RD", "RA", "Z", "AD", "CD"};
      for (int i = 0; i < names.length; i++) {
        if ((flags & 0x400 >> i) != 0) {
          set.add(names[i]);
        }
      }
      return set.isEmpty() ? "–" : String.join(" ", set);
    }

    private boolean question() {
      Optional<DnsNames.Read> name = DnsNames.read(input, at);
      if (name.isEmpty() || !input.has(name.get().end(), QUERY_BYTES)) {
        return stop();
      }
      int after = name.get().end();
      int type = input.u16(after);
      int dclass = input.u16(after + 2);
      tree.open(Message.of("decode.dns.question"), at);
      name.get().addTo(tree, input, Message.of("decode.dns.name"));
      tree.add("decode.dns.type", Type.string(type), after, 2);
      tree.add(
          Message.of("decode.dns.class"), dclass(dclass, "decode.dns.class.unicast"), after + 2, 2);
      String text = name.get().text() + " " + Type.string(type);
      at = after + QUERY_BYTES;
      tree.close(Words.own(text), at);
      parts.add(text);
      return true;
    }

    private boolean record(String section) {
      Optional<DnsNames.Read> name = DnsNames.read(input, at);
      if (name.isEmpty() || !input.has(name.get().end(), RECORD_BYTES)) {
        return stop();
      }
      int after = name.get().end();
      int length = input.u16(after + 8);
      int data = after + RECORD_BYTES;
      if (!input.has(data, length)) {
        return stop();
      }
      int type = input.u16(after);
      textBytes += length;
      String value =
          textBytes <= MAX_TEXT_BYTES
              ? DnsData.text(input, type, data, length)
              : DnsData.hex(input, data, length);
      tree.open(Message.of("decode.dns." + section), at);
      name.get().addTo(tree, input, Message.of("decode.dns.name"));
      tree.add("decode.dns.type", Type.string(type), after, 2);
      tree.add(
          Message.of("decode.dns.class"),
          type == Type.OPT
              ? Message.of("decode.dns.class.opt", String.valueOf(input.u16(after + 2)))
              : dclass(input.u16(after + 2), "decode.dns.class.flush"),
          after + 2,
          2);
      if (type == Type.OPT) {
        // RFC 6891, 6.1.3: the field is no time there.
        tree.add(
            "decode.dns.extended", String.format("0x%08x", input.u32(after + 4)), after + 4, 4);
      } else {
        tree.add("decode.dns.ttl", input.u32(after + 4) + " s", after + 4, 4);
      }
      DnsData.add(tree, input, type, data, length, value);
      at = data + length;
      tree.close(Words.own(name.get().text() + " " + Type.string(type) + " " + value), at);
      if (isResponse() && section.equals("answer")) {
        parts.add(name.get().text() + " " + Type.string(type) + " " + value);
      }
      return true;
    }

    /** In mDNS the highest bit is no part of the class (RFC 6762, 18.12 and 18.13). */
    private Message dclass(int dclass, String marked) {
      return protocol == Protocol.MDNS && (dclass & MDNS_BIT) != 0
          ? Message.of(marked, DClass.string(dclass & ~MDNS_BIT))
          : Words.own(DClass.string(dclass));
    }

    private boolean stop() {
      boolean cut = at >= input.length() - RECORD_BYTES;
      tree.stop(Message.of(cut ? "decode.stopped.cut" : "decode.stopped.broken"), at);
      return false;
    }

    /** {@code query _http._tcp.local PTR}; a response says its answers instead of its questions. */
    private Message summary() {
      int questions = Math.min(input.u16(4), parts.size());
      List<String> said =
          isResponse() && parts.size() > questions ? parts.subList(questions, parts.size()) : parts;
      String list = String.join(", ", said.subList(0, Math.min(SUMMARY_PARTS, said.size())));
      String listed = said.size() > SUMMARY_PARTS ? list + ", …" : list;
      int rcode = input.u16(2) & 0xf;
      if (!isResponse()) {
        return Message.of("decode.dns.summary.query", listed);
      }
      return rcode == Rcode.NOERROR
          ? Message.of("decode.dns.summary.response", listed)
          : Message.of("decode.dns.summary.error", Rcode.string(rcode), listed);
    }
  }
}
