package org.portbound.message;

import java.util.List;
import java.util.OptionalInt;
import org.portbound.text.Parsed;

/**
 * A payload with places that are filled in at each send, written between <code>${</code> and <code>
 * }</code>:
 *
 * <ul>
 *   <li><code>${n}</code> the running number, <code>${n:6}</code> with at least six digits, <code>
 *       ${n:u8}</code>, <code>u16</code>, <code>u32</code>, <code>u64</code> as a big-endian
 *       integer;
 *   <li><code>${time}</code> in ISO 8601, <code>${time:unix}</code> in seconds, <code>${time:ns}
 *       </code> in nanoseconds since 1970, <code>${time:ntp}</code> as NTP's 64 bits;
 *   <li><code>${uuid}</code> a fresh one;
 *   <li><code>${random:8}</code> eight random bytes, <code>${random:8:hex}</code> as hex digits;
 *   <li><code>${address}</code> and <code>${port}</code> it is sent from;
 *   <li><code>${dns:_http._tcp.local}</code> a name as DNS encodes it, <code>${dnstype:PTR}</code>
 *       a record type in two bytes.
 * </ul>
 *
 * Immutable; any thread.
 */
public final class Template {
  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Bytes that are the same at each send. */
  public static Template of(byte[] bytes) {
    return new Template(List.of(new Part.Bytes(bytes.clone())));
  }

  /** Reads a template in a notation. */
  public static Parsed<Template> read(String text, Notation notation) {
    return new TemplateReader(text, notation).read();
  }

  /** Whether two sends may differ. */
  public boolean varies() {
    return parts.stream().anyMatch(each -> !(each instanceof Part.Bytes));
  }

  /** Its length, if it is the same at each send. */
  public OptionalInt lengthBytes() {
    int sum = 0;
    for (Part each : parts) {
      if (each.lengthBytes().isEmpty()) {
        return OptionalInt.empty();
      }
      sum += each.lengthBytes().getAsInt();
    }
    return OptionalInt.of(sum);
  }

  List<Part> parts() {
    return parts;
  }

  /** The payload of one datagram. */
  public byte[] fill(Filling with) {
    return new Refills(this, 1).fill(0, with);
  }
}
