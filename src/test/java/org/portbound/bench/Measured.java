package org.portbound.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run.
 *
 * @param perSecond datagrams taken a second, while they were being sent
 * @param cpuNs of the receiver for each datagram
 * @param lostShare of what was sent
 */
record Measured(double perSecond, double cpuNs, double lostShare) {
  static double median(List<Measured> runs, ToDoubleFunction<Measured> of) {
    double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double rate(List<Measured> runs) {
    return median(runs, Measured::perSecond);
  }

  static double cpuNs(List<Measured> runs) {
    return median(runs, Measured::cpuNs);
  }

  static double lostShare(List<Measured> runs) {
    return median(runs, Measured::lostShare);
  }
}
