package org.portbound.capture;

/**
 * A question about a row that is yes or no. An object of it belongs to one thread at a time, and
 * asking it makes no objects.
 */
public interface RowCondition {
  /** What can be said without the payload. */
  enum Verdict {
    /** The row is let through, whatever its payload. */
    YES,
    /** It is not, whatever its payload. */
    NO,
    /** The payload decides. */
    OPEN
  }

  /**
   * Judges a row by everything but its payload.
   *
   * @param head as {@link RowReader#readHead} left it; its payload is not looked at
   */
  Verdict judge(Datagram head);

  /** Whether the row is let through. */
  boolean test(Datagram row);

  /**
   * Whether the row of this number is there and is let through; its payload is read only if that
   * decides.
   *
   * @param row overwritten
   */
  default boolean holds(RowReader reader, long number, Datagram row) {
    return reader.readHead(number, row)
        && switch (judge(row)) {
          case YES -> true;
          case NO -> false;
          case OPEN -> reader.read(number, row) && test(row);
        };
  }
}
