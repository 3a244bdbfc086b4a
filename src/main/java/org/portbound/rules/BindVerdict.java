package org.portbound.rules;

import java.util.OptionalInt;

/** What the kernel will say to a bind. Indices are those of the list that was asked about. */
public sealed interface BindVerdict {
  /** The rule that decides. */
  BindRule rule();

  /**
   * It succeeds.
   *
   * @param decider index of the socket that ended the walk by allowing it, or empty if none was in
   *     the way
   * @param rule why
   */
  record Allowed(OptionalInt decider, BindRule rule) implements BindVerdict {}

  /**
   * EADDRINUSE.
   *
   * @param decider index of the socket that refused it
   * @param rule why
   * @param overlap why that socket is in the way at all
   */
  record Refused(int decider, BindRule rule, Overlap overlap) implements BindVerdict {}

  /**
   * Another error, whatever else is on the port.
   *
   * @param rule why
   */
  record Impossible(BindRule rule) implements BindVerdict {}
}
