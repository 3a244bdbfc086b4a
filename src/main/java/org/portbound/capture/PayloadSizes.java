package org.portbound.capture;

/**
 * Classes of payload lengths: one for empty datagrams, then one for each power of two, up to the
 * longest datagram there is.
 */
public final class PayloadSizes {
  /** How many classes there are: 0, 1, 2 to 3, 4 to 7, … 32,768 to 65,535 bytes. */
  public static final int CLASSES = 17;

  private PayloadSizes() {}

  /** The class of a length, from 0; what is longer than a datagram can be counts as the longest. */
  public static int classOf(int lengthBytes) {
    return Math.min(CLASSES - 1, Integer.SIZE - Integer.numberOfLeadingZeros(lengthBytes));
  }

  /** The shortest length of a class, in bytes. */
  public static int fromBytes(int sizeClass) {
    return sizeClass == 0 ? 0 : 1 << (sizeClass - 1);
  }

  /** The longest length of a class, in bytes. */
  public static int toBytes(int sizeClass) {
    return (1 << sizeClass) - 1;
  }
}
