package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * Waits with poll(2) on all sockets and an eventfd(2), and drains with recvmmsg(2).
 *
 * <p>Belongs to the receiving thread, but for {@link #wakeUp()}, which only writes to the eventfd;
 * {@code wakeLock} keeps that from reaching a descriptor that was closed meanwhile.
 */
final class PosixReceiveSet implements ReceiveSet {
  /** A socket that never runs dry gets this many batches, then it is the next one's turn. */
  private static final int BATCHES_A_TURN = 8;

  /** {@code struct pollfd} (bits/poll.h): fd @0, events @4, revents @6. */
  private static final int POLLFD_BYTES = 8;

  private record Member(UdpSocket socket, int descriptor, int tag) {}

  private final Object wakeLock = new Object();
  private final Arena arena = Arena.ofShared();
  private final Batch batch = new Batch(arena);
  private final ReceivedDatagram datagram = new ReceivedDatagram();
  private final List<Member> members = new ArrayList<>();
  private final MemorySegment one = arena.allocate(JAVA_LONG);
  private final MemorySegment counter = arena.allocate(JAVA_LONG);
  private final int wakeDescriptor;
  private MemorySegment pollSet = MemorySegment.NULL;
  private boolean closed;

  PosixReceiveSet() {
    wakeDescriptor = Kernel.libC().eventfd(0, Constants.EFD_CLOEXEC | Constants.EFD_NONBLOCK);
    if (wakeDescriptor < 0) {
      throw new IllegalStateException("eventfd: " + Kernel.errnoOf(Kernel.errno()));
    }
    one.set(JAVA_LONG, 0, 1);
    buildPollSet();
  }

  @Override
  public void add(UdpSocket socket, int tag) {
    members.add(new Member(socket, socket.descriptor(), tag));
    buildPollSet();
  }

  @Override
  public void remove(UdpSocket socket) {
    members.removeIf(each -> each.socket() == socket);
    buildPollSet();
  }

  /** The eventfd first, then the sockets in the order of the members. */
  private void buildPollSet() {
    long size = (long) (members.size() + 1) * POLLFD_BYTES;
    if (pollSet.byteSize() < size) {
      pollSet = arena.allocate(size * 2, POLLFD_BYTES);
    }
    setPoll(0, wakeDescriptor);
    for (int i = 0; i < members.size(); i++) {
      setPoll(i + 1, members.get(i).descriptor());
    }
  }

  private void setPoll(int index, int descriptor) {
    pollSet.set(JAVA_INT, (long) index * POLLFD_BYTES, descriptor);
    pollSet.set(JAVA_SHORT, (long) index * POLLFD_BYTES + 4, (short) Constants.POLLIN);
  }

  @Override
  public int receive(DatagramSink sink, int timeoutMs) {
    int ready = Kernel.libC().poll(pollSet.address(), members.size() + 1L, timeoutMs);
    if (ready <= 0) {
      if (ready < 0 && Kernel.errno() != Constants.EINTR) {
        throw new IllegalStateException("poll: " + Kernel.errnoOf(Kernel.errno()));
      }
      return 0;
    }
    if (isReady(0)) {
      Kernel.libC().read(wakeDescriptor, counter.address(), Long.BYTES);
    }
    int received = 0;
    for (int i = 0; i < members.size(); i++) {
      if (isReady(i + 1)) {
        received += drain(members.get(i), sink);
      }
    }
    return received;
  }

  private boolean isReady(int index) {
    return pollSet.get(JAVA_SHORT, (long) index * POLLFD_BYTES + 6) != 0;
  }

  private int drain(Member member, DatagramSink sink) {
    int received = 0;
    for (int turn = 0; turn < BATCHES_A_TURN; turn++) {
      int count = batch.receive(member.descriptor());
      if (count < 0) {
        reportError(member, sink);
        return received;
      }
      datagram.tag = member.tag();
      for (int slot = 0; slot < count; slot++) {
        batch.read(slot, datagram);
        sink.accept(datagram);
      }
      received += count;
      if (count < Batch.SLOTS) {
        return received;
      }
    }
    return received;
  }

  private static void reportError(Member member, DatagramSink sink) {
    int errno = Kernel.errno();
    if (errno == Constants.EAGAIN || errno == Constants.EINTR) {
      return;
    }
    String arguments =
        member.descriptor() + ", …, " + Batch.SLOTS + ", MSG_DONTWAIT|MSG_TRUNC, NULL";
    sink.failed(
        member.tag(),
        new SystemCall(
            Instant.now(),
            0,
            member.descriptor(),
            "recvmmsg",
            arguments,
            -1,
            Kernel.errnoOf(errno)));
  }

  @Override
  public void wakeUp() {
    synchronized (wakeLock) {
      if (!closed) {
        Kernel.libC().write(wakeDescriptor, one.address(), Long.BYTES);
      }
    }
  }

  @Override
  public void close() {
    synchronized (wakeLock) {
      if (!closed) {
        closed = true;
        Kernel.libC().close(wakeDescriptor);
        arena.close();
      }
    }
  }
}
