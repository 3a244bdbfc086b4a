package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.portbound.socket.Family;

/** Sets options on one socket and notes each call. One thread; the arena outlives it. */
final class Options {
  /** The kernel keeps twice as much as it was asked for, for its own headers (socket(7)). */
  private static final int DOUBLED = 2;

  private final Calls calls;
  private final Arena arena;
  private final int descriptor;

  Options(Calls calls, Arena arena, int descriptor) {
    this.calls = calls;
    this.arena = arena;
    this.descriptor = descriptor;
  }

  Arena arena() {
    return arena;
  }

  /**
   * Sets an option whose value is an int.
   *
   * @return whether it was set
   */
  boolean set(int level, int option, String name, int value) {
    MemorySegment cell = arena.allocate(JAVA_INT);
    cell.set(JAVA_INT, 0, value);
    return set(level, option, name, "[" + value + "]", cell);
  }

  /**
   * Sets an option whose value is a structure.
   *
   * @return whether it was set
   */
  boolean set(int level, int option, String name, String shown, MemorySegment value) {
    int length = (int) value.byteSize();
    long result =
        calls.make(
            descriptor,
            "setsockopt",
            descriptor + ", " + level(level) + ", " + name + ", " + shown + ", " + length,
            () -> Kernel.libC().setsockopt(descriptor, level, option, value.address(), length));
    return result == 0;
  }

  /** Makes another call on this socket, its descriptor first among the arguments. */
  long make(String name, String arguments, LongSupplier call) {
    return calls.make(descriptor, name, descriptor + ", " + arguments, call);
  }

  /** Makes a call whose arguments are put into words afterwards. */
  long make(String name, Supplier<String> arguments, LongSupplier call) {
    return calls.make(descriptor, name, arguments, call);
  }

  /**
   * Ties the socket to a device. The name is looked up first: the kernel takes an empty one as "no
   * device" and cuts one of more than 15 bytes (net/core/sock.c, sock_setbindtodevice).
   */
  void setDevice(String device) {
    interfaceIndex(device);
    MemorySegment name = arena.allocateFrom(device);
    set(
        Constants.SOL_SOCKET,
        Constants.SO_BINDTODEVICE,
        "SO_BINDTODEVICE",
        Text.string(device.getBytes(UTF_8)),
        name);
  }

  /**
   * Asks for a receive buffer. The kernel grants no more than net.core.rmem_max; whoever may
   * configure the network (CAP_NET_ADMIN) gets the rest by SO_RCVBUFFORCE (socket(7)). For others
   * that call changes nothing, and it is not noted.
   */
  void setReceiveBuffer(int bytes) {
    boolean set = set(Constants.SOL_SOCKET, Constants.SO_RCVBUF, "SO_RCVBUF", bytes);
    if (set && receiveBufferBytes() / DOUBLED < bytes) {
      MemorySegment cell = arena.allocate(JAVA_INT);
      cell.set(JAVA_INT, 0, bytes);
      calls.attempt(
          descriptor,
          "setsockopt",
          descriptor + ", SOL_SOCKET, SO_RCVBUFFORCE, [" + bytes + "], " + Integer.BYTES,
          () ->
              Kernel.libC()
                  .setsockopt(
                      descriptor,
                      Constants.SOL_SOCKET,
                      Constants.SO_RCVBUFFORCE,
                      cell.address(),
                      Integer.BYTES));
    }
  }

  /** What was granted so far; as much as there can be if the kernel does not tell. */
  private int receiveBufferBytes() {
    MemorySegment value = arena.allocate(JAVA_INT);
    MemorySegment size = arena.allocate(JAVA_INT);
    size.set(JAVA_INT, 0, Integer.BYTES);
    int result =
        Kernel.libC()
            .getsockopt(
                descriptor,
                Constants.SOL_SOCKET,
                Constants.SO_RCVBUF,
                value.address(),
                size.address());
    return result == 0 ? value.get(JAVA_INT, 0) : Integer.MAX_VALUE;
  }

  /** Whether groups that only others have joined come too. */
  void setMulticastAll(Family group, boolean on) {
    switch (group) {
      case INET ->
          set(Constants.IPPROTO_IP, Constants.IP_MULTICAST_ALL, "IP_MULTICAST_ALL", on ? 1 : 0);
      case INET6 ->
          set(
              Constants.IPPROTO_IPV6,
              Constants.IPV6_MULTICAST_ALL,
              "IPV6_MULTICAST_ALL",
              on ? 1 : 0);
    }
  }

  /**
   * The kernel's index of an interface; one that does not exist is the call that failed.
   *
   * @return the index, or 0
   */
  int interfaceIndex(String name) {
    return calls.interfaceIndex(descriptor, name);
  }

  /** How many calls were made so far. */
  int made() {
    return calls.made().size();
  }

  /** Whether one of them failed: those after it are not made. */
  boolean failed() {
    return calls.failed() != null;
  }

  /** Makes calls that undo what was done before one failed; that failure stays the outcome. */
  void takeBack(Consumer<Options> undo) {
    calls.takeBack(() -> undo.accept(this));
  }

  /** The name of a level. */
  static String level(int level) {
    return switch (level) {
      case Constants.SOL_SOCKET -> "SOL_SOCKET";
      case Constants.IPPROTO_IP -> "IPPROTO_IP";
      case Constants.IPPROTO_IPV6 -> "IPPROTO_IPV6";
      default -> String.valueOf(level);
    };
  }
}
