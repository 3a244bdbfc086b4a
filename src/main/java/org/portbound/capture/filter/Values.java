package org.portbound.capture.filter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.text.Parsed;

/** Reads the values that follow the terms. */
final class Values {
  /** Has as many digits as {@link #NUMBER} takes. */
  private static final long LARGEST = 999_999_999_999_999_999L;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,18})(?:\\.\\.|-)(\\d{1,18})");
  private static final Pattern HEX_PAIR = Pattern.compile("(?:0[xX])?[0-9a-fA-F]{2}");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");
  private static final int MAPPED_BITS = 96;
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private Values() {}

  static boolean beginsWithDigit(Token token) {
    return token.is(Token.Kind.WORD) && Character.isDigit(token.text().charAt(0));
  }

  static Node text(Token value, boolean anyCase) throws Fault {
    if (value.text().isEmpty()) {
      throw new Fault(value, "filter.empty-text");
    }
    return new Node.Text(value.text(), anyCase);
  }

  /** An address with or without the length of a prefix. */
  static Node.Network network(Term term, Token value) throws Fault {
    String text = value.text();
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.indexOf('%') >= 0) {
      throw new Fault(value, "filter.address-scope", text);
    }
    if (!(Endpoint.readAddress(host) instanceof Parsed.Valid<InetAddress>(InetAddress address))) {
      throw new Fault(value, "filter.address", text, term.word());
    }
    int most = address instanceof Inet6Address ? IPV6_BITS : IPV4_BITS;
    int bits = slash < 0 ? most : prefix(value, slash + 1, most);
    int prefixBits = bits + (most == IPV4_BITS ? MAPPED_BITS : 0);
    long high = AddressBits.high(address) & mask(prefixBits);
    long low = AddressBits.low(address) & mask(prefixBits - Long.SIZE);
    return new Node.Network(term, high, low, prefixBits);
  }

  private static int prefix(Token value, int from, int most) throws Fault {
    String digits = value.text().substring(from);
    if (!PREFIX.matcher(digits).matches() || Integer.parseInt(digits) > most) {
      boolean quoted = value.is(Token.Kind.QUOTED);
      throw new Fault(
          quoted ? value.start() : value.start() + from,
          quoted ? value.length() : digits.length(),
          "filter.prefix",
          digits,
          most);
    }
    return Integer.parseInt(digits);
  }

  /** A long whose first bits are set, as many as a prefix of this length has in it. */
  static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << Long.SIZE - bits;
  }

  /** A number behind a comparison, or a range. */
  static Node.Range range(Term term, String sign, Token value) throws Fault {
    Matcher two = NUMBERS.matcher(value.text());
    boolean equal = sign.equals("=") || sign.equals("==") || sign.equals("!=");
    if (equal && two.matches()) {
      long from = number(term, value, two.group(1));
      long to = number(term, value, two.group(2));
      if (from > to) {
        throw new Fault(value, "filter.range-backwards", value.text(), to + ".." + from);
      }
      return new Node.Range(term, from, to);
    }
    if (two.matches()) {
      throw new Fault(value, "filter.range-compared", sign, value.text());
    }
    if (!NUMBER.matcher(value.text()).matches()) {
      throw new Fault(value, "filter.number", value.text(), term.example());
    }
    long number = number(term, value, value.text());
    return switch (sign) {
      case "<" -> new Node.Range(term, Long.MIN_VALUE, number - 1);
      case "<=" -> new Node.Range(term, Long.MIN_VALUE, number);
      case ">" -> new Node.Range(term, number + 1, Long.MAX_VALUE);
      case ">=" -> new Node.Range(term, number, Long.MAX_VALUE);
      default -> new Node.Range(term, number, number);
    };
  }

  private static long number(Term term, Token value, String digits) throws Fault {
    long number = Long.parseLong(digits);
    if (number > largest(term)) {
      throw new Fault(value, "socket.port.not-one", digits);
    }
    return number;
  }

  /** The largest number that may be written behind a term. */
  static long largest(Term term) {
    return switch (term) {
      case PORT, SPORT, DPORT -> Endpoint.MAX_PORT;
      default -> LARGEST;
    };
  }

  /** By name, or by index if it is a number. */
  static Node onInterface(Token value) throws Fault {
    String text = value.text();
    if (text.isEmpty()) {
      throw new Fault(value, "filter.empty-text");
    }
    return value.is(Token.Kind.WORD) && NUMBER.matcher(text).matches()
        ? new Node.Range(Term.IFACE, Long.parseLong(text), Long.parseLong(text))
        : new Node.OnInterface(text);
  }

  static boolean isHexPair(String text) {
    return HEX_PAIR.matcher(text).matches();
  }

  /** Pairs of digits, written together, with {@code 0x}, or with colons and the like between. */
  static String hexDigits(Token value) throws Fault {
    var digits = new StringBuilder();
    for (String part : value.text().split("[:,;\\s-]+")) {
      String bare = part.startsWith("0x") || part.startsWith("0X") ? part.substring(2) : part;
      digits.append(bare.toLowerCase(Locale.ROOT));
      if (bare.length() % 2 != 0 || !bare.chars().allMatch(Values::isHexDigit)) {
        throw new Fault(value, "filter.hex", value.text());
      }
    }
    if (digits.isEmpty()) {
      throw new Fault(value, "filter.hex", value.text());
    }
    return digits.toString();
  }

  private static boolean isHexDigit(int character) {
    return character >= '0' && character <= '9'
        || character >= 'a' && character <= 'f'
        || character >= 'A' && character <= 'F';
  }
}
