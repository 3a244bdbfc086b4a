package org.portbound.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.text.Visible;

/** Templates as they are written. Pure functions. */
public final class TemplateText {
  /** A place, which may have parameters in it, or a parameter alone. */
  private static final Pattern HELD =
      Pattern.compile("\\$\\{(?:[^{}]|\\{\\{[^{}]*}})*}|\\{\\{[A-Za-z][\\w-]*}}");

  private TemplateText() {}

  /** Text that reads as exactly these bytes: nothing in it is a place or a parameter. */
  public static String of(byte[] bytes) {
    return Visible.of(bytes).replace("${", "\\${").replaceAll("\\{(?=\\{)", "\\\\x7b");
  }

  /** Bytes in a notation. */
  public static String of(byte[] bytes, Notation notation) {
    return switch (notation) {
      case TEXT -> of(bytes);
      case HEX -> Payload.toHex(bytes);
    };
  }

  /** The same template in the other notation; its places stay as they are. */
  public static Parsed<String> convert(String text, Notation from, Notation to) {
    var converted = new StringBuilder();
    Matcher matcher = HELD.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (from == Notation.TEXT && escaped(text, matcher.start())) {
        continue;
      }
      if (literal(text.substring(at, matcher.start()), from, to)
          instanceof Parsed.Valid<String>(String piece)) {
        append(converted, piece, to);
        append(converted, matcher.group(), to);
        at = matcher.end();
      } else {
        return literal(text.substring(at, matcher.start()), from, to);
      }
    }
    return switch (literal(text.substring(at), from, to)) {
      case Parsed.Valid<String>(String piece) -> {
        append(converted, piece, to);
        yield Parsed.valid(converted.toString());
      }
      case Parsed.Invalid<String>(Message why) -> new Parsed.Invalid<>(why);
    };
  }

  private static boolean escaped(String text, int at) {
    int backslashes = 0;
    while (at > backslashes && text.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static Parsed<String> literal(String piece, Notation from, Notation to) {
    Parsed<byte[]> read =
        switch (from) {
          case TEXT -> Payload.text(piece);
          case HEX -> Payload.hex(piece);
        };
    return switch (read) {
      case Parsed.Valid<byte[]>(byte[] bytes) -> Parsed.valid(of(bytes, to));
      case Parsed.Invalid<byte[]>(Message why) -> new Parsed.Invalid<>(why);
    };
  }

  private static void append(StringBuilder to, String piece, Notation notation) {
    if (notation == Notation.HEX && !piece.isEmpty() && !to.isEmpty()) {
      to.append(' ');
    }
    to.append(piece);
  }
}
