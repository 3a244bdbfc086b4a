package org.portbound.ui.traffic.detail;

/**
 * Bytes of the payload that are chosen.
 *
 * @param offset the first of them
 * @param length how many; 0 for none
 */
record ByteRange(int offset, int length) {
  static final ByteRange NONE = new ByteRange(0, 0);

  /** The bytes between two places, both included, in either order. */
  static ByteRange between(int one, int other) {
    int first = Math.min(one, other);
    return new ByteRange(first, Math.max(one, other) - first + 1);
  }

  /** The byte after the last one. */
  int end() {
    return offset + length;
  }

  boolean isEmpty() {
    return length == 0;
  }
}
