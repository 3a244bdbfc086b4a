package org.portbound.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.portbound.capture.filter.Filter;
import org.portbound.file.RecordPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.ListenerPlan;

/**
 * What {@code portbound listen} is to do.
 *
 * @param plan what to open
 * @param steer what decides in its reuseport group, or empty to leave it as it is
 * @param provider where the socket comes from
 * @param keepBytes how many bytes of datagrams are kept in memory
 * @param count how many datagrams to take, or empty for no limit
 * @param time how long to listen, or empty for no limit
 * @param output what is printed
 * @param filter which datagrams are printed and counted as such
 * @param stats how often the counters are told, or empty for never
 * @param record what is written to disk, or empty for nothing
 */
record ListenRequest(
    ListenerPlan plan,
    Optional<SteerOption> steer,
    SocketProvider provider,
    long keepBytes,
    OptionalLong count,
    Optional<Duration> time,
    Output output,
    Filter filter,
    Optional<Duration> stats,
    Optional<RecordPlan> record) {
  /**
   * What is printed.
   *
   * @param json whether lines are JSON objects
   * @param hex whether each datagram's bytes follow its line
   * @param quiet whether datagrams have no line at all
   * @param decoding how payloads are decoded, or empty if they are shown as they are
   */
  record Output(
      boolean json, boolean hex, boolean quiet, Optional<DecodeOptions.Decoding> decoding) {}

  boolean json() {
    return output.json();
  }
}
