package org.portbound.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.decode.Shown.say;
import static org.portbound.decode.Shown.tree;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DNS on its three ports, whole and cut. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DnsTest {
  private final Decoders decoders = Decoders.standard();

  private Decoded decode(byte[] payload, int port, Protocol expected, String summary) {
    Decoded decoded = decoders.decode(payload, new Ports(40_000, port));
    assertEquals(expected, decoded.protocol());
    assertEquals(summary, say(decoded.summary()));
    return decoded;
  }

  @Test
  void dnsQueriesOnThreePorts() {
    byte[] query = DnsMessages.mdnsQuery();
    decode(query, 53, Protocol.DNS, "query _http._tcp.local PTR");
    decode(query, 5355, Protocol.LLMNR, "query _http._tcp.local PTR");
    Decoded decoded = decode(query, 5353, Protocol.MDNS, "query _http._tcp.local PTR");
    assertEquals(
        "Question=_http._tcp.local PTR @12+22 (Name=_http._tcp.local @12+18; Type=PTR @30+2;"
            + " Class=IN @32+2)",
        tree(decoded.fields().subList(6, 7)));
  }

  @Test
  void mdnsResponse() {
    Decoded decoded =
        decode(
            DnsMessages.mdnsResponse(),
            5353,
            Protocol.MDNS,
            "response _http._tcp.local PTR My Printer._http._tcp.local");
    String all = tree(decoded.fields());
    assertTrue(all.contains("Bits=AA @2+2"), all);
    assertTrue(all.contains("SRV printer.local:8080"), all);
    assertTrue(all.contains("TXT \"path=/\" \"v=1\""), all);
    assertTrue(all.contains("Data=192.0.2.7 @"), all);
    assertTrue(all.contains("Class=IN, replaces what is cached"), all);
    assertTrue(all.contains("AAAA 2001:db8:0:0:0:0:0:7"), all);
  }

  @Test
  void namesThatContinueElsewhereMarkThoseBytesToo() {
    Decoded decoded = decoders.decodeAs(Protocol.MDNS, DnsMessages.mdnsResponse(), Ports.UNKNOWN);
    String all = tree(decoded.fields());
    assertTrue(
        all.contains(
            "Data=My Printer._http._tcp.local @40+13"
                + " (Target=My Printer._http._tcp.local @40+13 (Continues at byte"
                + " 12=_http._tcp.local @12+18))"),
        all);
    assertTrue(all.contains("Priority=0 @"), all);
    assertTrue(all.contains("Port=8080 @"), all);
    assertTrue(all.contains("String=path=/ @"), all);
  }

  @Test
  void recordsOfManyTypes() {
    Decoded decoded = decoders.decode(DnsMessages.manyTypes(), new Ports(53, 40_000));
    assertEquals(
        "response example.org SOA ns.example.org admin.example.org 7, example.org MX 10"
            + " mail.example.org, example.org CNAME www.example.org, …",
        say(decoded.summary()));
    String all = tree(decoded.fields());
    assertTrue(all.contains("Mailbox=admin.example.org @"), all);
    assertTrue(all.contains("Expire after=86400 s @"), all);
    assertTrue(all.contains("Extended flags=0x00000000 @"), all);
    assertTrue(all.contains("CAA 0 issue \"ca.example.org\""), all);
    assertTrue(all.contains("HTTPS 1 . alpn=h2 port=8443 ipv4hint=192.0.2.7"), all);
  }

  @Test
  void cutDnsAsFarAsItGoes() {
    byte[] whole = DnsMessages.mdnsResponse();
    for (int length = 12; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Decoded decoded = decoders.decodeAs(Protocol.MDNS, cut, Ports.UNKNOWN);
      String end = tree(decoded.fields());
      assertTrue(end.contains("Not read further="), length + ": " + end);
    }
  }
}
