package org.portbound.diagnosis.arrival;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;

/** A listener on a machine that is made up: it answers what it is said to be. */
record Listening(SocketPlan plan, Optional<Boolean> all, OptionalLong droppedByKernel)
    implements UdpSocket {
  static final long INODE = 55;

  static Listening on(String local, String... groups) {
    SocketPlan plan = SocketPlan.of(Endpoint.parse(local));
    return new Listening(
        plan.withGroups(
            List.of(groups).stream()
                .map(each -> GroupMembership.read(each, "lo").orThrow())
                .toList()),
        Optional.of(true),
        OptionalLong.of(0));
  }

  Listening withAll(Optional<Boolean> newAll) {
    return new Listening(plan, newAll, droppedByKernel);
  }

  @Override
  public Optional<Boolean> multicastAll(Family group) {
    return all;
  }

  @Override
  public Endpoint local() {
    return plan.local();
  }

  @Override
  public ReuseOptions reuse() {
    return plan.reuse();
  }

  @Override
  public int descriptor() {
    return -1;
  }

  @Override
  public OptionalLong inode() {
    return OptionalLong.of(INODE);
  }

  @Override
  public OptionalInt receiveBufferBytes() {
    return OptionalInt.of(212_992);
  }

  @Override
  public CallOutcome setReuse(ReuseOption option, boolean on) {
    throw new AssertionError("a check changes nothing");
  }

  @Override
  public CallOutcome join(GroupMembership membership) {
    throw new AssertionError("a check changes nothing");
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    throw new AssertionError("a check changes nothing");
  }

  @Override
  public CallOutcome send(Endpoint destination, byte[] payload, SendOptions options) {
    throw new AssertionError("a check sends nothing from the listener");
  }

  @Override
  public void close() {}

  @Override
  public CallOutcome closeReporting() {
    throw new AssertionError("a check closes nothing");
  }
}
