package org.portbound.decode;

import java.util.Optional;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;
import org.xbill.DNS.WireParseException;

/** Names in DNS messages, which may point back to other names (RFC 1035, 4.1.4). */
final class DnsNames {
  private static final int POINTER_BITS = 0xc0;

  private DnsNames() {}

  /**
   * A name.
   *
   * @param text made visible, without the dot at its end; the root is a dot
   * @param end the byte after it where it stands, not where it points
   */
  record Read(String text, int end) {}

  /** Reads a name; empty if it is cut, too long, or points to what is no name before it. */
  static Optional<Read> read(Input input, int at) {
    Optional<Integer> end = end(input, at);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    try {
      var in = new DNSInput(input.bytes());
      in.jump(at);
      String text = new Name(in).toString(true);
      return Optional.of(new Read(Words.visible(text.isEmpty() ? "." : text), end.get()));
    } catch (WireParseException e) {
      return Optional.empty();
    }
  }

  /** Where the name that begins here ends, without following where it points. */
  private static Optional<Integer> end(Input input, int from) {
    int at = from;
    while (input.has(at, 1)) {
      int length = input.u8(at);
      if (length == 0) {
        return Optional.of(at + 1);
      }
      if ((length & POINTER_BITS) == POINTER_BITS) {
        return input.has(at, 2) ? Optional.of(at + 2) : Optional.empty();
      }
      if ((length & POINTER_BITS) != 0) {
        return Optional.empty();
      }
      at += 1 + length;
    }
    return Optional.empty();
  }
}
