package org.portbound.capture;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/**
 * How much one listener received for each multicast group, where the destination is known. The
 * receiving thread alone writes; any thread reads. Makes nothing for a group that was seen before.
 */
final class GroupCounts {
  /** More groups than these are not told apart. */
  static final int MOST = 4_096;

  private static final class Count {
    private final long high;
    private final long low;
    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private Count(long high, long low) {
      this.high = high;
      this.low = low;
    }

    private boolean isOf(ReceivedDatagram datagram) {
      return low == datagram.destinationLow && high == datagram.destinationHigh;
    }
  }

  /** Never changed in place, so that it can be read while it grows. */
  private volatile Count[] all = {};

  /** Where the last datagram was counted; senders to many groups take turns. */
  private int last;

  void received(ReceivedDatagram datagram) {
    if (!datagram.destinationKnown
        || !isMulticast(datagram.destinationHigh, datagram.destinationLow)) {
      return;
    }
    Count count = countOf(datagram);
    if (count != null) {
      count.datagrams.setRelease(count.datagrams.getPlain() + 1);
      count.bytes.setRelease(count.bytes.getPlain() + datagram.trueLengthBytes);
    }
  }

  private static boolean isMulticast(long high, long low) {
    return AddressBits.isIpv4(high, low) ? (low >>> 28 & 0xf) == 0xe : high >>> 56 == 0xff;
  }

  private @Nullable Count countOf(ReceivedDatagram datagram) {
    Count[] known = all;
    for (int step = 0; step < known.length; step++) {
      int place = (last + step) % known.length;
      if (known[place].isOf(datagram)) {
        last = place;
        return known[place];
      }
    }
    if (known.length == MOST) {
      return null;
    }
    var added = new Count(datagram.destinationHigh, datagram.destinationLow);
    Count[] grown = Arrays.copyOf(known, known.length + 1);
    grown[known.length] = added;
    last = known.length;
    all = grown;
    return added;
  }

  /** In the order in which they were first heard of. */
  List<GroupCount> snapshot() {
    return Arrays.stream(all)
        .map(
            each ->
                new GroupCount(
                    AddressBits.address(each.high, each.low, 0),
                    each.datagrams.getAcquire(),
                    each.bytes.getAcquire()))
        .toList();
  }
}
