package org.portbound.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Sockets that share by hash: {@code struct sock_reuseport} (net/core/sock_reuseport.c). Who
 * belongs to it was decided at the binds; turning SO_REUSEPORT off later does not leave it. One
 * thread.
 */
final class ReuseportGroup {
  private final List<Member> members = new ArrayList<>();
  private boolean hasConnections;

  void add(Member member) {
    members.add(member);
    member.setGroup(this);
  }

  void remove(Member member) {
    members.remove(member);
    member.setGroup(null);
  }

  /** A member connected; remembered even after it left (reuseport_has_conns_set). */
  void noteConnection() {
    hasConnections = true;
  }

  boolean hasConnections() {
    return hasConnections;
  }

  /** Numbers of the members that the hash may choose: connected ones are passed over. */
  List<Integer> choosable() {
    return members.stream().filter(each -> each.peer() == null).map(Member::number).toList();
  }
}
