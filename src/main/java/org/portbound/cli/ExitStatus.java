package org.portbound.cli;

/** What the process returns to its caller. */
public final class ExitStatus {
  /** It did what was asked. */
  public static final int OK = 0;

  /**
   * The system refused: a bind, a send; the diagnosis is on standard error. Or a check of {@code
   * doctor} failed.
   */
  public static final int REFUSED = 1;

  /** The command line cannot be understood; standard error says what to write instead. */
  public static final int USAGE = 2;

  /** The demonstration or the matrix ran, and the kernel answered otherwise than expected. */
  public static final int UNEXPECTED_ANSWER = 3;

  /** An error that nobody expected: a defect of Portbound (EX_SOFTWARE of sysexits.h). */
  public static final int DEFECT = 70;

  private ExitStatus() {}
}
