package org.portbound.capture;

/**
 * Datagrams under numbers that never change: those being received ({@link DatagramLog}) or those in
 * a file. The numbers from {@link #first()} up to, not including, {@link #end()} are there, without
 * a gap; both only grow. Any thread.
 */
public interface DatagramRows {
  /** The oldest number still held; the same as {@link #end()} if there is no row. */
  long first();

  /** The number that the next row will have. */
  long end();

  /** A reader for one thread. */
  RowReader reader();
}
