package org.portbound.socket.posix;

import org.portbound.socket.AsideCalls;

/**
 * Counts equal calls of one thread that are made for each socket of the machine, and hands them to
 * the {@link AsideCalls} together: for each by itself that would cost as much as the call.
 */
final class AsideTally {
  private final String name;
  private final String arguments;
  private long calls;
  private long zeros;
  private long last;

  AsideTally(String name, String arguments) {
    this.name = name;
    this.arguments = arguments;
  }

  /** Counts a call that was just made, and returns what it returned. */
  int counted(long result) {
    if (result < 0) {
      Aside.counted(name, arguments, result);
    } else {
      calls++;
      zeros += result == 0 ? 1 : 0;
      last = result;
    }
    return (int) result;
  }

  /** Hands over what was counted since the last time. */
  void handOver() {
    if (calls > 0) {
      AsideCalls.ofProcess().count(name, arguments, calls, zeros, last);
      calls = 0;
      zeros = 0;
    }
  }
}
