package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.portbound.socket.CallRun;
import org.portbound.socket.CallSource;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.Errno;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * Waits with poll(2) on all sockets and an eventfd(2), and drains with recvmmsg(2). Makes no object
 * for a datagram.
 *
 * <p>Belongs to the receiving thread, but for {@link #wakeUp()}, which only writes to the eventfd;
 * {@code wakeLock} keeps that from reaching a descriptor that was closed meanwhile.
 */
final class PosixReceiveSet implements ReceiveSet {
  /** A socket that never runs dry gets this many batches, then it is the next one's turn. */
  private static final int BATCHES_A_TURN = 8;

  /** {@code struct pollfd} (bits/poll.h): fd @0, events @4 (2 bytes), revents @6 (2 bytes). */
  private static final int POLLFD_BYTES = 8;

  private static final long NS_PER_MS = 1_000_000;

  /** So many sockets of the poll set are put into words. */
  private static final int POLLED_SHOWN = 3;

  private record Member(PosixSocket socket, int tag, CallRun calls) {}

  private final Object wakeLock = new Object();
  private final Arena arena = Arena.ofShared();
  private final Batch batch = new Batch(arena);
  private final ReceivedDatagram datagram = new ReceivedDatagram();
  private final List<Member> members = new ArrayList<>();
  private final MemorySegment one = arena.allocate(JAVA_LONG);
  private final MemorySegment counter = arena.allocate(JAVA_LONG);
  private final int wakeDescriptor;
  private MemorySegment pollSet = MemorySegment.NULL;

  // The calls that wait, and that end a wait.
  private final CallRun reads;
  private final CallRun writes;
  private CallRun polls = new CallRun(-1, "poll", "");
  private CallRun looks = polls;
  private List<CallSource> waits = List.of();

  /** When the last wait ended, by {@link System#nanoTime()}. */
  private long returnedNs;

  /** Guarded by {@link #wakeLock}, as what counts the writes. */
  private boolean closed;

  PosixReceiveSet() {
    wakeDescriptor = Kernel.libC().eventfd(0, Constants.EFD_CLOEXEC | Constants.EFD_NONBLOCK);
    if (wakeDescriptor < 0) {
      Errno errno = Kernel.errnoOf(Kernel.errno());
      arena.close();
      throw new IllegalStateException("eventfd: " + errno);
    }
    one.set(JAVA_LONG, 0, 1);
    reads = new CallRun(wakeDescriptor, "read", wakeDescriptor + ", [1], 8");
    writes = new CallRun(wakeDescriptor, "write", wakeDescriptor + ", [1], 8");
    buildPollSet();
  }

  @Override
  public CallSource add(UdpSocket socket, int tag) {
    if (!(socket instanceof PosixSocket ours)) {
      throw new IllegalArgumentException("a socket of another provider");
    }
    if (ours.isClosed()) {
      throw new IllegalStateException("the socket is closed");
    }
    take(ours);
    var calls = new CallRun(ours.descriptor(), "recvmmsg", arguments(ours.descriptor()));
    members.add(new Member(ours, tag, calls));
    buildPollSet();
    return calls;
  }

  private static String arguments(int descriptor) {
    return descriptor + ", …, " + Batch.SLOTS + ", MSG_DONTWAIT|MSG_TRUNC, NULL";
  }

  /** Takes a socket out, if it is there. */
  private boolean take(UdpSocket socket) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).socket() == socket) {
        members.remove(i).calls().finish();
        return true;
      }
    }
    return false;
  }

  @Override
  public List<CallSource> waits() {
    return waits;
  }

  @Override
  public void remove(UdpSocket socket) {
    if (take(socket)) {
      buildPollSet();
    }
  }

  /** The eventfd first, then the sockets in the order of the members. */
  private void buildPollSet() {
    long size = (long) (members.size() + 1) * POLLFD_BYTES;
    if (pollSet.byteSize() < size) {
      pollSet = arena.allocate(size * 2, POLLFD_BYTES);
    }
    setPoll(0, wakeDescriptor);
    for (int i = 0; i < members.size(); i++) {
      setPoll(i + 1, members.get(i).socket().descriptor());
    }
    polls.finish();
    looks.finish();
    String polled = pollArguments();
    polls = new CallRun(-1, "poll", polled + ", -1");
    looks = new CallRun(-1, "poll", polled + ", …");
    waits = List.of(polls, looks, reads, writes);
  }

  private String pollArguments() {
    var text = new StringBuilder("[{fd=").append(wakeDescriptor).append(", events=POLLIN}");
    for (int i = 0; i < Math.min(members.size(), POLLED_SHOWN); i++) {
      int descriptor = members.get(i).socket().descriptor();
      text.append(", {fd=").append(descriptor).append(", events=POLLIN}");
    }
    text.append(members.size() > POLLED_SHOWN ? ", …], " : "], ").append(members.size() + 1);
    return text.toString();
  }

  private void setPoll(int index, int descriptor) {
    pollSet.set(JAVA_INT, (long) index * POLLFD_BYTES, descriptor);
    pollSet.set(JAVA_SHORT, (long) index * POLLFD_BYTES + 4, (short) Constants.POLLIN);
  }

  @Override
  public int receive(DatagramSink sink, int timeoutMs) {
    dropClosed(sink);
    if (!waitUntilReady(timeoutMs)) {
      return 0;
    }
    if (isReady(0)) {
      Kernel.libC().read(wakeDescriptor, counter.address(), Long.BYTES);
      reads.returned(returnedNs, Long.BYTES, 0, 0);
    }
    int received = 0;
    for (int i = 0; i < members.size(); i++) {
      if (isReady(i + 1)) {
        received += drain(members.get(i), sink);
      }
    }
    return received;
  }

  /**
   * A socket that was closed without being removed is told once and left: its descriptor may belong
   * to something else by now.
   */
  private void dropClosed(DatagramSink sink) {
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      if (member.socket().isClosed()) {
        remove(member.socket());
        sink.failed(member.tag(), failed(member, System.nanoTime(), Errno.EBADF));
      }
    }
  }

  /** Waits; a signal does not end the wait. */
  private boolean waitUntilReady(int timeoutMs) {
    long endNs = timeoutMs > 0 ? System.nanoTime() + timeoutMs * NS_PER_MS : 0;
    int leftMs = timeoutMs;
    CallRun calls = timeoutMs < 0 ? polls : looks;
    while (true) {
      int ready = Kernel.libC().poll(pollSet.address(), members.size() + 1L, leftMs);
      if (ready >= 0) {
        returnedNs = System.nanoTime();
        calls.returned(returnedNs, ready, 0, 0);
        return ready > 0;
      }
      int errno = Kernel.errno();
      calls.failed(System.nanoTime(), Kernel.errnoOf(errno));
      if (errno != Constants.EINTR) {
        throw new IllegalStateException("poll: " + Kernel.errnoOf(errno));
      }
      if (timeoutMs > 0) {
        leftMs = (int) Math.max(0, (endNs - System.nanoTime()) / NS_PER_MS);
      }
    }
  }

  /** Errors (POLLERR, POLLNVAL) count as ready: receiving fetches and clears them. */
  private boolean isReady(int index) {
    return pollSet.get(JAVA_SHORT, (long) index * POLLFD_BYTES + 6) != 0;
  }

  private int drain(Member member, DatagramSink sink) {
    int received = 0;
    for (int turn = 0; turn < BATCHES_A_TURN; turn++) {
      long startNs = System.nanoTime();
      int count = batch.receive(member.socket().descriptor());
      if (count < 0) {
        int errno = Kernel.errno();
        if (errno == Constants.EAGAIN || errno == Constants.EINTR) {
          member.calls().failed(startNs, transientError(errno));
        } else {
          sink.failed(member.tag(), failed(member, startNs, Kernel.errnoOf(errno)));
        }
        return received;
      }
      // Before they are handed over: who hears of a datagram finds the call that took it.
      member.calls().returned(startNs, count, count, batch.bytes(count));
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

  /** Makes no object for the usual one: that the socket is dry. */
  private static Errno transientError(int errno) {
    return errno == Constants.EAGAIN ? Errno.EAGAIN : Kernel.errnoOf(errno);
  }

  private static SystemCall failed(Member member, long startNs, Errno errno) {
    long durationNs = System.nanoTime() - startNs;
    int descriptor = member.socket().descriptor();
    return new SystemCall(
        Instant.now().minusNanos(durationNs),
        durationNs,
        descriptor,
        "recvmmsg",
        arguments(descriptor),
        -1,
        errno);
  }

  @Override
  public void wakeUp() {
    synchronized (wakeLock) {
      if (!closed) {
        // It fails only when the counter is full, and then the wake-up is already due.
        Kernel.libC().write(wakeDescriptor, one.address(), Long.BYTES);
        writes.returned(System.nanoTime(), Long.BYTES, 0, 0);
      }
    }
  }

  @Override
  public void close() {
    synchronized (wakeLock) {
      if (!closed) {
        closed = true;
        List.of(polls, looks, reads, writes).forEach(CallRun::finish);
        members.forEach(each -> each.calls().finish());
        Kernel.libC().close(wakeDescriptor);
        arena.close();
      }
    }
  }
}
