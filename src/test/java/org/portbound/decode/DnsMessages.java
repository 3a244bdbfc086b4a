package org.portbound.decode;

import static org.portbound.decode.Messages.hex;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** DNS messages, as their programs write them and as nobody should. */
final class DnsMessages {
  private static final int FLUSH = 0x8000;
  private static final int LARGE = 65_507;

  private DnsMessages() {}

  static List<byte[]> all() {
    return List.of(mdnsQuery(), mdnsResponse(), manyTypes());
  }

  /** Records whose data the library reads, and those that are read here. */
  static byte[] manyTypes() {
    var response = new Message(7);
    response.getHeader().setFlag(Flags.QR);
    Name zone = name("example.org.");
    response.addRecord(Record.newRecord(zone, Type.ANY, DClass.IN), Section.QUESTION);
    String[] records = {
      "SOA ns.example.org. admin.example.org. 7 3600 600 86400 60",
      "MX 10 mail.example.org.",
      "CNAME www.example.org.",
      "NS ns.example.org.",
      "TXT \"v=spf1 -all\" \"two\"",
      "NAPTR 100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:a@example.org!\" .",
      "CAA 0 issue \"ca.example.org\"",
      "DS 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
      "TLSA 3 1 1 2BB183AF5F22588179A53B0A98631FAD1A2921182BB183AF5F22588179A53B0A",
      "SSHFP 4 2 2BB183AF5F22588179A53B0A98631FAD1A292118",
      "LOC 42 21 54 N 71 06 18 W -24m 30m",
      "HINFO \"PC\" \"OS\"",
      "NSEC b.example.org. A MX RRSIG NSEC",
      "HTTPS 1 . alpn=h2 port=8443 ipv4hint=192.0.2.7",
      "URI 10 1 \"ftp://example.org/\"",
      "DNSKEY 256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3",
      "RRSIG A 5 3 86400 20300322173103 20300220173103 2642 example.org. oJB1W6WNGv+ldvQ3WDG0",
    };
    for (String each : records) {
      String type = each.substring(0, each.indexOf(' '));
      try {
        response.addRecord(
            Record.fromString(
                zone,
                Type.value(type),
                DClass.IN,
                60,
                each.substring(type.length() + 1),
                Name.root),
            Section.ANSWER);
      } catch (IOException e) {
        throw new AssertionError(each, e);
      }
    }
    response.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    return response.toWire();
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (TextParseException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  static byte[] mdnsQuery() {
    var query = new Message(0);
    query.addRecord(
        Record.newRecord(name("_http._tcp.local."), Type.PTR, DClass.IN), Section.QUESTION);
    return query.toWire();
  }

  static byte[] mdnsResponse() {
    var response = new Message(0);
    response.getHeader().setFlag(Flags.QR);
    response.getHeader().setFlag(Flags.AA);
    Name service = name("_http._tcp.local.");
    Name instance = name("My\\032Printer._http._tcp.local.");
    Name host = name("printer.local.");
    int in = DClass.IN;
    response.addRecord(new PTRRecord(service, in, 4500, instance), Section.ANSWER);
    response.addRecord(
        new SRVRecord(instance, in | FLUSH, 120, 0, 0, 8080, host), Section.ADDITIONAL);
    response.addRecord(
        new TXTRecord(instance, in | FLUSH, 4500, List.of("path=/", "v=1")), Section.ADDITIONAL);
    response.addRecord(
        new ARecord(host, in | FLUSH, 120, address("192.0.2.7")), Section.ADDITIONAL);
    response.addRecord(
        new AAAARecord(host, in | FLUSH, 120, address("2001:db8::7")), Section.ADDITIONAL);
    return response.toWire();
  }

  /** Pointers of names that turn in circles or meet again and again, and counts that lie. */
  static List<byte[]> hostile() {
    var samples = new ArrayList<byte[]>();
    for (String unit :
        List.of(
            "c00c",
            "3f",
            "01 61 c00c",
            "c00c 000c 0001 00000000 0002 c00c",
            "00 0010 0001",
            "c00c 0021 0001 00000000 0008 0000 0000 0000 c00c",
            "05 61 61 61 61 61")) {
      byte[] one = hex(unit);
      byte[] message = Arrays.copyOf(hex("0000 0000 ffff ffff ffff ffff"), LARGE);
      byte[] response = Arrays.copyOf(hex("0000 8400 0000 ffff 0000 0000"), LARGE);
      for (int at = 12; at < LARGE; at++) {
        message[at] = one[(at - 12) % one.length];
        response[at] = message[at];
      }
      samples.add(message);
      samples.add(response);
    }
    return samples;
  }
}
