package org.portbound.workbench;

import java.time.Instant;
import java.util.List;
import org.portbound.socket.Steering;

/**
 * Listeners that share a port by SO_REUSEPORT, as one group of the kernel.
 *
 * @param members at the index that each has in the kernel, if no other program has a socket in it
 * @param steering how the group chooses
 * @param changed when it became what it is: a member came or went, or it was steered otherwise
 */
public record SharedGroup(List<Member> members, Steering steering, Instant changed) {
  /**
   * One of them.
   *
   * @param listener its number
   * @param incomingCpu SO_INCOMING_CPU as it was set from here, or −1 for none
   */
  public record Member(int listener, int incomingCpu) {}

  /** Copies the members. */
  public SharedGroup {
    members = List.copyOf(members);
  }

  /** Whether a listener is one of them. */
  public boolean has(int listener) {
    return members.stream().anyMatch(each -> each.listener() == listener);
  }

  /** Whether the processor decides for at least one of them. */
  public boolean byCpu() {
    return members.stream().anyMatch(each -> each.incomingCpu() >= 0);
  }
}
