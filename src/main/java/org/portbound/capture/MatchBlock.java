package org.portbound.capture;

import java.util.Arrays;

/**
 * Which of {@link #ROWS} numbers in a row match: as a sorted list while they are few, then as bits;
 * so a match costs two bytes at the most, and a row one bit.
 *
 * <p>One thread adds, in rising order. Any thread reads what was added before something that it saw
 * happen (see {@link MatchedRows}); what is added meanwhile comes behind that and does no harm.
 */
final class MatchBlock {
  /** Numbers in a block; a match is found by going through its bits. */
  static final int ROWS = 1 << 13;

  /** So many matches take as much room in a list as in bits. */
  private static final int MAX_LISTED = ROWS / Short.SIZE;

  private static final int FIRST_LISTED = 16;
  private static final char[] NONE = {};

  /** The number that offset 0 stands for. */
  final long firstNumber;

  /** Matches in all blocks before this one. */
  final long before;

  /** The writer's own. */
  private int count;

  /** Offsets in rising order, or empty once {@link #bits} is set. */
  private volatile char[] list = NONE;

  private volatile long[] bits = {};

  MatchBlock(long firstNumber, long before) {
    this.firstNumber = firstNumber;
    this.before = before;
  }

  /** Matches added so far; the writer only. */
  int count() {
    return count;
  }

  /** Adds a number of this block, larger than those before; the writer only. */
  void add(long number) {
    int offset = (int) (number - firstNumber);
    if (count == MAX_LISTED) {
      toBits();
    }
    if (count >= MAX_LISTED) {
      bits[offset >>> 6] |= 1L << offset;
    } else {
      if (count == list.length) {
        list = Arrays.copyOf(list, Math.max(FIRST_LISTED, 2 * count));
      }
      list[count] = (char) offset;
    }
    count++;
  }

  private void toBits() {
    long[] all = new long[ROWS / Long.SIZE];
    for (char each : list) {
      all[each >>> 6] |= 1L << each;
    }
    bits = all;
  }

  /**
   * The number of a match.
   *
   * @param index from 0, of a match that was added
   */
  long number(int index) {
    long[] now = bits;
    if (now.length == 0) {
      return firstNumber + list[index];
    }
    int left = index;
    for (int word = 0; ; word++) {
      int here = Long.bitCount(now[word]);
      if (left < here) {
        return firstNumber + word * Long.SIZE + nthBit(now[word], left);
      }
      left -= here;
    }
  }

  private static int nthBit(long word, int n) {
    long rest = word;
    for (int i = 0; i < n; i++) {
      rest &= rest - 1;
    }
    return Long.numberOfTrailingZeros(rest);
  }

  /**
   * How many matches of this block are below a number of this block.
   *
   * @param added how many matches the caller knows to have been added; not more are told
   */
  int rank(long number, int added) {
    int offset = (int) (number - firstNumber);
    long[] now = bits;
    if (now.length == 0) {
      int found = Arrays.binarySearch(list, 0, added, (char) offset);
      return found < 0 ? -found - 1 : found;
    }
    int rank = Long.bitCount(now[offset >>> 6] & (1L << offset) - 1);
    for (int word = 0; word < offset >>> 6; word++) {
      rank += Long.bitCount(now[word]);
    }
    return Math.min(rank, added);
  }
}
