package org.portbound.file;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The sections of a file and their interfaces, gathered when it is opened and read only afterwards.
 * The bounds keep a file that was made to harm from taking all memory.
 */
final class CaptureSections {
  /** Most sections and most interfaces of a file. */
  static final int MAX = 1 << 16;

  /**
   * One interface.
   *
   * @param name its name, or an empty text
   * @param resolution the byte of if_tsresol (4.2)
   * @param offsetSeconds added to its times
   */
  record Description(String name, int linkType, int snapBytes, int resolution, long offsetSeconds) {
    /** A time in the interface's own units as nanoseconds since 1970. */
    long toNs(long ticks) {
      long ns = resolution < 0 ? binary(ticks, resolution & 0x7f) : decimal(ticks, resolution);
      return ns + offsetSeconds * 1_000_000_000L;
    }

    private static long decimal(long ticks, int exponent) {
      long ns = ticks;
      for (int i = exponent; i < 9; i++) {
        ns *= 10;
      }
      for (int i = 9; i < exponent && ns != 0; i++) {
        ns = Long.divideUnsigned(ns, 10);
      }
      return ns;
    }

    private static long binary(long ticks, int exponent) {
      if (exponent > 63) {
        return 0;
      }
      long seconds = exponent == 0 ? ticks : ticks >>> exponent;
      long fraction = exponent == 0 ? 0 : ticks << (64 - exponent);
      return seconds * 1_000_000_000L + Math.unsignedMultiplyHigh(fraction, 1_000_000_000L);
    }
  }

  private record Section(ByteOrder order, int firstListener, List<Description> interfaces) {}

  private final List<Section> sections = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Begins a section; false if there are too many. */
  boolean begin(ByteOrder order) {
    return sections.size() < MAX
        && sections.add(new Section(order, names.size() + 1, new ArrayList<>(1)));
  }

  /** Adds an interface to the last section; false if there are too many. */
  boolean add(Description description) {
    return names.size() < MAX
        && names.add(description.name)
        && sections.getLast().interfaces.add(description);
  }

  ByteOrder order(int section) {
    return sections.get(section).order;
  }

  boolean has(int section, int id) {
    return id >= 0 && id < sections.get(section).interfaces.size();
  }

  Description get(int section, int id) {
    return sections.get(section).interfaces.get(id);
  }

  /** The number of an interface in the whole file, from 1. */
  int listener(int section, int id) {
    return sections.get(section).firstListener + id;
  }

  /** The names of all interfaces in the order of their numbers. */
  List<String> names() {
    return names;
  }
}
