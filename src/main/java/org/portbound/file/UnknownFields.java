package org.portbound.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.ReceivedDatagram;

/**
 * A packet has a place for everything, so a comment says what in it is not known, such as {@code
 * Portbound: unknown destination, ttl}. Written with a datagram, understood when it is read again.
 */
final class UnknownFields {
  private static final int DESTINATION = 1;
  private static final int TTL = 2;
  private static final int TRAFFIC_CLASS = 4;
  private static final int KERNEL_TIME = 8;

  private static final String PREFIX = "Portbound: unknown ";
  private static final List<String> NAMES =
      List.of("destination", "ttl", "traffic class", "kernel time");

  private static final Map<String, Integer> SETS = sets();

  /** The comment for each set, or null for nothing unknown. */
  private static final byte[] @Nullable [] COMMENTS = comments();

  private UnknownFields() {}

  private static Map<String, Integer> sets() {
    var sets = new HashMap<String, Integer>();
    for (int set = 1; set < 1 << NAMES.size(); set++) {
      var names = new ArrayList<String>();
      for (int i = 0; i < NAMES.size(); i++) {
        if ((set & 1 << i) != 0) {
          names.add(NAMES.get(i));
        }
      }
      sets.put(PREFIX + String.join(", ", names), set);
    }
    return sets;
  }

  private static byte[] @Nullable [] comments() {
    byte[] @Nullable [] comments = new byte[1 << NAMES.size()][];
    SETS.forEach((text, set) -> comments[set] = text.getBytes(US_ASCII));
    return comments;
  }

  /** The comment that a datagram needs, or null. */
  static byte @Nullable [] comment(ReceivedDatagram datagram) {
    return COMMENTS[
        (datagram.destinationKnown ? 0 : DESTINATION)
            | (datagram.ttlHops < 0 ? TTL : 0)
            | (datagram.trafficClass < 0 ? TRAFFIC_CLASS : 0)
            | (datagram.kernelTimeNs == ReceivedDatagram.NO_TIME ? KERNEL_TIME : 0)];
  }

  /** What a comment says to be unknown, or 0 if it is not one of ours. */
  static int in(String comment) {
    return SETS.getOrDefault(comment, 0);
  }

  /** Takes out of a datagram what is unknown. */
  static void forget(ReceivedDatagram datagram, int unknown) {
    if ((unknown & DESTINATION) != 0) {
      datagram.destinationKnown = false;
      datagram.destinationHigh = 0;
      datagram.destinationLow = 0;
    }
    if ((unknown & TTL) != 0) {
      datagram.ttlHops = ReceivedDatagram.UNKNOWN;
    }
    if ((unknown & TRAFFIC_CLASS) != 0) {
      datagram.trafficClass = ReceivedDatagram.UNKNOWN;
    }
    if ((unknown & KERNEL_TIME) != 0) {
      datagram.kernelTimeNs = ReceivedDatagram.NO_TIME;
    }
  }
}
