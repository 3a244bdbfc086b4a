package org.portbound.decode;

/**
 * Where what stands in the datagrams of a probe, version 1: a header of 64 bytes, big-endian, then
 * padding.
 *
 * <pre>
 *  0  4  magic "PBPR"
 *  4  1  version, 1
 *  5  1  flags: bit 0 set in the marks at the end, which carry no number of their own
 *  6  2  length of this header in bytes, 64; later versions may only add to its end
 *  8  8  session: a random number for each run of the sending program
 * 16  4  stream: its number in that session, from 1
 * 20  4  length of the datagram's payload in bytes
 * 24  8  sequence number, from 0; in a mark at the end, how many were sent in all
 * 32  8  time of sending, in nanoseconds since 1970 by the sender's clock
 * 40  8  when the stream began, by the same clock
 * 48  8  planned time from one datagram to the next in nanoseconds, 0 for as fast as it goes
 * 56  8  clock: equal in two programs that read the same clock
 * </pre>
 */
public final class ProbeLayout {
  /** Length of the header, and so of the shortest datagram, in bytes. */
  public static final int BYTES = 64;

  /** The first four bytes. */
  public static final int MAGIC = 0x50_42_50_52;

  /** The version that is written and read. */
  public static final int VERSION = 1;

  /** Set in the flags of the marks at the end. */
  public static final int END = 1;

  /** Where the version is. */
  public static final int AT_VERSION = 4;

  /** Where the flags are. */
  public static final int AT_FLAGS = 5;

  /** Where the length of the header is. */
  public static final int AT_HEADER_LENGTH = 6;

  /** Where the session is. */
  public static final int AT_SESSION = 8;

  /** Where the number of the stream is. */
  public static final int AT_STREAM = 16;

  /** Where the length of the payload is. */
  public static final int AT_LENGTH = 20;

  /** Where the sequence number is. */
  public static final int AT_SEQUENCE = 24;

  /** Where the time of sending is. */
  public static final int AT_SENT = 32;

  /** Where the time is at which the stream began. */
  public static final int AT_BEGUN = 40;

  /** Where the planned interval is. */
  public static final int AT_INTERVAL = 48;

  /** Where it is said which clock the sender reads. */
  public static final int AT_CLOCK = 56;

  private ProbeLayout() {}
}
