package org.portbound.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.decode.Shown.say;
import static org.portbound.decode.Shown.tree;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each protocol by a message as its programs send it: chosen, summed up, and to the byte. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ProtocolsTest {
  private final Decoders decoders = Decoders.standard();

  private Decoded decode(byte[] payload, int port, Protocol expected, String summary) {
    Decoded decoded = decoders.decode(payload, new Ports(40_000, port));
    assertEquals(expected, decoded.protocol());
    assertEquals(summary, say(decoded.summary()));
    return decoded;
  }

  @Test
  void ssdp() {
    Decoded decoded = decode(Messages.ssdpSearch(), 1900, Protocol.SSDP, "M-SEARCH ssdp:all");
    assertTrue(tree(decoded.fields()).contains("ST=ssdp:all @"));
    decode(
        Messages.ssdpNotify(),
        1900,
        Protocol.SSDP,
        "ssdp:alive upnp:rootdevice http://192.0.2.7/d.xml");
  }

  @Test
  void webServicesDiscovery() {
    Decoded decoded = decode(Messages.probe(), 3702, Protocol.WS_DISCOVERY, "Probe wsdp:Device");
    assertTrue(tree(decoded.fields()).contains("; MessageID=urn:uuid:1 @"));
    decode(
        Messages.probeMatches(),
        40_001,
        Protocol.WS_DISCOVERY,
        "ProbeMatches wsdp:Device http://192.0.2.7:5357/2");
    byte[] other =
        new String(Messages.probe(), UTF_8).replace("d:Probe", "d:Order").getBytes(UTF_8);
    decode(other, 3702, Protocol.SOAP, "Order wsdp:Device");
  }

  @Test
  void probe() {
    byte[] payload = Messages.probeDatagram();
    Decoded decoded =
        decode(
            payload,
            9,
            Protocol.PROBE,
            "number 17 of stream 2, sent at 2024-05-18T22:10:15.468511232Z");
    String all = tree(decoded.fields());
    assertTrue(all.contains("Session=0102030405060708 @8+8"), all);
    assertTrue(all.contains("Planned interval=1000000 ns @48+8"), all);
    payload[ProbeLayout.AT_FLAGS] = ProbeLayout.END;
    decode(payload, 9, Protocol.PROBE, "end of stream 2: 17 were sent");
  }

  @Test
  void ntp() {
    Decoded decoded = decode(Messages.ntp(), 123, Protocol.NTP, "version 4, server, stratum 2");
    String all = tree(decoded.fields());
    assertTrue(all.contains("Transmit time=2024-05-28T07:02:27.250Z @40+8"), all);
    assertTrue(all.contains("Reference id=192.0.2.1 @12+4"), all);
    assertTrue(all.contains("Precision=2^-23 s @3+1"), all);
  }

  @Test
  void stun() {
    Decoded decoded =
        decode(Messages.stun(), 40_001, Protocol.STUN, "Binding success 192.0.2.1:32853");
    assertTrue(tree(decoded.fields()).contains("SOFTWARE=test vector @20+15"));
  }

  @Test
  void coap() {
    Decoded decoded = decode(Messages.coap(), 5683, Protocol.COAP, "CON GET /.well-known/core?a=1");
    assertEquals(
        "Version=1 @0+1; Type=CON @0+1; Code=GET @1+1; Message id=32052 @2+2; Token=20 @4+1;"
            + " Uri-Path=.well-known @5+12; Uri-Path=core @17+5; Uri-Query=a=1 @22+4",
        tree(decoded.fields()));
  }

  @Test
  void rtp() {
    Decoded decoded =
        decode(Messages.rtp(), 5004, Protocol.RTP, "payload type 96, number 7, time 160");
    assertTrue(
        tree(decoded.fields())
            .endsWith("Contributor (CSRC)=0x01020304 @12+4; Payload=3 bytes @16+3"));
  }

  @Test
  void onlyWhatTheirPortsSay() {
    assertEquals(
        Protocol.DATA, decoders.decode(Messages.ntp(), new Ports(40_000, 40_001)).protocol());
    assertEquals(
        Protocol.NTP, decoders.decodeAs(Protocol.NTP, Messages.ntp(), Ports.UNKNOWN).protocol());
  }
}
