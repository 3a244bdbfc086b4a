package org.portbound.soak;

/**
 * Work that is done again and again. {@code mvn -Psoak verify} does eight hours' worth of it, in
 * fast motion; other runs a short form.
 */
public final class Soak {
  private static final double SHARE = Double.parseDouble(System.getProperty("soak.share", "0.001"));

  private Soak() {}

  /** One round. */
  @FunctionalInterface
  public interface Round {
    /**
     * Does it.
     *
     * @param number from 0
     */
    void play(long number) throws Exception;
  }

  /** So many of so many, but at least some. */
  public static long share(long all, long least) {
    return Math.max(least, Math.round(all * SHARE));
  }

  /**
   * Plays all rounds; fails if more is held after the last than after the first ones.
   *
   * @param first as many rounds as fill what is bounded, and load what is loaded once
   */
  public static void play(long rounds, int first, Round round) throws Exception {
    for (long i = 0; i < first; i++) {
      round.play(i);
    }
    Footprint then = Footprint.now();
    for (long i = first; i < rounds; i++) {
      round.play(i);
    }
    Footprint.assertBackTo(then);
  }
}
