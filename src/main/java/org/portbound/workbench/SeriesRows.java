package org.portbound.workbench;

import java.time.Instant;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.Receiver;
import org.portbound.capture.SentDatagram;
import org.portbound.socket.UdpSocket;

/**
 * Gives the first datagrams of a series rows in the log, if sends are kept there: all of a fast one
 * would drive out what was received. One thread.
 */
final class SeriesRows {
  /** So many of each series. */
  static final int MOST = 1_000;

  private final Log log;
  private final SeriesPlan plan;
  private final int listener;
  private final UdpSocket socket;
  private int kept;

  /**
   * Where they go.
   *
   * @param receiver writes them
   * @param log has them then
   * @param sender knows whether sends are kept
   */
  record Log(Receiver receiver, DatagramLog log, Sender sender) {
    long end() {
      return log.end();
    }
  }

  SeriesRows(Log log, SeriesPlan plan, int listener, UdpSocket socket) {
    this.log = log;
    this.plan = plan;
    this.listener = listener;
    this.socket = socket;
  }

  boolean wanted() {
    return kept < MOST && log.sender().keepsSends();
  }

  /** The first of these payloads were sent; they may be written over afterwards. */
  void keep(byte[][] payloads, int count, Instant at) {
    for (int i = 0; i < count && wanted(); i++) {
      kept++;
      log.receiver()
          .logSent(
              new SentDatagram(
                  listener,
                  at,
                  socket.local(),
                  plan.destination(),
                  plan.options().ttlHops(),
                  payloads[i].clone()));
    }
  }
}
