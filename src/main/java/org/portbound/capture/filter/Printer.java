package org.portbound.capture.filter;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;

/** Writes filters. */
final class Printer {
  private static final int MAPPED_BITS = 96;
  private static final int IPV6_BITS = 128;

  private Printer() {}

  static String print(Node node) {
    return switch (node) {
      case Node.And(List<Node> parts) -> join(parts, " and ");
      case Node.Or(List<Node> parts) -> join(parts, " or ");
      case Node.Not(Node part) -> "not " + inner(part);
      case Node.Network network -> network.term().word() + " " + address(network);
      case Node.Range range -> range(range);
      case Node.OnInterface(String name) -> Term.IFACE.word() + " " + quote(name);
      case Node.Span span -> Term.TIME.word() + " " + span(span);
      case Node.Text(String text, boolean anyCase) ->
          anyCase ? quote(text) : Term.TEXT.word() + " " + quote(text);
      case Node.Hex(String digits) ->
          Term.HEX.word()
              + " "
              + HexFormat.ofDelimiter(":").formatHex(HexFormat.of().parseHex(digits));
      case Node.Flag(Term term) -> term.word();
    };
  }

  private static String join(List<Node> parts, String word) {
    return parts.stream().map(Printer::inner).collect(Collectors.joining(word));
  }

  private static String inner(Node node) {
    boolean several = node instanceof Node.And || node instanceof Node.Or;
    return several ? "(" + print(node) + ")" : print(node);
  }

  private static String address(Node.Network network) {
    boolean four = AddressBits.isIpv4(network.high(), network.low());
    String address = Endpoint.text(AddressBits.address(network.high(), network.low(), 0));
    return network.prefixBits() == IPV6_BITS
        ? address
        : address + "/" + (network.prefixBits() - (four ? MAPPED_BITS : 0));
  }

  private static String range(Node.Range range) {
    String word = range.term().word() + " ";
    if (range.min() == range.max()) {
      return word + range.min();
    }
    if (range.min() == Long.MIN_VALUE) {
      return word + (range.max() < 0 ? "< 0" : "<= " + range.max());
    }
    if (range.max() == Long.MAX_VALUE) {
      long largest = Values.largest(range.term());
      return word + (range.min() <= largest ? ">= " + range.min() : "> " + largest);
    }
    return word + range.min() + ".." + range.max();
  }

  private static String span(Node.Span span) {
    boolean dated = span.dated();
    long min = span.minNs();
    long max = span.maxNs();
    if (min == Long.MIN_VALUE) {
      return max < 0 ? "< " + Times.print(dated, 0) : "<= " + Times.print(dated, max);
    }
    if (max == Long.MAX_VALUE) {
      boolean writable = dated || min < Times.DAY_NS;
      return writable ? ">= " + Times.print(dated, min) : "> " + Times.print(false, min - 1);
    }
    return Times.print(dated, min) + ".." + Times.print(dated, max);
  }

  /** In double quotes, so that it is read back as it is. */
  static String quote(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\0' -> quoted.append("\\0");
        default -> quoted.append(text.charAt(i));
      }
    }
    return quoted.append('"').toString();
  }
}
