package org.portbound.diagnosis.group;

import org.portbound.socket.GroupMembership;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.text.Message;

/** Something that helps after a group could not be joined, as data. */
public sealed interface GroupFix {
  /** What a button says. */
  Message label();

  /** What will happen, and what it depends on. */
  Message detail();

  /** Joins something else instead. */
  record Join(GroupMembership instead, Message label, Message detail) implements GroupFix {}

  /** Gives a group that is joined already these sources. */
  record SetSources(GroupMembership joined, SourceFilter now, Message label, Message detail)
      implements GroupFix {}

  /** Opens another listener beside this one, which joins. */
  record ListenBeside(SocketPlan plan, Message label, Message detail) implements GroupFix {}

  /** Something that only the user can do, with the command to type. */
  record Advice(Message label, Message detail) implements GroupFix {}
}
