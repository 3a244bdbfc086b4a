package org.portbound.socket;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a socket before it sends, beyond the options of a single datagram.
 *
 * @param connect ties the socket to the destination with connect(2), so that it is told when nobody
 *     listens there (ECONNREFUSED)
 * @param device SO_BINDTODEVICE: sends out of this interface whatever the routes say; or null
 * @param sendBufferBytes SO_SNDBUF as asked for, or empty to leave it
 */
public record SendSetup(boolean connect, @Nullable String device, OptionalInt sendBufferBytes) {
  /** Nothing beyond the bind. */
  public static final SendSetup NONE = new SendSetup(false, null, OptionalInt.empty());

  /** The same with connect(2) or without. */
  public SendSetup withConnect(boolean on) {
    return new SendSetup(on, device, sendBufferBytes);
  }

  /** The same out of another interface. */
  public SendSetup withDevice(@Nullable String name) {
    return new SendSetup(connect, name, sendBufferBytes);
  }

  /** The same with a send buffer of so many bytes. */
  public SendSetup withSendBufferBytes(int bytes) {
    return new SendSetup(connect, device, OptionalInt.of(bytes));
  }
}
