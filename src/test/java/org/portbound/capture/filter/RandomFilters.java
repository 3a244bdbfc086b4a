package org.portbound.capture.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.portbound.socket.AddressBits;

/** Filters as nobody would think of them. */
final class RandomFilters {
  private static final Term[] NUMBERS = {
    Term.PORT,
    Term.SPORT,
    Term.DPORT,
    Term.LEN,
    Term.TTL,
    Term.TOS,
    Term.LISTENER,
    Term.NUMBER,
    Term.DROPS
  };
  private static final Term[] ADDRESSES = {Term.SRC, Term.DST, Term.ADDR};
  private static final Term[] FLAGS = {Term.CUT, Term.SENT, Term.RECEIVED, Term.MARKED};
  private static final String[] WORDS = {
    "a", "Pro", "OBE", "straße", "Ä", "ÿ", "ſ", "K", "and", "\"", "\\", "a\nb", " ", "(x)", "port",
    "😀", "İ"
  };

  private final SplittableRandom random;

  RandomFilters(SplittableRandom random) {
    this.random = random;
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  Node node(int depth) {
    int kind = random.nextInt(depth == 0 ? 6 : 10);
    return switch (kind) {
      case 0 -> network();
      case 1 -> range(one(NUMBERS));
      case 2 -> new Node.Text(one(WORDS), random.nextBoolean());
      case 3 -> new Node.Hex(random.nextBoolean() ? "61" : "c384");
      case 4 -> new Node.Flag(one(FLAGS));
      case 5 ->
          switch (random.nextInt(4)) {
            case 0 -> new Node.OnInterface(random.nextBoolean() ? "eth 0" : "17");
            case 1 -> new Node.Range(Term.IFACE, 2, 2);
            case 2 -> day();
            default -> dated();
          };
      case 6 -> new Node.Not(node(depth - 1));
      case 7, 8 -> new Node.And(parts(depth));
      default -> new Node.Or(parts(depth));
    };
  }

  private List<Node> parts(int depth) {
    var parts = new ArrayList<Node>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      parts.add(node(depth - 1));
    }
    return parts;
  }

  private Node network() {
    boolean six = random.nextBoolean();
    int bits = six ? random.nextInt(129) : 96 + random.nextInt(33);
    long high = six ? 0x20010db8_00000000L : 0;
    long low = six ? random.nextLong(3) : AddressBits.mappedLow(0x0a000000 | random.nextInt(4));
    return new Node.Network(
        one(ADDRESSES), high & Values.mask(bits), low & Values.mask(bits - 64), bits);
  }

  private Node range(Term term) {
    boolean wide = random.nextInt(10) == 0;
    long most = wide ? Values.largest(term) : 300;
    long a = random.nextLong(most + 1);
    long b = a + random.nextLong(most - a + 1);
    return switch (random.nextInt(6)) {
      case 0 -> new Node.Range(term, Long.MIN_VALUE, a - 1);
      case 1 -> new Node.Range(term, a, Long.MAX_VALUE);
      case 2 -> new Node.Range(term, Values.largest(term) + 1, Long.MAX_VALUE);
      case 3 -> new Node.Range(term, a, a);
      default -> new Node.Range(term, a, b);
    };
  }

  private Node day() {
    long a = random.nextLong(Times.DAY_NS);
    long b = random.nextLong(Times.DAY_NS);
    return switch (random.nextInt(4)) {
      case 0 -> new Node.Span(false, Long.MIN_VALUE, a - 1);
      case 1 -> new Node.Span(false, Times.DAY_NS, Long.MAX_VALUE);
      case 2 -> new Node.Span(false, a, Long.MAX_VALUE);
      default -> new Node.Span(false, a, b);
    };
  }

  private Node dated() {
    long a = random.nextLong(1_000 * Times.DAY_NS);
    long b = a + random.nextLong(1_000 * Times.DAY_NS);
    return switch (random.nextInt(3)) {
      case 0 -> new Node.Span(true, Long.MIN_VALUE, a - 1);
      case 1 -> new Node.Span(true, a, Long.MAX_VALUE);
      default -> new Node.Span(true, a, b);
    };
  }
}
