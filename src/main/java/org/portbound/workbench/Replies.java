package org.portbound.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.socket.Endpoint;

/**
 * Finds the replies to what was sent among the datagrams received: those that arrive at the sending
 * socket. Belongs to one thread.
 */
public final class Replies {
  /** More at once are left for the next time. */
  private static final int MOST_ROWS_AT_ONCE = 5_000;

  private final DatagramLog log;
  private final int listener;
  private final int ownPort;
  private final byte[] own;
  private final LongUnaryOperator sentBefore;
  private final Datagram row = new Datagram();
  private long next;

  /**
   * A reply.
   *
   * @param number of its row in the log
   * @param timeNs when it arrived, in nanoseconds since 1970
   * @param delayNs how long after the datagram it answers, by the clock of this machine
   * @param source who sent it
   * @param lengthBytes length of its payload
   */
  public record Reply(long number, long timeNs, long delayNs, Endpoint source, int lengthBytes) {}

  private Replies(
      DatagramLog log,
      int listener,
      Endpoint from,
      byte[] own,
      long firstRow,
      LongUnaryOperator sentBefore) {
    this.log = log;
    this.listener = listener;
    this.ownPort = from.port();
    this.own = own;
    this.next = firstRow;
    this.sentBefore = sentBefore;
  }

  /** The replies to one datagram. */
  public static Replies to(ReplyWait wait, DatagramLog log) {
    return new Replies(
        log, wait.listener(), wait.from(), wait.payload(), wait.firstRow(), time -> wait.sentNs());
  }

  /** The replies to a series, each to the last datagram that was sent before it. */
  static Replies to(Series series, DatagramLog log) {
    return new Replies(
        log,
        series.listener(),
        series.view().from(),
        new byte[0],
        series.firstRow(),
        series::lastSentBefore);
  }

  /** Those that arrived since this was last asked, in their order. */
  public List<Reply> more() {
    var found = new ArrayList<Reply>();
    next = Math.max(next, log.first());
    long end = Math.min(log.end(), next + MOST_ROWS_AT_ONCE);
    while (next < end) {
      if (log.read(next, row) && isReply()) {
        found.add(
            new Reply(
                next,
                row.timeNs(),
                row.timeNs() - sentBefore.applyAsLong(row.timeNs()),
                row.source(),
                row.lengthBytes()));
      }
      next++;
    }
    return found;
  }

  /** A member of the group that it sends to hears itself: that is no reply. */
  private boolean isReply() {
    return !row.sent()
        && row.listener() == listener
        && !(row.sourcePort() == ownPort && own.length > 0 && Arrays.equals(row.payload(), own));
  }
}
