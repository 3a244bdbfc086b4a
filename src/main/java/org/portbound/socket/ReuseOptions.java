package org.portbound.socket;

import java.util.List;

/**
 * The two options that let UDP sockets share a port (socket(7)).
 *
 * @param reuseAddr SO_REUSEADDR: shares with every socket that has it too, whoever owns it
 * @param reusePort SO_REUSEPORT: shares with every socket of the same user that has it too
 */
public record ReuseOptions(boolean reuseAddr, boolean reusePort) {
  /** Neither option. */
  public static final ReuseOptions NONE = new ReuseOptions(false, false);

  /** SO_REUSEADDR alone. */
  public static final ReuseOptions ADDR = new ReuseOptions(true, false);

  /** SO_REUSEPORT alone. */
  public static final ReuseOptions PORT = new ReuseOptions(false, true);

  /** Both options. */
  public static final ReuseOptions BOTH = new ReuseOptions(true, true);

  /** The four sets of options. */
  public static final List<ReuseOptions> ALL = List.of(NONE, ADDR, PORT, BOTH);

  /** These options with SO_REUSEPORT added. */
  public ReuseOptions withPort() {
    return new ReuseOptions(reuseAddr, true);
  }

  /** These options with SO_REUSEADDR added. */
  public ReuseOptions withAddr() {
    return new ReuseOptions(true, reusePort);
  }

  /** {@code none}, {@code SO_REUSEADDR}, {@code SO_REUSEPORT} or both joined by a plus sign. */
  @Override
  public String toString() {
    if (reuseAddr && reusePort) {
      return "SO_REUSEADDR+SO_REUSEPORT";
    }
    return reuseAddr ? "SO_REUSEADDR" : reusePort ? "SO_REUSEPORT" : "none";
  }
}
