package org.portbound.ui.map;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portbound.capture.Datagram;
import org.portbound.rules.Clue;
import org.portbound.socket.Steering;
import org.portbound.workbench.SharedGroup;

/**
 * How the datagrams of a reuseport group fell to its sockets since the group became what it is, and
 * how they should have.
 *
 * <p>The hash is as good as a die that is thrown once for each flow, a source address and port. Of
 * datagrams whose flows had c1, c2 … each, a socket gets 1/n of all on the average, and the
 * variance is p(1−p)·(c1² + c2² + …) with p = 1/n: for flows of one datagram, the binomial one. Two
 * standard deviations hold 95 of 100 times. A program names the socket, which leaves nothing to
 * chance but what it names wrongly. Which processor took a datagram in is not told with it, so
 * nothing can be expected there.
 */
final class GroupTally {
  /** More flows than these are not counted one by one. */
  static final int MOST_FLOWS = 65_536;

  private static final double DEVIATIONS = 2;

  private final SharedGroup group;
  private final long sinceNs;
  private final Map<Integer, Share> shares = new HashMap<>();
  private final Map<Flow, long[]> hashed = new HashMap<>();
  private final Map<Flow, Integer> flows = new HashMap<>();
  private double hashedDatagrams;
  private double squares;
  private boolean full;

  private static final class Share {
    private double datagrams;
    private int flows;
    private double named;
  }

  /**
   * What one socket got.
   *
   * @param datagrams how many
   * @param flows of how many flows; one that moved is counted where it came first
   * @param expected how many datagrams it should have got, or NaN if that is not known
   * @param spread how far off that is no surprise
   */
  record Row(int listener, long datagrams, int flows, double expected, double spread) {}

  GroupTally(SharedGroup group) {
    this.group = group;
    this.sinceNs = group.changed().getEpochSecond() * 1_000_000_000L + group.changed().getNano();
    group.members().forEach(each -> shares.put(each.listener(), new Share()));
  }

  SharedGroup group() {
    return group;
  }

  boolean has(int listener) {
    return shares.containsKey(listener);
  }

  /** Whether the payload's first byte matters. */
  boolean wantsPayload() {
    return group.steering() == Steering.FIRST_BYTE;
  }

  /**
   * Counts a datagram that a member received; those from before the group was as it is are left
   * out.
   *
   * @param firstByte as in {@link Clue}
   * @param weight how many it stands for
   */
  void add(Datagram row, int firstByte, double weight) {
    Share share = shares.get(row.listener());
    if (share == null || row.timeNs() < sinceNs) {
      return;
    }
    share.datagrams += weight;
    Flow flow = Flow.of(row);
    if (flows.size() < MOST_FLOWS) {
      if (flows.putIfAbsent(flow, row.listener()) == null) {
        share.flows++;
      }
    } else {
      full = true;
    }
    int named = named(firstByte);
    if (named != 0) {
      Share to = shares.get(named);
      if (to != null) {
        to.named += weight;
      }
      return;
    }
    hashedDatagrams += weight;
    long[] count =
        hashed.size() < MOST_FLOWS
            ? hashed.computeIfAbsent(flow, _ -> new long[1])
            : hashed.get(flow);
    if (count != null) {
      squares += 2 * count[0] * weight + weight * weight;
      count[0] += Math.round(weight);
    }
  }

  /** The listener that the program names, or 0 for the hash. */
  private int named(int firstByte) {
    if (!wantsPayload() || firstByte == Clue.UNKNOWN) {
      return 0;
    }
    int index = firstByte == Clue.EMPTY ? 0 : firstByte;
    List<SharedGroup.Member> members = group.members();
    return index < members.size() ? members.get(index).listener() : 0;
  }

  /** How a datagram with this first byte is sent its way. */
  Way way(int firstByte) {
    if (named(firstByte) != 0) {
      return Way.PROGRAM;
    }
    return group.byCpu() ? Way.CPU : Way.HASH;
  }

  /** Its sockets by their index in the group. */
  List<Row> rows() {
    double p = 1.0 / group.members().size();
    double spread = DEVIATIONS * Math.sqrt(p * (1 - p) * squares);
    return group.members().stream()
        .map(
            each -> {
              Share share = shares.getOrDefault(each.listener(), new Share());
              boolean unknown = group.byCpu() && group.steering() == Steering.HASH;
              return new Row(
                  each.listener(),
                  Math.round(share.datagrams),
                  share.flows,
                  unknown ? Double.NaN : share.named + p * hashedDatagrams,
                  spread);
            })
        .toList();
  }

  /** Datagrams of all. */
  long datagrams() {
    return rows().stream().mapToLong(Row::datagrams).sum();
  }

  /** Flows of all. */
  int flows() {
    return flows.size();
  }

  /** Whether there are more flows than were counted. */
  boolean full() {
    return full;
  }
}
