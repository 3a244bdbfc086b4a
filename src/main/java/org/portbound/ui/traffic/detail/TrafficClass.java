package org.portbound.ui.traffic.detail;

/** Names of the six bits of a traffic class that ask for a treatment on the way. */
final class TrafficClass {
  /** Lower effort (RFC 8622). */
  private static final int LE = 1;

  /** Voice admit (RFC 5865). */
  private static final int VA = 44;

  /** Expedited forwarding (RFC 3246). */
  private static final int EF = 46;

  private TrafficClass() {}

  /**
   * {@code CS0} to {@code CS7} (RFC 2474), {@code AF11} to {@code AF43} (RFC 2597) and the single
   * ones; else the number.
   *
   * @param dscp 0 to 63
   */
  static String dscpName(int dscp) {
    int high = dscp >> 3;
    int low = dscp & 7;
    if (low == 0) {
      return "CS" + high;
    }
    if (high >= 1 && high <= 4 && low % 2 == 0) {
      return "AF" + high + low / 2;
    }
    return switch (dscp) {
      case LE -> "LE";
      case VA -> "VA";
      case EF -> "EF";
      default -> "DSCP " + dscp;
    };
  }
}
