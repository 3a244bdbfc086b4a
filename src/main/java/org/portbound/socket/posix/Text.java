package org.portbound.socket.posix;

import java.net.Inet4Address;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

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
    for (int i = 0; i < length; i++) {
      int each = bytes[i] & 0xff;
      switch (each) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (each >= 0x20 && each < 0x7f) {
            text.append((char) each);
          } else {
            boolean digitFollows = i + 1 < length && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
            text.append('\\').append(octal(each, digitFollows));
          }
        }
      }
    }
    return text.append(bytes.length > PREVIEW_BYTES ? "\"..." : "\"").toString();
  }

  /** In as few digits as can be; in three where the next character would be taken for one. */
  private static String octal(int value, boolean full) {
    String digits = Integer.toOctalString(value);
    return full ? "0".repeat(3 - digits.length()) + digits : digits;
  }
}
