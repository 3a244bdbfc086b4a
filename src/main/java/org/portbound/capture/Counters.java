package org.portbound.capture;

/**
 * What one listener received, at one moment.
 *
 * @param datagrams datagrams received
 * @param bytes bytes of payload received, in their true length
 * @param droppedByKernel datagrams that the kernel dropped at the listener's sockets, as far as it
 *     told with the datagrams after them; −1 if it told nothing
 */
public record Counters(long datagrams, long bytes, long droppedByKernel) {
  /** Stands for an unknown number of drops. */
  public static final long UNKNOWN = -1;
}
