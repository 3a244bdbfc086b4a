package org.portbound.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** Reads the places of a {@link Template}. Used once. */
final class TemplateReader {
  private static final String OPEN = "${";

  /** More random bytes than a datagram holds are a slip. */
  private static final int MAX_RANDOM_BYTES = Payload.MAX_IPV6_BYTES;

  private static final int MAX_DIGITS = 20;

  private final String text;
  private final Notation notation;
  private final List<Part> parts = new ArrayList<>();

  TemplateReader(String text, Notation notation) {
    this.text = text;
    this.notation = notation;
  }

  Parsed<Template> read() {
    int at = 0;
    while (at < text.length()) {
      int open = open(at);
      Parsed<byte[]> bytes = literal(text.substring(at, open < 0 ? text.length() : open));
      switch (bytes) {
        case Parsed.Invalid<byte[]>(Message why) -> {
          return new Parsed.Invalid<>(why);
        }
        case Parsed.Valid<byte[]>(byte[] value) -> {
          if (value.length > 0) {
            parts.add(new Part.Bytes(value));
          }
        }
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        return Parsed.invalid("message.template.not-closed", text.substring(open));
      }
      switch (place(text.substring(open + OPEN.length(), close))) {
        case Parsed.Invalid<Part>(Message why) -> {
          return new Parsed.Invalid<>(why);
        }
        case Parsed.Valid<Part>(Part part) -> parts.add(part);
      }
      at = close + 1;
    }
    if (parts.isEmpty()) {
      parts.add(new Part.Bytes(new byte[0]));
    }
    return Parsed.valid(new Template(parts));
  }

  /** Where the next place begins, or −1; one behind a backslash that counts is none. */
  private int open(int from) {
    int found = text.indexOf(OPEN, from);
    while (found > 0 && notation == Notation.TEXT && escaped(found)) {
      found = text.indexOf(OPEN, found + 1);
    }
    return found;
  }

  private boolean escaped(int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && text.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private Parsed<byte[]> literal(String piece) {
    return switch (notation) {
      case TEXT -> Payload.text(piece);
      case HEX -> Payload.hex(piece);
    };
  }

  private static Parsed<Part> place(String inside) {
    String[] words = inside.strip().split(":", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    return switch (words[0].strip().toLowerCase(Locale.ROOT)) {
      case "n" -> number(argument, inside);
      case "time" -> time(argument, inside);
      case "uuid" -> plain(new Part.Uuid(), argument, inside);
      case "random" -> random(argument, inside);
      case "address" -> plain(new Part.OwnAddress(), argument, inside);
      case "port" -> plain(new Part.OwnPort(), argument, inside);
      case "dns" -> bytes(DnsNotation.name(argument));
      case "dnstype" -> bytes(DnsNotation.type(argument));
      default -> Parsed.invalid("message.template.unknown", inside);
    };
  }

  private static Parsed<Part> plain(Part part, String argument, String inside) {
    return argument.isEmpty()
        ? Parsed.valid(part)
        : Parsed.invalid("message.template.no-argument", inside);
  }

  private static Parsed<Part> bytes(Parsed<byte[]> read) {
    return switch (read) {
      case Parsed.Valid<byte[]>(byte[] value) -> Parsed.valid(new Part.Bytes(value));
      case Parsed.Invalid<byte[]>(Message why) -> new Parsed.Invalid<>(why);
    };
  }

  private static Parsed<Part> number(String argument, String inside) {
    return switch (argument) {
      case "" -> Parsed.valid(new Part.Number(1));
      case "u8" -> Parsed.valid(new Part.BinaryNumber(Byte.BYTES));
      case "u16" -> Parsed.valid(new Part.BinaryNumber(Short.BYTES));
      case "u32" -> Parsed.valid(new Part.BinaryNumber(Integer.BYTES));
      case "u64" -> Parsed.valid(new Part.BinaryNumber(Long.BYTES));
      default -> {
        int digits = count(argument, MAX_DIGITS);
        yield digits > 0
            ? Parsed.valid(new Part.Number(digits))
            : Parsed.invalid("message.template.bad-number", inside);
      }
    };
  }

  private static Parsed<Part> time(String argument, String inside) {
    return switch (argument) {
      case "" -> Parsed.valid(new Part.Time(Part.Time.Form.ISO));
      case "unix" -> Parsed.valid(new Part.Time(Part.Time.Form.UNIX));
      case "ns" -> Parsed.valid(new Part.Time(Part.Time.Form.NS));
      case "ntp" -> Parsed.valid(new Part.Time(Part.Time.Form.NTP));
      default -> Parsed.invalid("message.template.bad-time", inside);
    };
  }

  private static Parsed<Part> random(String argument, String inside) {
    boolean hex = argument.endsWith(":hex");
    int count =
        count(
            hex ? argument.substring(0, argument.length() - ":hex".length()) : argument,
            MAX_RANDOM_BYTES);
    return count > 0
        ? Parsed.valid(new Part.RandomBytes(count, hex))
        : Parsed.invalid("message.template.bad-random", inside, String.valueOf(MAX_RANDOM_BYTES));
  }

  /** A number from 1 to the most, or 0 for anything else. */
  private static int count(String digits, int most) {
    if (!digits.matches("[0-9]{1,6}")) {
      return 0;
    }
    int count = Integer.parseInt(digits);
    return count <= most ? count : 0;
  }
}
