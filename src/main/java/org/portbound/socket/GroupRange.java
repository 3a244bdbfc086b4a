package org.portbound.socket;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * Several groups in a row, written as one: {@code 239.1.1.1-239.1.1.10@lo}, or as mcjoin has it,
 * the first and how many: {@code 239.1.1.1+10@lo}. One group alone is written as {@link
 * GroupMembership#read} has it.
 */
public final class GroupRange {
  /** More groups at once are a mistake in the typing. */
  public static final int MOST = 1_000;

  private GroupRange() {}

  /** Reads one group or several, with an interface and sources as each of them has them. */
  public static Parsed<List<GroupMembership>> read(String text, String defaultInterface) {
    int end = endOfAddress(text);
    String address = text.substring(0, end).strip();
    String rest = text.substring(end);
    return switch (addresses(address)) {
      case Parsed.Invalid<List<String>>(Message why) -> new Parsed.Invalid<>(why);
      case Parsed.Valid<List<String>>(List<String> each) ->
          memberships(each, rest, defaultInterface);
    };
  }

  /** Up to the interface or the sources. */
  private static int endOfAddress(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("@=!".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static Parsed<List<GroupMembership>> memberships(
      List<String> addresses, String rest, String defaultInterface) {
    var all = new ArrayList<GroupMembership>();
    for (String each : addresses) {
      switch (GroupMembership.read(each + rest, defaultInterface)) {
        case Parsed.Invalid<GroupMembership>(Message why) -> {
          return new Parsed.Invalid<>(why);
        }
        case Parsed.Valid<GroupMembership>(GroupMembership membership) -> all.add(membership);
      }
    }
    return Parsed.valid(all);
  }

  private static Parsed<List<String>> addresses(String text) {
    int dash = text.indexOf('-');
    int plus = text.indexOf('+');
    if (dash < 0 && plus < 0) {
      return Parsed.valid(List.of(text));
    }
    int sign = dash < 0 ? plus : dash;
    String behind = text.substring(sign + 1).strip();
    return switch (Endpoint.readAddress(text.substring(0, sign))) {
      case Parsed.Invalid<InetAddress>(Message why) -> new Parsed.Invalid<>(why);
      case Parsed.Valid<InetAddress>(InetAddress first) ->
          dash < 0 ? count(text, first, behind) : upTo(text, first, behind);
    };
  }

  private static Parsed<List<String>> count(String text, InetAddress first, String count) {
    return count.matches("[1-9]\\d{0,8}")
        ? inARow(text, first, Integer.parseInt(count))
        : Parsed.invalid("socket.group.range-count", text, String.valueOf(MOST));
  }

  private static Parsed<List<String>> upTo(String text, InetAddress first, String last) {
    return switch (Endpoint.readAddress(last)) {
      case Parsed.Invalid<InetAddress>(Message why) -> new Parsed.Invalid<>(why);
      case Parsed.Valid<InetAddress>(InetAddress end) -> {
        BigInteger more = number(end).subtract(number(first));
        yield Family.of(first) != Family.of(end) || more.signum() < 0 || more.bitLength() > 30
            ? Parsed.invalid("socket.group.range-end", text, String.valueOf(MOST))
            : inARow(text, first, more.intValue() + 1);
      }
    };
  }

  private static Parsed<List<String>> inARow(String text, InetAddress first, int count) {
    int lengthBytes = first.getAddress().length;
    BigInteger last = number(first).add(BigInteger.valueOf(count - 1L));
    if (count > MOST || last.bitLength() > lengthBytes * Byte.SIZE) {
      return Parsed.invalid("socket.group.range-count", text, String.valueOf(MOST));
    }
    var all = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      all.add(Endpoint.text(address(number(first).add(BigInteger.valueOf(i)), lengthBytes)));
    }
    return Parsed.valid(all);
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static InetAddress address(BigInteger number, int lengthBytes) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[lengthBytes];
    int length = Math.min(digits.length, lengthBytes);
    System.arraycopy(digits, digits.length - length, bytes, lengthBytes - length, length);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are always an address", e);
    }
  }
}
