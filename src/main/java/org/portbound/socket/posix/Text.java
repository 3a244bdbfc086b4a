package org.portbound.socket.posix;

import java.net.Inet4Address;
import java.util.Locale;
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
  static String bytes(byte[] payload) {
    var text = new StringBuilder("\"");
    for (int i = 0; i < Math.min(payload.length, PREVIEW_BYTES); i++) {
      int each = payload[i] & 0xff;
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
            text.append(String.format(Locale.ROOT, "\\x%02x", each));
          }
        }
      }
    }
    return text.append(payload.length > PREVIEW_BYTES ? "\"..." : "\"").toString();
  }
}
