package org.portbound.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Messages of the protocols, as their programs write them. */
final class Messages {
  private Messages() {}

  static List<byte[]> all() {
    return List.of(
        ssdpSearch(), ssdpNotify(), probe(), probeMatches(), ntp(), stun(), coap(), rtp());
  }

  static byte[] ssdpSearch() {
    return ("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n"
            + "MX: 2\r\nST: ssdp:all\r\n\r\n")
        .getBytes(UTF_8);
  }

  static byte[] ssdpNotify() {
    return ("NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\n"
            + "NTS: ssdp:alive\r\nLOCATION: http://192.0.2.7/d.xml\r\n\r\n")
        .getBytes(UTF_8);
  }

  private static byte[] envelope(String header, String body) {
    return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope"
            + " xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
            + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
            + " xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\"><s:Header>"
            + header
            + "</s:Header><s:Body>"
            + body
            + "</s:Body></s:Envelope>")
        .getBytes(UTF_8);
  }

  static byte[] probe() {
    return envelope(
        "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>"
            + "<a:MessageID>urn:uuid:1</a:MessageID>",
        "<d:Probe><d:Types>wsdp:Device</d:Types></d:Probe>");
  }

  static byte[] probeMatches() {
    return envelope(
        "<a:RelatesTo>urn:uuid:1</a:RelatesTo>",
        "<d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:2</a:Address>"
            + "</a:EndpointReference><d:Types>wsdp:Device</d:Types>"
            + "<d:XAddrs>http://192.0.2.7:5357/2</d:XAddrs></d:ProbeMatch></d:ProbeMatches>");
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** Portbound's own. */
  static byte[] probeDatagram() {
    return Arrays.copyOf(
        hex(
            "50425052 01 00 0040 0102030405060708 00000002 00000050 0000000000000011"
                + " 17d0b4c4d2a0f000 17d0b4c4c2a0f000 00000000000f4240 1112131415161718"),
        80);
  }

  static byte[] ntp() {
    return hex(
        "24 02 06 e9 00000100 00000200 c0000201 ea000000 80000000 ea000001 00000000"
            + " ea000002 00000000 ea000003 40000000");
  }

  /** The response of RFC 5769, 2.2, without what needs its password. */
  static byte[] stun() {
    return hex(
        "0101 001c 2112a442 b7e7a701bc34d686fa87dfae"
            + " 8022 000b 7465737420766563746f7220"
            + " 0020 0008 0001 a147 e112a643");
  }

  static byte[] coap() {
    return hex("41 01 7d34 20 bb 2e77656c6c2d6b6e6f776e 04 636f7265 43 613d31");
  }

  static byte[] rtp() {
    return hex("81 e0 0007 000000a0 deadbeef 01020304 aabbcc");
  }
}
