package org.portbound.file;

/**
 * What a file tells of listeners beside their datagrams. A recorder asks on the receiving thread,
 * once for each listener, when its first datagram arrives.
 */
@FunctionalInterface
public interface RecordedListeners {
  /** The name under which the file has it, such as {@code #2 127.0.0.1:12345}. */
  String name(int listener);

  /**
   * What the kernel had dropped at the listener's socket before the file began; its drops are
   * counted from there.
   */
  default long droppedBefore(int listener) {
    return 0;
  }
}
