package org.portbound.workbench;

import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.group.GroupRefusal;
import org.portbound.socket.GroupMembership;
import org.portbound.text.Message;

/** What came of joining, leaving, or changing something about groups on an open listener. */
public sealed interface GroupResult {
  /**
   * The kernel did it.
   *
   * @param expected what had been foretold of a join, else null
   */
  record Done(@Nullable Forecast expected) implements GroupResult {}

  /**
   * The kernel refused; the listener goes on as before.
   *
   * @param wanted what it was about
   * @param refusal why, and what helps
   * @param expected what had been foretold of a join, else null
   */
  record Refused(GroupMembership wanted, GroupRefusal refusal, @Nullable Forecast expected)
      implements GroupResult {}

  /**
   * IP_MULTICAST_ALL could not be switched.
   *
   * @param why the kernel's or the provider's answer
   */
  record NotSwitched(Message why) implements GroupResult {}

  /** There is no open listener of this number. */
  record NoListener(int number) implements GroupResult {}
}
