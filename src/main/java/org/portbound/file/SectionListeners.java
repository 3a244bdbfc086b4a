package org.portbound.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a recording and which interface of the present section each one is. Drop counts
 * go on from file to file; interface numbers begin anew. One thread at a time.
 */
final class SectionListeners {
  /** One listener. */
  static final class Entry {
    final String name;

    /** The drop count of its socket as last heard. */
    private long lastDrops;

    /** Its interface in the section under way, or −1 if it has none yet. */
    int interfaceId = -1;

    /** Datagrams of it in this section. */
    long datagrams;

    /** Drops told in this section, or −1 if none were told. */
    long drops = -1;

    long firstNs;
    long lastNs;

    private Entry(String name, long dropsBefore) {
      this.name = name;
      this.lastDrops = dropsBefore;
    }

    /**
     * Hears a socket's drop count.
     *
     * @return the drops since the datagram before, or −1 if that needs no telling
     */
    long dropped(long soFar) {
      if (soFar < 0) {
        return -1;
      }
      // A count that fell is another socket's, which began at 0.
      long more = soFar < lastDrops ? soFar : soFar - lastDrops;
      lastDrops = soFar;
      boolean first = drops < 0;
      drops = Math.max(0, drops) + more;
      return first || more > 0 ? more : -1;
    }
  }

  /** Listeners are numbered from 1 on, so an array will do. */
  private static final int MAX_LISTENERS = 1 << 20;

  private final RecordedListeners known;
  private final List<Entry> inSection = new ArrayList<>();
  private @Nullable Entry[] byNumber = new Entry[16];

  SectionListeners(RecordedListeners known) {
    this.known = known;
  }

  /** The interfaces of this section in the order of their numbers. */
  List<Entry> inSection() {
    return inSection;
  }

  /** A new section has no interface yet. */
  void newSection() {
    for (Entry each : inSection) {
      each.interfaceId = -1;
      each.datagrams = 0;
      each.drops = -1;
    }
    inSection.clear();
  }

  Entry get(int listener) {
    Entry found = listener >= 0 && listener < byNumber.length ? byNumber[listener] : null;
    return found == null ? add(listener) : found;
  }

  private Entry add(int listener) {
    if (listener < 0 || listener >= MAX_LISTENERS) {
      throw new IllegalArgumentException("listener " + listener + " has no such number");
    }
    if (listener >= byNumber.length) {
      byNumber = Arrays.copyOf(byNumber, Math.max(listener + 1, 2 * byNumber.length));
    }
    var entry = new Entry(known.name(listener), known.droppedBefore(listener));
    byNumber[listener] = entry;
    return entry;
  }

  /** Makes a listener the next interface of the section. */
  void enter(Entry entry) {
    entry.interfaceId = inSection.size();
    inSection.add(entry);
  }
}
