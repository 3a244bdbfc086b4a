package org.portbound.socket.nio;

import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;

/** A noted call failed; ends the sequence of calls that it belongs to. */
final class CallFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final transient SystemCall call;
  private final transient Errno errno;

  CallFailed(SystemCall call, Errno errno) {
    // Thrown and caught within this package, as a way out: no trace is needed.
    super(call.toString(), null, false, false);
    this.call = call;
    this.errno = errno;
  }

  SystemCall call() {
    return call;
  }

  Errno errno() {
    return errno;
  }
}
