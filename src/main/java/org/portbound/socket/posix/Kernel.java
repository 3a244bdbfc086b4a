package org.portbound.socket.posix;

import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Platform;
import jnr.ffi.Runtime;
import org.portbound.socket.Errno;

/** The C library and the error of its last call. Any thread; errno belongs to the thread. */
final class Kernel {
  private static final LibC LIBRARY =
      LibraryLoader.create(LibC.class)
          .failImmediately()
          .load(Platform.getNativePlatform().getStandardCLibraryName());
  private static final Runtime RUNTIME = Runtime.getRuntime(LIBRARY);

  private Kernel() {}

  static LibC libC() {
    return LIBRARY;
  }

  /** The error of this thread's last call; only right after that call returned −1. */
  static int errno() {
    return LastError.getLastError(RUNTIME);
  }

  /** An error number with its name and words. */
  static Errno errnoOf(int number) {
    if (number == Constants.EOPNOTSUPP) {
      // One number with two names; jnr-constants knows it as ENOTSUP, the man pages of sockets do
      // not.
      return Errno.EOPNOTSUPP;
    }
    var known = jnr.constants.platform.Errno.valueOf(number);
    return known == jnr.constants.platform.Errno.__UNKNOWN_CONSTANT__
        ? new Errno("E" + number, "Unknown error " + number)
        : new Errno(known.name(), known.description());
  }
}
