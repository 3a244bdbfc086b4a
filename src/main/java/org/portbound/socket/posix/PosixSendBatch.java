package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallRun;
import org.portbound.socket.CallSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.PendingCalls;
import org.portbound.socket.SendBatch;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SystemCall;

/** Sends with sendmmsg(2). One thread; its socket's lock is held for each call. */
final class PosixSendBatch implements SendBatch {
  /** More than a datagram can carry: what is too long is the kernel's to refuse. */
  private static final int PAYLOAD_BYTES = 1 << 16;

  /**
   * Short payloads lie close together, and not a power of two apart: those would fall upon the same
   * lines of the processor's cache.
   */
  private static final int SHORT_BYTES = 2_048;

  private static final int SHORT_STRIDE_BYTES = SHORT_BYTES + 64;
  private static final long LONG_BEGIN = (long) SLOTS * SHORT_STRIDE_BYTES;

  /** How long to wait for room at a time, so that a close is noticed. */
  private static final int WAIT_MS = 100;

  /** {@code struct pollfd} (bits/poll.h): fd @0, events @4 (2 bytes), revents @6 (2 bytes). */
  private static final int POLLFD_BYTES = 8;

  private final PosixSocket socket;
  private final Endpoint destination;
  private final SendOptions options;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment payloads;

  /** The payloads again: a few bytes are written to it in less time than to a segment. */
  private final ByteBuffer patches;

  private final MemorySegment poll;
  private final PendingCalls calls = new PendingCalls();
  private @Nullable SystemCall failure;

  /** The calls that send, after the first: their number of slots differs. */
  private final CallRun sends;

  /** Those that wait for room. */
  private final CallRun waits;

  PosixSendBatch(PosixSocket socket, Endpoint destination, SendOptions options) {
    this.socket = socket;
    this.destination = destination;
    this.options = options;
    headers = arena.allocate((long) SLOTS * MessageHeader.BATCHED_BYTES, Long.BYTES);
    vectors = arena.allocate((long) SLOTS * MessageHeader.IOVEC_BYTES, Long.BYTES);
    payloads = arena.allocate(LONG_BEGIN + (long) SLOTS * PAYLOAD_BYTES, Long.BYTES);
    patches = payloads.asByteBuffer();
    poll = arena.allocate(POLLFD_BYTES, Integer.BYTES);
    String waited = "[{fd=" + socket.descriptor() + ", events=POLLOUT}], 1, " + WAIT_MS;
    waits = calls.run(-1, "poll", waited);
    sends = calls.run(socket.descriptor(), "sendmmsg", arguments("…"));
    MemorySegment address = arena.allocate(SocketAddress.INET6_BYTES, Long.BYTES);
    int addressLength = SocketAddress.write(address, socket.plan().family(), destination);
    for (int i = 0; i < SLOTS; i++) {
      long header = header(i);
      MessageHeader.setName(headers, header, address.address());
      MessageHeader.setNameLength(headers, header, addressLength);
      MessageHeader.setVectorAddress(headers, header, vectors.address() + vector(i));
      put(i, new byte[0]);
    }
  }

  private static long header(int slot) {
    return (long) slot * MessageHeader.BATCHED_BYTES;
  }

  private static long vector(int slot) {
    return (long) slot * MessageHeader.IOVEC_BYTES;
  }

  /** Where the payload of a slot lies. */
  private static long payload(int slot, int lengthBytes) {
    return lengthBytes <= SHORT_BYTES
        ? (long) slot * SHORT_STRIDE_BYTES
        : LONG_BEGIN + (long) slot * PAYLOAD_BYTES;
  }

  @Override
  public void put(int slot, byte[] payload) {
    int lengthBytes = Math.min(payload.length, PAYLOAD_BYTES);
    long at = payload(slot, lengthBytes);
    MemorySegment.copy(payload, 0, payloads, JAVA_BYTE, at, lengthBytes);
    MessageHeader.setVector(vectors, vector(slot), payloads.address() + at, lengthBytes);
  }

