package org.portbound.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.portbound.text.Parsed;

/** The bytes of a datagram as a user writes them. */
public final class Payload {
  /** Longest payload of an IPv4 datagram: 65,535 less 20 bytes of IP and 8 of UDP (RFC 768). */
  public static final int MAX_IPV4_BYTES = 65_507;

  /** Longest payload of an IPv6 datagram without the jumbo option: 65,535 less 8 bytes of UDP. */
  public static final int MAX_IPV6_BYTES = 65_527;

  private Payload() {}

  /** Reads text as UTF-8, with the escapes \n, \r, \t, \0, \\, \$ and \xHH (one byte). */
  public static Parsed<byte[]> text(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point != '\\') {
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char escape = i < text.length() ? text.charAt(i) : ' ';
      i++;
      switch (escape) {
        case 'n' -> bytes.write('\n');
        case 'r' -> bytes.write('\r');
        case 't' -> bytes.write('\t');
        case '0' -> bytes.write(0);
        case '\\' -> bytes.write('\\');
        case '$' -> bytes.write('$');
        case 'x' -> {
          String digits =
              text.substring(Math.min(i, text.length()), Math.min(i + 2, text.length()));
          if (!digits.matches("[0-9a-fA-F]{2}")) {
            return Parsed.invalid("message.text.bad-hex-escape", "\\x" + digits);
          }
          bytes.write(Integer.parseInt(digits, 16));
          i += 2;
        }
        default -> {
          return Parsed.invalid("message.text.bad-escape", ("\\" + escape).strip());
        }
      }
    }
    return Parsed.valid(bytes.toByteArray());
  }

  /** Reads hex: {@code de ad be ef}, {@code deadbeef}, {@code 0xde,0xad}, {@code de:ad}. */
  public static Parsed<byte[]> hex(String text) {
    var bytes = new ByteArrayOutputStream(text.length() / 2);
    for (String group : text.strip().split("[\\s,;:]+")) {
      String digits = group.startsWith("0x") || group.startsWith("0X") ? group.substring(2) : group;
      if (digits.isEmpty() && group.isEmpty()) {
        continue;
      }
      if (!digits.matches("[0-9a-fA-F]+")) {
        return Parsed.invalid("message.hex.not-hex", group);
      }
      if (digits.length() % 2 != 0) {
        return Parsed.invalid("message.hex.odd", group, String.valueOf(digits.length()));
      }
      for (int i = 0; i < digits.length(); i += 2) {
        bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
      }
    }
    return Parsed.valid(bytes.toByteArray());
  }

  /** Reads a file whole; one that no datagram can hold is refused with both sizes. Blocks. */
  public static Parsed<byte[]> file(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_IPV6_BYTES) {
        return Parsed.invalid(
            "message.file.too-long", file, String.valueOf(size), String.valueOf(MAX_IPV6_BYTES));
      }
      return Parsed.valid(Files.readAllBytes(file));
    } catch (IOException e) {
      return Parsed.invalid("message.file.unreadable", file, e.getClass().getSimpleName());
    }
  }

  /** Bytes as hex in pairs, with a space between. */
  public static String toHex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
