package org.portbound.capture;

/**
 * Copies rows out of where they are kept. May keep a place of its own, so that going through rows
 * in order is cheap: one reader belongs to one thread at a time.
 */
@FunctionalInterface
public interface RowReader {
  /**
   * Copies a row out.
   *
   * @param number the row's number
   * @param into overwritten, even if the answer is false
   * @return false if there is no such row: given up, cleared or not there yet
   */
  boolean read(long number, Datagram into);

  /**
   * Copies out everything of a row but its payload, which a reader may leave as it was; its lengths
   * are told. Cheaper where many rows are looked at and few are shown.
   *
   * @return as {@link #read}
   */
  default boolean readHead(long number, Datagram into) {
    return read(number, into);
  }
}
