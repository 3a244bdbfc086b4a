package org.portbound.rules;

/**
 * What a steered reuseport group looks at beside the addresses.
 *
 * @param firstByte the payload's first byte, 0 to 255; {@link #EMPTY} or {@link #UNKNOWN}
 * @param cpu number of the processor that takes the datagram in, or {@link #UNKNOWN}
 */
public record Clue(int firstByte, int cpu) {
  /** Not known. */
  public static final int UNKNOWN = -1;

  /** There is no first byte. */
  public static final int EMPTY = -2;

  /** The payload's first byte is known, and nothing else. */
  public static Clue firstByte(int firstByte) {
    return new Clue(firstByte, UNKNOWN);
  }
}
