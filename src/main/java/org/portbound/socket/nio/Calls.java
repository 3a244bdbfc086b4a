package org.portbound.socket.nio;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;

/** Makes a sequence of calls and notes each by its Java method. Belongs to one thread. */
final class Calls {
  /** There is none that Java would tell. */
  static final int NO_DESCRIPTOR = -1;

  /** A Java method that makes a system call. */
  interface Action {
    /** Returns what the system call would return. */
    long run() throws IOException;
  }

  /** A sequence of noted calls. */
  interface Sequence {
    void run(Calls calls) throws CallFailed;
  }

  private final List<SystemCall> made = new ArrayList<>();

  /** Runs a sequence up to its first failure. */
  static CallOutcome outcome(Sequence sequence) {
    var calls = new Calls();
    try {
      sequence.run(calls);
      return new CallOutcome.Done(calls.made);
    } catch (CallFailed e) {
      return new CallOutcome.Failed(e.call(), e.errno(), calls.made);
    }
  }

  List<SystemCall> made() {
    return made;
  }

  /** Makes one call and notes it with its result. */
  long call(String name, String arguments, Action action) throws CallFailed {
    Instant at = Instant.now();
    long startNs = System.nanoTime();
    Errno errno;
    try {
      long result = action.run();
      long durationNs = System.nanoTime() - startNs;
      made.add(new SystemCall(at, durationNs, NO_DESCRIPTOR, name, arguments, result, null));
      return result;
    } catch (IOException e) {
      errno = JavaErrors.of(e);
    } catch (IllegalArgumentException e) {
      errno = JavaErrors.of(e);
    } catch (UnsupportedOperationException e) {
      errno = JavaErrors.of(e);
    }
    throw failed(at, System.nanoTime() - startNs, name, arguments, errno);
  }

  /** Notes a call that is not made, because it could not be or would not do what was asked. */
  CallFailed refuse(String name, String arguments, Errno errno) {
    return failed(Instant.now(), 0, name, arguments, errno);
  }

  private CallFailed failed(
      Instant at, long durationNs, String name, String arguments, Errno errno) {
    var call = new SystemCall(at, durationNs, NO_DESCRIPTOR, name, arguments, -1, errno);
    made.add(call);
    return new CallFailed(call, errno);
  }

  /** {@code DatagramChannel.setOption}. */
  <T> void setOption(DatagramChannel channel, SocketOption<T> option, T value) throws CallFailed {
    String shown = value instanceof NetworkInterface by ? by.getName() : String.valueOf(value);
    call(
        "DatagramChannel.setOption",
        option.name() + ", " + shown,
        () -> {
          channel.setOption(option, value);
          return 0;
        });
  }

  /** The interface of this name; ENODEV if there is none. */
  NetworkInterface interfaceNamed(String name) throws CallFailed {
    NetworkInterface found;
    try {
      found = NetworkInterface.getByName(name);
    } catch (IOException e) {
      throw refuse("NetworkInterface.getByName", name, JavaErrors.of(e));
    }
    if (found == null) {
      throw refuse("NetworkInterface.getByName", name, Errno.ENODEV);
    }
    return found;
  }
}
