package org.portbound.lesson;

import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;

/** The groups of a lesson, which writes {@code lo} for the loopback interface of any system. */
final class Groups {
  private Groups() {}

  /** The loopback interface's name on this system. */
  static String loopback() {
    return Interface.firstLoopback().map(Interface::name).orElse(GroupMembership.DEFAULT_INTERFACE);
  }

  /** The same group on this system's loopback interface, if it is written for that. */
  static GroupMembership onThisSystem(GroupMembership written) {
    return written.interfaceName().equals(GroupMembership.DEFAULT_INTERFACE)
        ? new GroupMembership(written.group(), loopback(), written.sources())
        : written;
  }
}
