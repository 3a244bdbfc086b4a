package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;

/**
 * The descriptor of an open socket. {@code lock} guards every call that uses it, so that none can
 * reach a descriptor that was closed and given to something else. Any thread.
 */
final class OwnedDescriptor {
  private final ReentrantLock lock = new ReentrantLock();
  private final int number;
  private final OptionalLong inode;

  /** Written under the lock. */
  private volatile boolean closed;

  OwnedDescriptor(int number) {
    this.number = number;
    this.inode = inodeOf(number);
  }

  int number() {
    return number;
  }

  /** The socket's inode; empty where /proc is not there. */
  OptionalLong inode() {
    return inode;
  }

  /** Whether it was closed; its number may be something else's by now. */
  boolean isClosed() {
    return closed;
  }

  /** The link reads {@code socket:[12345]} (proc_pid_fd(5)). */
  private static OptionalLong inodeOf(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("socket:[")
          ? OptionalLong.of(Long.parseLong(target, 8, target.length() - 1, 10))
          : OptionalLong.empty();
    } catch (IOException e) {
      // No /proc here: the inode stays unknown, which is what an empty answer says.
      return OptionalLong.empty();
    }
  }

  /** Runs calls while nobody else can close the socket; something else if it is closed already. */
  <T> T whileOpen(Supplier<T> work, Supplier<T> ifClosed) {
    lock.lock();
    try {
      return closed ? ifClosed.get() : work.get();
    } finally {
      lock.unlock();
    }
  }

  /** The same for a call that returns a number, such as how many were sent. */
  int countWhileOpen(IntSupplier work, IntSupplier ifClosed) {
    lock.lock();
    try {
      return closed ? ifClosed.getAsInt() : work.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  /** Runs calls on the open socket; on a closed one it is EBADF, as the kernel would say. */
  CallOutcome perform(String firstCall, Consumer<Options> work) {
    return whileOpen(
        () -> {
          try (Arena arena = Arena.ofConfined()) {
            var calls = new Calls();
            work.accept(new Options(calls, arena, number));
            return calls.outcome();
          }
        },
        () -> {
          SystemCall call = closedCall(firstCall);
          return new CallOutcome.Failed(call, Errno.EBADF, List.of(call));
        });
  }

  /** What the kernel would say to a call after the close. */
  SystemCall closedCall(String name) {
    String arguments = number + ", …";
    return new SystemCall(Instant.now(), 0, number, name, arguments, -1, Errno.EBADF);
  }

  /**
   * Reads one int out of an option's value.
   *
   * @param ints how many the value consists of
   * @param index which of them
   * @return empty if the kernel does not tell, or the socket is closed
   */
  OptionalInt readOption(int level, int option, int ints, int index) {
    return whileOpen(
        () -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT, ints);
            MemorySegment length = arena.allocate(JAVA_INT);
            length.set(JAVA_INT, 0, (int) value.byteSize());
            int result =
                Aside.getsockoptOfOurs(number, level, option, value.address(), length.address());
            return result == 0
                ? OptionalInt.of(value.getAtIndex(JAVA_INT, index))
                : OptionalInt.empty();
          }
        },
        OptionalInt::empty);
  }

  /** Closes it, once; a second time it does nothing. */
  CallOutcome close() {
    lock.lock();
    try {
      var calls = new Calls();
      if (!closed) {
        closed = true;
        calls.close(number);
      }
      return calls.outcome();
    } finally {
      lock.unlock();
    }
  }
}
