package org.portbound.workbench;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Counters;
import org.portbound.diagnosis.OwnSocket;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * A listener of the workbench with its socket.
 *
 * <p>Immutable; a change of state is a new object under the same number. Any thread.
 *
 * @param number its number
 * @param peer number of the peer process that has the socket, or 0 for this process
 * @param plan what it was opened from
 * @param socket its socket, open or, if {@code closedBecause} is there, closed
 * @param opened when it was bound
 * @param droppedAtClose what the kernel had dropped when it was closed
 * @param closedBecause why it is closed, or null while it is open
 */
record OpenListener(
    int number,
    int peer,
    ListenerPlan plan,
    UdpSocket socket,
    Instant opened,
    OptionalLong droppedAtClose,
    @Nullable Message closedBecause) {

  OpenListener(int number, int peer, ListenerPlan plan, UdpSocket socket) {
    this(number, peer, plan, socket, Instant.now(), OptionalLong.empty(), null);
  }

  boolean isOpen() {
    return closedBecause == null;
  }

  OpenListener closed(Message because, OptionalLong dropped) {
    return new OpenListener(number, peer, plan, socket, opened, dropped, because);
  }

  ListenerView view(Counters counters) {
    return new ListenerView(
        number,
        peer,
        plan,
        isOpen() ? ListenerState.OPEN : ListenerState.CLOSED,
        socket.local(),
        socket.reuse(),
        plan.socket().groups(),
        isOpen() ? socket.descriptor() : -1,
        socket.receiveBufferBytes(),
        counters.datagrams(),
        counters.bytes(),
        droppedByKernel(counters),
        counters.notStored(),
        counters.evicted(),
        opened,
        closedBecause);
  }

  private OptionalLong droppedByKernel(Counters counters) {
    OptionalLong asked = isOpen() ? socket.droppedByKernel() : droppedAtClose;
    boolean heard = counters.droppedByKernel() != Counters.UNKNOWN;
    return asked.isEmpty() && heard ? OptionalLong.of(counters.droppedByKernel()) : asked;
  }

  OwnSocket own(int uid) {
    return new OwnSocket(
        number,
        socket.plan().withReuse(socket.reuse()),
        socket.local(),
        socket.reuse(),
        uid,
        socket.inode());
  }
}
