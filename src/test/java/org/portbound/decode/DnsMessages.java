package org.portbound.decode;

import static org.portbound.decode.Messages.hex;

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
    return List.of(mdnsQuery(), mdnsResponse());
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
