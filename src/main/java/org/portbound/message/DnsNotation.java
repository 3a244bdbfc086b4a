package org.portbound.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.portbound.text.Parsed;

/** What a question to DNS, mDNS and LLMNR is made of (RFC 1035 section 4.1.2). */
final class DnsNotation {
  private static final int MAX_LABEL_BYTES = 63;
  private static final int MAX_NAME_BYTES = 255;

  /** Record types by mnemonic: RFC 1035, 3596, 2782, 4034, 6891, 9460 and IANA's registry. */
  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("A", 1),
          Map.entry("NS", 2),
          Map.entry("CNAME", 5),
          Map.entry("SOA", 6),
          Map.entry("PTR", 12),
          Map.entry("HINFO", 13),
          Map.entry("MX", 15),
          Map.entry("TXT", 16),
          Map.entry("AAAA", 28),
          Map.entry("SRV", 33),
          Map.entry("NSEC", 47),
          Map.entry("SVCB", 64),
          Map.entry("HTTPS", 65),
          Map.entry("ANY", 255));

  private DnsNotation() {}

  /** A name as labels, each behind its length, and an empty one at the end. */
  static Parsed<byte[]> name(String name) {
    var bytes = new ByteArrayOutputStream();
    String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (!whole.isEmpty()) {
      for (String label : whole.split("\\.", -1)) {
        byte[] encoded = label.getBytes(StandardCharsets.UTF_8);
        if (encoded.length == 0) {
          return Parsed.invalid("message.dns.empty-label", name);
        }
        if (encoded.length > MAX_LABEL_BYTES) {
          return Parsed.invalid("message.dns.long-label", label, String.valueOf(encoded.length));
        }
        bytes.write(encoded.length);
        bytes.writeBytes(encoded);
      }
    }
    bytes.write(0);
    return bytes.size() > MAX_NAME_BYTES
        ? Parsed.invalid("message.dns.long-name", name, String.valueOf(bytes.size()))
        : Parsed.valid(bytes.toByteArray());
  }

  /** A record type by mnemonic or number, in two bytes. */
  static Parsed<byte[]> type(String type) {
    Integer known = TYPES.get(type.strip().toUpperCase(Locale.ROOT));
    int number = known != null ? known : number(type.strip());
    return number < 0
        ? Parsed.invalid("message.dns.no-type", type)
        : Parsed.valid(new byte[] {(byte) (number >> 8), (byte) number});
  }

  private static int number(String digits) {
    if (!digits.matches("[0-9]{1,5}")) {
      return -1;
    }
    int number = Integer.parseInt(digits);
    return number <= 0xffff ? number : -1;
  }
}
