package org.portbound.rules;

import java.util.OptionalInt;

/** Whether a bind will be allowed, and what decides. */
public sealed interface BindVerdict {
  /** The rule that decides. */
  BindRule rule();

  /**
   * It will be allowed.
   *
   * @param decider index of the socket that decides, or empty if none had to
   * @param rule why
   */
  record Allowed(OptionalInt decider, BindRule rule) implements BindVerdict {}

  /**
   * It will be refused with EADDRINUSE.
   *
   * @param decider index of the socket that decides
   * @param rule why
   */
  record Refused(int decider, BindRule rule) implements BindVerdict {}
}
