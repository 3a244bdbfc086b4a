package org.portbound.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What the clocks of this machine say at one moment, in nanoseconds.
 *
 * @param monotonicNs by {@link System#nanoTime}, which on Linux and macOS stands while the machine
 *     sleeps
 * @param wallNs since 1970, as anybody may set it
 * @param sleptNs how long the machine slept, from some beginning; always 0 where it is not told
 * @param exact whether the clocks were read so soon one after the other that they can be compared
 */
record Moment(long monotonicNs, long wallNs, long sleptNs, boolean exact) {
  /** Seconds since the machine was started, those asleep included (proc_uptime(5)). */
  private static final Path UPTIME = Path.of("/proc/uptime");

  private static final boolean TELLS_UPTIME = Files.exists(UPTIME);
  private static final long MOST_APART_NS = 100_000_000L;
  private static final long UNREAD = -1;
  private static final long NS_PER_S = 1_000_000_000L;

  /** Now. Any thread. */
  static Moment now() {
    long beginNs = System.nanoTime();
    Instant wall = Instant.now();
    long uptimeNs = TELLS_UPTIME ? uptimeNs() : 0;
    long apartNs = System.nanoTime() - beginNs;
    return new Moment(
        beginNs,
        wall.getEpochSecond() * NS_PER_S + wall.getNano(),
        TELLS_UPTIME ? uptimeNs - beginNs : 0,
        apartNs < MOST_APART_NS && uptimeNs != UNREAD);
  }

  private static long uptimeNs() {
    try {
      String text = Files.readString(UPTIME);
      return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * NS_PER_S);
    } catch (IOException e) {
      // As when no file can be opened: the next look tells.
      return UNREAD;
    }
  }
}
