package org.portbound.capture;

/**
 * What one listener received, and the three ways in which datagrams are lost, at one moment.
 *
 * @param datagrams datagrams received
 * @param bytes bytes of payload received, in their true length
 * @param droppedByKernel datagrams that the kernel dropped at the listener's sockets, as far as it
 *     told with the datagrams after them; −1 if it told nothing
 * @param notStored datagrams received, but not stored: dropped by us. Anything but 0 is a defect or
 *     a lack of memory
 * @param evicted rows given up by the log to keep within its budget; cleared ones not counted
 */
public record Counters(
    long datagrams, long bytes, long droppedByKernel, long notStored, long evicted) {
  /** Stands for an unknown number of drops. */
  public static final long UNKNOWN = -1;
}
