package org.portbound.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * An address and a UDP port. Addresses are numeric: no name is ever looked up.
 *
 * @param address IPv4 or IPv6 address; an IPv6 scope is kept in it. Java turns an IPv4-mapped IPv6
 *     address ({@code ::ffff:127.0.0.1}) into its IPv4 address; with {@link Family#INET6} it stands
 *     for the mapped form again.
 * @param port 0 to 65,535; 0 asks the kernel for a free one when binding
 */
public record Endpoint(InetAddress address, int port) {
  /** Largest port number. */
  public static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException if the port is out of range
   */
  public Endpoint {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and " + MAX_PORT);
    }
  }

  /**
   * Reads {@code 127.0.0.1:12345}, {@code [::1]:12345}, {@code [fe80::1%eth0]:53} or {@code
   * *:12345} (any IPv4 address).
   */
  public static Parsed<Endpoint> read(String text) {
    String trimmed = text.strip();
    int colon = trimmed.lastIndexOf(':');
    if (colon < 0) {
      return Parsed.invalid("socket.endpoint.no-port", trimmed);
    }
    String host = trimmed.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      return Parsed.invalid("socket.endpoint.no-brackets", trimmed);
    }
    return switch (readAddress(host)) {
      case Parsed.Invalid<InetAddress>(Message why) -> new Parsed.Invalid<>(why);
      case Parsed.Valid<InetAddress>(InetAddress address) ->
          switch (readPort(trimmed.substring(colon + 1))) {
            case Parsed.Invalid<Integer>(Message why) -> new Parsed.Invalid<>(why);
            case Parsed.Valid<Integer>(Integer port) -> Parsed.valid(new Endpoint(address, port));
          };
    };
  }

  /** Reads a numeric IPv4 or IPv6 address, or {@code *} for {@code 0.0.0.0}. */
  public static Parsed<InetAddress> readAddress(String text) {
    String trimmed = text.strip();
    String literal = trimmed.equals("*") ? "0.0.0.0" : trimmed;
    // Java also reads 127.1 and 2130706433 as IPv4; nobody who types that here means it.
    boolean dottedQuad = literal.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!dottedQuad && literal.indexOf(':') < 0) {
      return Parsed.invalid("socket.address.not-one", trimmed);
    }
    try {
      return Parsed.valid(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Parsed.invalid("socket.address.not-one", trimmed);
    }
  }

  /** Reads a port number, 0 to 65,535. */
  public static Parsed<Integer> readPort(String text) {
    String trimmed = text.strip();
    if (trimmed.matches("\\d{1,9}")) {
      int port = Integer.parseInt(trimmed);
      if (port <= MAX_PORT) {
        return Parsed.valid(port);
      }
    }
    return Parsed.invalid("socket.port.not-one", trimmed);
  }

  /**
   * An endpoint that the program itself wrote, such as {@code 127.0.0.1:0}.
   *
   * @throws IllegalArgumentException if it is not one; for what a user types see {@link #read}
   */
  public static Endpoint parse(String text) {
    return read(text).orThrow();
  }

  /** An endpoint from Java's own type, which must be resolved. */
  public static Endpoint of(InetSocketAddress address) {
    return new Endpoint(address.getAddress(), address.getPort());
  }

  /** The same as Java's own type. */
  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(address, port);
  }

  /** The same address with another port. */
  public Endpoint withPort(int newPort) {
    return new Endpoint(address, newPort);
  }

  /** True for {@code 0.0.0.0} and {@code ::}. */
  public boolean isWildcard() {
    return address.isAnyLocalAddress();
  }

  /** The address alone: IPv6 in its short form (RFC 5952), with the scope if it has one. */
  public static String text(InetAddress address) {
    if (!(address instanceof Inet6Address v6)) {
      return address.getHostAddress();
    }
    String full = v6.getHostAddress();
    int percent = full.indexOf('%');
    String scope = percent < 0 ? "" : full.substring(percent);
    return shorten(v6.getAddress()) + scope;
  }

  /** Replaces the first longest run of two or more zero groups by {@code ::} (RFC 5952, 4.2). */
  private static String shorten(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - start > bestLength) {
        bestStart = start;
        bestLength = end - start;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** {@code 127.0.0.1:12345} or {@code [::1]:12345}. */
  @Override
  public String toString() {
    String host = text(address);
    return address instanceof Inet6Address ? "[" + host + "]:" + port : host + ":" + port;
  }
}
