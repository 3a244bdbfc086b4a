package org.portbound.capture.filter;

import java.util.List;

/** A filter as it was understood. {@link Printer} writes it so that it reads back the same. */
sealed interface Node {
  /** All of them; none at all lets every row through. */
  record And(List<Node> parts) implements Node {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them. */
  record Or(List<Node> parts) implements Node {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** The opposite. */
  record Not(Node part) implements Node {}

  /**
   * An address lies in a network.
   *
   * @param term {@link Term#SRC}, {@link Term#DST} or {@link Term#ADDR}
   * @param high first eight bytes of the network, those behind the prefix 0
   * @param low last eight bytes; IPv4 in its mapped form
   * @param prefixBits 0 to 128; IPv4 networks have 96 and more
   */
  record Network(Term term, long high, long low, int prefixBits) implements Node {}

  /**
   * A number lies in a range; one that is not known lies in none.
   *
   * @param min smallest, included; {@link Long#MIN_VALUE} for no limit
   * @param max largest, included; {@link Long#MAX_VALUE} for no limit
   */
  record Range(Term term, long min, long max) implements Node {}

  /** It came in on the interface of this name. */
  record OnInterface(String name) implements Node {}

  /**
   * It arrived in a span of local time, both ends included.
   *
   * @param dated whether nanoseconds are counted from 1970-01-01T00:00 of the local calendar, else
   *     from each midnight; then a minimum after the maximum spans midnight
   * @param minNs earliest, or {@link Long#MIN_VALUE}
   * @param maxNs latest, or {@link Long#MAX_VALUE}
   */
  record Span(boolean dated, long minNs, long maxNs) implements Node {}

  /**
   * The payload has this text somewhere, in UTF-8.
   *
   * @param anyCase whether large and small letters are the same
   */
  record Text(String text, boolean anyCase) implements Node {}

  /**
   * The payload has these bytes somewhere.
   *
   * @param digits pairs of hex digits in small letters
   */
  record Hex(String digits) implements Node {}

  /** A fact that holds or not: {@link Term#CUT}, SENT, RECEIVED or MARKED. */
  record Flag(Term term) implements Node {}
}
