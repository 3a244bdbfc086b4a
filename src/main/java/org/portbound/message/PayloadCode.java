package org.portbound.message;

import java.util.Base64;
import java.util.Locale;
import org.portbound.text.QuotedBytes;
import org.portbound.text.Visible;

/** How bytes are written to be pasted elsewhere. */
public enum PayloadCode {
  /** Text with escapes, as it is typed into a payload. */
  TEXT,
  /** Pairs of hex digits. */
  HEX,
  /** An array in C. */
  C,
  /** A slice in Go. */
  GO,
  /** A bytes literal in Python. */
  PYTHON,
  /** Base64 (RFC 4648, 4), without line breaks. */
  BASE64;

  private static final int BYTES_PER_LINE = 12;

  /** Its short name: {@code base64}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** These bytes in this notation. */
  public String write(byte[] bytes) {
    return switch (this) {
      case TEXT -> Visible.of(bytes);
      case HEX -> Payload.toHex(bytes);
      case C ->
          "static const unsigned char payload["
              + bytes.length
              + "] = {\n"
              + lines(bytes, "    ")
              + "};\n";
      case GO -> "payload := []byte{\n" + lines(bytes, "\t") + "}\n";
      case PYTHON -> python(bytes);
      case BASE64 -> Base64.getEncoder().encodeToString(bytes);
    };
  }

  private static String lines(byte[] bytes, String indent) {
    var text = new StringBuilder(6 * bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      text.append(i % BYTES_PER_LINE == 0 ? indent : " ");
      text.append(String.format("0x%02x,", bytes[i]));
      if (i % BYTES_PER_LINE == BYTES_PER_LINE - 1 || i == bytes.length - 1) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String python(byte[] bytes) {
    var text = new StringBuilder("payload = b\"");
    QuotedBytes.append(text, bytes, bytes.length, at -> String.format("\\x%02x", bytes[at]));
    return text.append("\"\n").toString();
  }
}
