package org.portbound.socket.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.Errno;

final class JavaErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "Address already in use, EADDRINUSE",
    "Address already in use: bind, EADDRINUSE",
    "Cannot assign requested address, EADDRNOTAVAIL",
    "Can't assign requested address, EADDRNOTAVAIL",
    "Permission denied, EACCES",
    "No such device, ENODEV",
    "No such device or address, ENXIO",
    "Too many open files, EMFILE",
    "Too many open files in system, ENFILE",
    "No buffer space available (setsockopt failed), ENOBUFS",
    "Can't send to port 0, EINVAL",
    "Network interface not configured for IPv4, EOPNOTSUPP",
    "Protocol not available, ENOPROTOOPT"
  })
  void infersTheNumberFromTheText(String text, String name) {
    assertEquals(name, JavaErrors.of(new SocketException(text)).name());
  }

  @Test
  void keepsATextThatItDoesNotKnow() {
    assertEquals(new Errno("UNKNOWN", "Odd"), JavaErrors.of(new BindException("Odd")));
    assertEquals(new Errno("UNKNOWN", "IOException"), JavaErrors.of(new IOException()));
    assertEquals(Errno.EBADF, JavaErrors.of(new ClosedChannelException()));
  }
}
