package org.portbound.decode;

import java.util.Optional;
import org.portbound.text.Message;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;
import org.xbill.DNS.WireParseException;

/** Names in DNS messages, which may point back to other names (RFC 1035, 4.1.4). */
final class DnsNames {
  private static final int POINTER_BITS = 0xc0;
  private static final int POINTER_BYTES = 2;
  private static final int NO_POINTER = -1;

  private DnsNames() {}

  /**
   * A name.
   *
   * @param text made visible, without the dot at its end; the root is a dot
   * @param at where it begins
   * @param end the byte after it where it stands, not where it points
   * @param target where the rest of it stands, or −1 if all of it is here
   */
  record Read(String text, int at, int end, int target) {
    /** Adds it as a field; if it is continued elsewhere, those bytes are a part of it. */
    void addTo(Tree tree, Input input, Message name) {
      Optional<Read> rest = target == NO_POINTER ? Optional.empty() : read(input, target);
      if (rest.isEmpty()) {
        tree.add(name, Words.own(text), at, end - at);
        return;
      }
      tree.open(name, at);
      tree.add(
          Message.of("decode.dns.name.continues", String.valueOf(target)),
          Words.own(rest.get().text()),
          target,
          rest.get().end() - target);
      tree.close(Words.own(text), end);
    }
  }

  /** Reads a name; empty if it is cut, too long, or points to what is no name before it. */
  static Optional<Read> read(Input input, int at) {
    int last = last(input, at);
    if (last < 0) {
      return Optional.empty();
    }
    boolean points = isPointer(input.u8(last));
    int target = points ? input.u16(last) & ~(POINTER_BITS << Byte.SIZE) : NO_POINTER;
    try {
      var in = new DNSInput(input.bytes());
      in.jump(at);
      return Optional.of(
          new Read(text(new Name(in)), at, last + (points ? POINTER_BYTES : 1), target));
    } catch (WireParseException e) {
      return Optional.empty();
    }
  }

  /** Labels as UTF-8 (RFC 6763, 4.1.1); a dot in one of them has a backslash before it. */
  private static String text(Name name) {
    var text = new StringBuilder();
    for (int i = 0; i < name.labels() - 1; i++) {
      byte[] label = name.getLabel(i);
      text.append(i == 0 ? "" : ".")
          .append(Words.visible(label, 1, label.length).replace(".", "\\."));
    }
    return text.isEmpty() ? "." : Words.cut(text.toString());
  }

  private static boolean isPointer(int length) {
    return (length & POINTER_BITS) == POINTER_BITS;
  }

  /** Where the root or the pointer is that ends the name which begins here; −1 if neither comes. */
  private static int last(Input input, int from) {
    int at = from;
    while (input.has(at, 1)) {
      int length = input.u8(at);
      if (length == 0) {
        return at;
      }
      if (isPointer(length)) {
        return input.has(at, POINTER_BYTES) ? at : -1;
      }
      if ((length & POINTER_BITS) != 0) {
        return -1;
      }
      at += 1 + length;
    }
    return -1;
  }
}
