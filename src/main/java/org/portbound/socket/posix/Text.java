package org.portbound.socket.posix;

import java.net.Inet4Address;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.text.QuotedBytes;

/** Arguments as strace prints them. */
final class Text {
  private static final int PREVIEW_BYTES = 32;

  private Text() {}

  /** {@code {127.0.0.1:12345}}, or {@code {[::ffff:127.0.0.1]:12345}} for an IPv6 socket. */
  static String endpoint(Family family, Endpoint endpoint) {
    boolean mapped = family == Family.INET6 && endpoint.address() instanceof Inet4Address;
    return mapped
        ? "{[::ffff:" + Endpoint.text(endpoint.address()) + "]:" + endpoint.port() + "}"
        : "{" + endpoint + "}";
  }

  /** The first bytes as a C string; three dots where there are more. */
  static String string(byte[] bytes) {
    var text = new StringBuilder("\"");
    int length = Math.min(bytes.length, PREVIEW_BYTES);
    QuotedBytes.append(
        text,
        bytes,
        length,
        at -> {
          boolean digitFollows = at + 1 < length && bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
          return "\\" + octal(bytes[at] & 0xff, digitFollows);
        });
    return text.append(bytes.length > PREVIEW_BYTES ? "\"..." : "\"").toString();
  }

  /** In as few digits as can be; in three where the next character would be taken for one. */
  private static String octal(int value, boolean full) {
    String digits = Integer.toOctalString(value);
    return full ? "0".repeat(3 - digits.length()) + digits : digits;
  }
}
