package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/** A socket that is tied to one peer, and what comes back from there. */
final class Connection {
  /** {@code struct pollfd} (bits/poll.h): fd @0, events @4 (2 bytes), revents @6 (2 bytes). */
  private static final int POLLFD_BYTES = 8;

  private static final int EVENTS = 4;
  private static final int REVENTS = 6;

  private Connection() {}

  /**
   * connect(2).
   *
   * @return whether it succeeded
   */
  static boolean connect(Options options, Family family, int descriptor, Endpoint peer) {
    MemorySegment address = options.arena().allocate(SocketAddress.INET6_BYTES, Long.BYTES);
    int length = SocketAddress.write(address, family, peer);
    long result =
        options.make(
            "connect",
            Text.endpoint(family, peer) + ", " + length,
            () -> Kernel.libC().connect(descriptor, address.address(), length));
    return result == 0;
  }

  /**
   * Waits for a datagram or an error; an error is then told by the next call on the socket, here
   * read(2), and cleared by that (udp(7)). A datagram stays in the queue.
   */
  static void awaitAnswer(Options options, int descriptor, int timeoutMs) {
    MemorySegment poll = options.arena().allocate(POLLFD_BYTES, Integer.BYTES);
    poll.set(JAVA_INT, 0, descriptor);
    poll.set(JAVA_SHORT, EVENTS, (short) Constants.POLLIN);
    options.make(
        "poll",
        () ->
            "[{fd="
                + descriptor
                + ", events=POLLIN, revents="
                + events(poll.get(JAVA_SHORT, REVENTS))
                + "}], 1, "
                + timeoutMs,
        () -> Kernel.libC().poll(poll.address(), 1, timeoutMs));
    if ((poll.get(JAVA_SHORT, REVENTS) & Constants.POLLERR) != 0) {
      MemorySegment none = options.arena().allocate(1);
      options.make("read", "…, 1", () -> Kernel.libC().read(descriptor, none.address(), 1));
    }
  }

  private static String events(short events) {
    return switch (events & (Constants.POLLIN | Constants.POLLERR)) {
      case Constants.POLLIN -> "POLLIN";
      case Constants.POLLERR -> "POLLERR";
      case Constants.POLLIN | Constants.POLLERR -> "POLLIN|POLLERR";
      default -> "0";
    };
  }
}