  /** All of them are sent from one place, which stays in the processor's cache. */
  @Override
  public void putAll(byte[] payload) {
    int lengthBytes = Math.min(payload.length, PAYLOAD_BYTES);
    put(0, payload);
    for (int slot = 1; slot < SLOTS; slot++) {
      MessageHeader.setVector(
          vectors, vector(slot), payloads.address() + payload(0, lengthBytes), lengthBytes);
    }
  }

  @Override
  public void patch(int slot, byte[] payload, int from, int to) {
    int lengthBytes = Math.min(payload.length, PAYLOAD_BYTES);
    int end = Math.min(to, lengthBytes);
    int at = (int) payload(slot, lengthBytes);
    for (int i = from; i < end; i++) {
      patches.put(at + i, payload[i]);
    }
  }

  @Override
  public int send(int count) {
    failure = null;
    int sent = 0;
    while (sent < count && failure == null) {
      int from = sent;
      int result = socket.inBatch(this, () -> sendmmsg(from, count - from));
      if (result > 0) {
        sent += result;
      } else if (failure == null) {
        waitForRoom();
      }
    }
    return sent;
  }

  /**
   * Makes the call, with the socket's options as this batch wants them; its lock is held.
   *
   * @return how many were sent, or 0 if there is no room or it failed
   */
  private int sendmmsg(int first, int count) {
    try (Arena scratch = Arena.ofConfined()) {
      var made = new Calls();
      socket.applySendOptions(
          new Options(made, scratch, socket.descriptor()), destination, options);
      calls.prepared(made.made());
      if (made.failed() != null) {
        failure = made.failed();
        return 0;
      }
    }
    long startNs = System.nanoTime();
    int result =
        Kernel.libC().sendmmsg(socket.descriptor(), headers.address() + header(first), count, 0);
    if (result >= 0) {
      sent(startNs, first, count, result);
      return result;
    }
    int errno = Kernel.errno();
    if (errno == Constants.EAGAIN || errno == Constants.EINTR) {
      boolean dry = errno == Constants.EAGAIN;
      sends.failed(startNs, dry ? Errno.EAGAIN : Kernel.errnoOf(errno));
      return 0;
    }
    SystemCall failed = call(startNs, count, -1, Kernel.errnoOf(errno));
    failure = failed;
    calls.sending(failed, 0, 0);
    return 0;
  }

  private void sent(long startNs, int first, int count, int result) {
    if (calls.nothingSent()) {
      calls.sending(call(startNs, count, result, null), result, 0);
      return;
    }
    long bytes = 0;
    for (int i = first; i < first + result; i++) {
      bytes += MessageHeader.receivedBytes(headers, header(i));
    }
    sends.returned(startNs, result, result, bytes);
  }

  private String arguments(String count) {
    return socket.descriptor()
        + ", [{msg_name="
        + Text.endpoint(socket.plan().family(), destination)
        + ", …}, …], "
        + count
        + ", 0";
  }

  private SystemCall call(long startNs, int count, int result, @Nullable Errno errno) {
    long durationNs = System.nanoTime() - startNs;
    return new SystemCall(
        Instant.now().minusNanos(durationNs),
        durationNs,
        socket.descriptor(),
        "sendmmsg",
        arguments(String.valueOf(count)),
        result,
        errno);
  }

  /** The socket was closed by somebody else. */
  void closedMeanwhile(SystemCall call) {
    failure = call;
    calls.sending(call, 0, 0);
  }

  /** Without the lock: others may send, and close. */
  private void waitForRoom() {
    poll.set(JAVA_INT, 0, socket.descriptor());
    poll.set(JAVA_SHORT, 4, (short) Constants.POLLOUT);
    int ready = Kernel.libC().poll(poll.address(), 1, WAIT_MS);
    if (ready >= 0) {
      waits.returned(System.nanoTime(), ready, 0, 0);
    } else {
      waits.failed(System.nanoTime(), Kernel.errnoOf(Kernel.errno()));
    }
  }

  @Override
  public @Nullable SystemCall failure() {
    return failure;
  }

  @Override
  public List<SystemCall> calls() {
    return calls.take();
  }

  @Override
  public List<CallSource> repeated() {
    return calls.repeated();
  }

  @Override
  public void close() {
    calls.finish();
    arena.close();
  }
}
