package org.portbound.cli.demo;

import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.workbench.Refusal;

/**
 * What the kernel answered to a step.
 *
 * @param expected whether it is the expected answer
 * @param words the answer in words
 * @param refusal the refusal to explain, or null if nothing was refused
 */
public record Answer(boolean expected, Message words, @Nullable Refusal refusal) {
  /** The expected answer. */
  static Answer expected(String key, Object... arguments) {
    return new Answer(true, Message.of(key, arguments), null);
  }

  /** Another answer than the expected one. */
  static Answer unexpected(String key, Object... arguments) {
    return new Answer(false, Message.of(key, arguments), null);
  }

  /** An open that should have succeeded was refused. */
  static Answer refused(Refusal refusal) {
    return new Answer(false, refusal.diagnosis().headline(), refusal);
  }
}
