package org.portbound.capture.filter;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.portbound.capture.Datagram;

/** What a filter means, said as plainly as possible and without a thought for speed. */
final class Naive {
  private final Surroundings surroundings;

  Naive(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  boolean holds(Node node, Datagram row) {
    return switch (node) {
      case Node.And(List<Node> parts) -> parts.stream().allMatch(each -> holds(each, row));
      case Node.Or(List<Node> parts) -> parts.stream().anyMatch(each -> holds(each, row));
      case Node.Not(Node part) -> !holds(part, row);
      case Node.Network network -> network(network, row);
      case Node.Range range -> range(range, row);
      case Node.OnInterface(String name) ->
          surroundings.interfaces().apply(name).stream().anyMatch(i -> i == row.interfaceIndex());
      case Node.Span span -> span(span, row);
      case Node.Text(String text, boolean anyCase) -> hasText(row.payload(), text, anyCase);
      case Node.Hex(String digits) -> hasBytes(row.payload(), digits);
      case Node.Flag(Term term) ->
          switch (term) {
            case CUT -> row.lengthBytes() < row.trueLengthBytes();
            case SENT -> row.sent();
            case RECEIVED -> !row.sent();
            default -> surroundings.marked().test(row.number());
          };
    };
  }

  private static boolean network(Node.Network network, Datagram row) {
    boolean source = in(network, row.source().address());
    boolean destination = row.destination().stream().anyMatch(each -> in(network, each));
    return switch (network.term()) {
      case SRC -> source;
      case DST -> destination;
      default -> source || destination;
    };
  }

  private static boolean in(Node.Network network, InetAddress address) {
    boolean four =
        network.prefixBits() >= 96 && network.high() == 0 && network.low() >> 32 == 0xffff;
    if (four != address instanceof Inet4Address) {
      return false;
    }
    BigInteger bits = new BigInteger(1, address.getAddress());
    BigInteger low =
        BigInteger.valueOf(network.low()).and(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    BigInteger wanted =
        four
            ? BigInteger.valueOf(network.low() & 0xffff_ffffL)
            : BigInteger.valueOf(network.high()).shiftLeft(64).or(low);
    int behind = 128 - network.prefixBits();
    return bits.shiftRight(behind).equals(wanted.shiftRight(behind));
  }

  private static boolean range(Node.Range range, Datagram row) {
    return switch (range.term()) {
      case PORT -> in(range, row.sourcePort()) || dport(range, row);
      case SPORT -> in(range, row.sourcePort());
      case DPORT -> dport(range, row);
      case LEN -> in(range, row.trueLengthBytes());
      case TTL -> row.ttlHops() != -1 && in(range, row.ttlHops());
      case TOS -> row.trafficClass() != -1 && in(range, row.trafficClass());
      case LISTENER -> in(range, row.listener());
      case IFACE -> row.interfaceIndex() != 0 && in(range, row.interfaceIndex());
      case NUMBER -> in(range, row.number());
      default -> row.droppedByKernel() != -1 && in(range, row.droppedByKernel());
    };
  }

  private static boolean dport(Node.Range range, Datagram row) {
    return row.destinationPort() != 0 && in(range, row.destinationPort());
  }

  private static boolean in(Node.Range range, long value) {
    return range.min() <= value && value <= range.max();
  }

  private boolean span(Node.Span span, Datagram row) {
    LocalDateTime local =
        Instant.ofEpochSecond(0, row.timeNs()).atZone(surroundings.zone()).toLocalDateTime();
    if (span.dated()) {
      long ns = local.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L + local.getNano();
      return span.minNs() <= ns && ns <= span.maxNs();
    }
    long ns = local.toLocalTime().toNanoOfDay();
    return span.minNs() <= span.maxNs()
        ? span.minNs() <= ns && ns <= span.maxNs()
        : ns >= span.minNs() || ns <= span.maxNs();
  }

  /** Whether bytes have others, as pairs of hex digits, somewhere. */
  static boolean hasBytes(byte[] bytes, String digits) {
    String all = HexFormat.of().formatHex(bytes);
    int at = all.indexOf(digits);
    while (at % 2 == 1) {
      at = all.indexOf(digits, at + 1);
    }
    return at >= 0;
  }

  /** In Latin-1 every byte is a character, so that bytes that are no text do no harm. */
  static boolean hasText(byte[] bytes, String text, boolean anyCase) {
    String payload = new String(bytes, StandardCharsets.ISO_8859_1);
    return anyCase ? spellings("", text, payload) : payload.contains(latin(text));
  }

  private static boolean spellings(String done, String rest, String payload) {
    if (rest.isEmpty()) {
      return payload.contains(latin(done));
    }
    int length = Character.charCount(rest.codePointAt(0));
    String one = rest.substring(0, length);
    String behind = rest.substring(length);
    int point = one.codePointAt(0);
    String other =
        Character.isUpperCase(point)
            ? Character.toString(Character.toLowerCase(point))
            : Character.toString(Character.toUpperCase(point));
    return spellings(done + one, behind, payload) || spellings(done + other, behind, payload);
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
