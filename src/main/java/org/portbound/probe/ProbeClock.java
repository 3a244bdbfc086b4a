package org.portbound.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Which clock this program reads. All programs of one boot of one Linux read the same one, in
 * whichever container they are, so a delay between them is a real one. Any thread.
 */
public final class ProbeClock {
  /** A fresh random identifier at each boot, for everybody to read (random(4)). */
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private static final long NS_PER_S = 1_000_000_000L;

  /** Mixed into the boot's identifier, which so cannot be told from a number sent around. */
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private static final long HERE = read();

  private ProbeClock() {}

  private static long read() {
    try {
      UUID boot = UUID.fromString(Files.readString(BOOT_ID).strip());
      return (boot.getMostSignificantBits() * MIX ^ boot.getLeastSignificantBits()) * MIX;
    } catch (IOException | IllegalArgumentException e) {
      // Where the system does not say it, only this very program reads this clock.
      return new SecureRandom().nextLong();
    }
  }

  /** Stands for this clock in a {@link org.portbound.decode.ProbeLayout}. */
  public static long here() {
    return HERE;
  }

  /** Now, in nanoseconds since 1970: the clock that the kernel stamps datagrams by. */
  public static long nowNs() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NS_PER_S + now.getNano();
  }
}
