package org.portbound.file;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where to begin reading for a row: the place of every {@link #EVERY}-th, and each listener's drops
 * where they grow. Made in one pass, read only afterwards.
 */
final class CaptureIndex {
  /** So many rows apart are the places. */
  static final int EVERY = 256;

  /** More drops than this are not followed; then later rows do not know theirs. */
  private static final int MAX_DROP_ENTRIES = 1 << 20;

  private static final class Drops {
    long[] rows = new long[4];
    long[] sums = new long[4];
    int count;
  }

  private long[] positions = new long[64];
  private int[] sections = new int[64];
  private int places;
  private final Map<Integer, Drops> drops = new HashMap<>();
  private int dropEntries;
  private long dropsFollowedTo = Long.MAX_VALUE;
  private long rows;

  long rows() {
    return rows;
  }

  /** Adds the next row. */
  void add(PacketRecord packet, int section) {
    if (rows % EVERY == 0) {
      if (places == positions.length) {
        positions = Arrays.copyOf(positions, 2 * places);
        sections = Arrays.copyOf(sections, 2 * places);
      }
      positions[places] = packet.position;
      sections[places] = section;
      places++;
    }
    rows++;
    if (packet.drops >= 0) {
      addDrops(packet.listener, packet.drops);
    }
  }

  private void addDrops(int listener, long more) {
    Drops of = drops.computeIfAbsent(listener, _ -> new Drops());
    if (of.count > 0 && more == 0) {
      return;
    }
    if (dropEntries == MAX_DROP_ENTRIES) {
      dropsFollowedTo = Math.min(dropsFollowedTo, rows);
      return;
    }
    dropEntries++;
    if (of.count == of.rows.length) {
      of.rows = Arrays.copyOf(of.rows, 2 * of.count);
      of.sums = Arrays.copyOf(of.sums, 2 * of.count);
    }
    of.rows[of.count] = rows;
    of.sums[of.count] = more + (of.count == 0 ? 0 : of.sums[of.count - 1]);
    of.count++;
  }

  /** The place of the nearest row at or before a row, counted from 0. */
  int place(long row) {
    return (int) ((row - 1) / EVERY);
  }

  /** The number of the row at a place. */
  static long rowAt(int place) {
    return (long) place * EVERY + 1;
  }

  long position(int place) {
    return positions[place];
  }

  int section(int place) {
    return sections[place];
  }

  /** What was dropped of a listener up to a row, or −1 if the file does not tell. */
  long drops(int listener, long row) {
    Drops of = drops.get(listener);
    if (of == null || row >= dropsFollowedTo) {
      return -1;
    }
    int found = Arrays.binarySearch(of.rows, 0, of.count, row);
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? -1 : of.sums[last];
  }
}
