package org.portbound.capture.filter;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.portbound.capture.Datagram;
import org.portbound.capture.RowCondition;
import org.portbound.capture.RowCondition.Verdict;
import org.portbound.socket.AddressBits;

/** Makes conditions of filters. */
final class Compiler {
  private final Surroundings surroundings;

  Compiler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A condition that a row's head decides. */
  @FunctionalInterface
  private interface HeadCondition extends RowCondition {
    @Override
    default Verdict judge(Datagram head) {
      return test(head) ? Verdict.YES : Verdict.NO;
    }
  }

  RowCondition compile(Node node) {
    return switch (node) {
      case Node.And(List<Node> parts) -> new All(headsFirst(parts));
      case Node.Or(List<Node> parts) -> new Any(headsFirst(parts));
      case Node.Not(Node part) -> new Opposite(compile(part));
      case Node.Network network -> network(network);
      case Node.Range range -> range(range);
      case Node.OnInterface(String name) -> onInterface(name);
      case Node.Span span -> new InSpan(span, surroundings.zone());
      case Node.Text text -> text(text);
      case Node.Hex(String digits) ->
          new InPayload(BytePattern.of(HexFormat.of().parseHex(digits)));
      case Node.Flag(Term term) -> flag(term);
    };
  }

  private static RowCondition text(Node.Text text) {
    RowCondition[] spellings =
        BytePattern.of(text.text(), text.anyCase()).stream()
            .map(InPayload::new)
            .toArray(RowCondition[]::new);
    return spellings.length == 1 ? spellings[0] : new Any(spellings);
  }

  /** What needs no payload is asked first: it costs less, and it may decide. */
  private RowCondition[] headsFirst(List<Node> parts) {
    return parts.stream()
        .map(this::compile)
        .sorted(Comparator.comparing(each -> !(each instanceof HeadCondition)))
        .toArray(RowCondition[]::new);
  }

  private static HeadCondition network(Node.Network network) {
    long high = network.high();
    long low = network.low();
    long highMask = Values.mask(network.prefixBits());
    long lowMask = Values.mask(network.prefixBits() - Long.SIZE);
    boolean four = AddressBits.isIpv4(high, low);
    HeadCondition source =
        row ->
            (row.sourceHigh() & highMask) == high
                && (row.sourceLow() & lowMask) == low
                && AddressBits.isIpv4(row.sourceHigh(), row.sourceLow()) == four;
    HeadCondition destination =
        row ->
            row.destinationKnown()
                && (row.destinationHigh() & highMask) == high
                && (row.destinationLow() & lowMask) == low
                && AddressBits.isIpv4(row.destinationHigh(), row.destinationLow()) == four;
    return switch (network.term()) {
      case SRC -> source;
      case DST -> destination;
      default -> row -> source.test(row) || destination.test(row);
    };
  }

  private static HeadCondition range(Node.Range range) {
    long min = range.min();
    long max = range.max();
    return switch (range.term()) {
      case PORT ->
          row ->
              min <= row.sourcePort() && row.sourcePort() <= max
                  || knownIn(row.destinationPort(), 1, min, max);
      case SPORT -> row -> min <= row.sourcePort() && row.sourcePort() <= max;
      case DPORT -> row -> knownIn(row.destinationPort(), 1, min, max);
      case LEN -> row -> min <= row.trueLengthBytes() && row.trueLengthBytes() <= max;
      case TTL -> row -> knownIn(row.ttlHops(), 0, min, max);
      case TOS -> row -> knownIn(row.trafficClass(), 0, min, max);
      case LISTENER -> row -> min <= row.listener() && row.listener() <= max;
      case IFACE -> row -> knownIn(row.interfaceIndex(), 1, min, max);
      case NUMBER -> row -> min <= row.number() && row.number() <= max;
      case DROPS -> row -> knownIn(row.droppedByKernel(), 0, min, max);
      default -> throw new AssertionError(range.term() + " is no number");
    };
  }

  /** In the range, and not the value below all others that stands for unknown. */
  private static boolean knownIn(long value, long leastKnown, long min, long max) {
    return value >= leastKnown && min <= value && value <= max;
  }

  private HeadCondition onInterface(String name) {
    OptionalInt index = surroundings.interfaces().apply(name);
    int wanted = index.orElse(-1);
    return row -> row.interfaceIndex() == wanted;
  }

  private HeadCondition flag(Term term) {
    return switch (term) {
      case CUT -> Datagram::truncated;
      case SENT -> Datagram::sent;
      case RECEIVED -> row -> !row.sent();
      case MARKED -> row -> surroundings.marked().test(row.number());
      default -> throw new AssertionError(term + " is no flag");
    };
  }

  /** All of them. */
  private record All(RowCondition[] parts) implements RowCondition {
    @Override
    public Verdict judge(Datagram head) {
      Verdict verdict = Verdict.YES;
      for (RowCondition each : parts) {
        switch (each.judge(head)) {
          case NO -> {
            return Verdict.NO;
          }
          case OPEN -> verdict = Verdict.OPEN;
          case YES -> {}
        }
      }
      return verdict;
    }

    @Override
    public boolean test(Datagram row) {
      for (RowCondition each : parts) {
        if (!each.test(row)) {
          return false;
        }
      }
      return true;
    }
  }

  /** At least one of them. */
  private record Any(RowCondition[] parts) implements RowCondition {
    @Override
    public Verdict judge(Datagram head) {
      Verdict verdict = Verdict.NO;
      for (RowCondition each : parts) {
        switch (each.judge(head)) {
          case YES -> {
            return Verdict.YES;
          }
          case OPEN -> verdict = Verdict.OPEN;
          case NO -> {}
        }
      }
      return verdict;
    }

    @Override
    public boolean test(Datagram row) {
      for (RowCondition each : parts) {
        if (each.test(row)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The opposite. */
  private record Opposite(RowCondition part) implements RowCondition {
    @Override
    public Verdict judge(Datagram head) {
      return switch (part.judge(head)) {
        case YES -> Verdict.NO;
        case NO -> Verdict.YES;
        case OPEN -> Verdict.OPEN;
      };
    }

    @Override
    public boolean test(Datagram row) {
      return !part.test(row);
    }
  }

  /** Something stands in the payload. */
  private record InPayload(BytePattern pattern) implements RowCondition {
    @Override
    public Verdict judge(Datagram head) {
      return head.lengthBytes() < pattern.shortestBytes() ? Verdict.NO : Verdict.OPEN;
    }

    @Override
    public boolean test(Datagram row) {
      return pattern.isIn(row.buffer(), row.lengthBytes());
    }
  }
}
