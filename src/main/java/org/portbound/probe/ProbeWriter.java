package org.portbound.probe;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.portbound.decode.ProbeLayout;

/** The datagrams of one stream, one after the other. Belongs to the thread that sends. */
public final class ProbeWriter {
  private static final long SESSION = new SecureRandom().nextLong();

  private final ByteBuffer bytes;
  private boolean begun;

  /**
   * A stream of this program's session.
   *
   * @param stream its number in the session, from 1
   * @param lengthBytes of every payload, at least {@link ProbeLayout#BYTES}
   * @param intervalNs planned time from one to the next, 0 for as fast as it goes
   */
  public ProbeWriter(int stream, int lengthBytes, long intervalNs) {
    this(SESSION, stream, lengthBytes, intervalNs, ProbeClock.here());
  }

  ProbeWriter(long session, int stream, int lengthBytes, long intervalNs, long clock) {
    if (lengthBytes < ProbeLayout.BYTES) {
      throw new IllegalArgumentException(
          lengthBytes + " bytes are too few for a header of " + ProbeLayout.BYTES);
    }
    bytes =
        ByteBuffer.allocate(lengthBytes)
            .putInt(0, ProbeLayout.MAGIC)
            .put(ProbeLayout.AT_VERSION, (byte) ProbeLayout.VERSION)
            .putShort(ProbeLayout.AT_HEADER_LENGTH, (short) ProbeLayout.BYTES)
            .putLong(ProbeLayout.AT_SESSION, session)
            .putInt(ProbeLayout.AT_STREAM, stream)
            .putInt(ProbeLayout.AT_LENGTH, lengthBytes)
            .putLong(ProbeLayout.AT_INTERVAL, intervalNs)
            .putLong(ProbeLayout.AT_CLOCK, clock);
  }

  /**
   * The datagram with this number; the first call sets when the stream began.
   *
   * @param sentNs now, in nanoseconds since 1970
   * @return the payload, overwritten by the next call
   */
  public byte[] datagram(long sequence, long sentNs) {
    if (!begun) {
      begun = true;
      bytes.putLong(ProbeLayout.AT_BEGUN, sentNs);
    }
    return filled(0, sequence, sentNs);
  }

  /**
   * The mark at the end, so that receivers know of losses at the very end too.
   *
   * @param count how many were sent
   */
  public byte[] end(long count, long sentNs) {
    return filled(ProbeLayout.END, count, sentNs);
  }

  private byte[] filled(int flags, long sequence, long sentNs) {
    return bytes
        .put(ProbeLayout.AT_FLAGS, (byte) flags)
        .putLong(ProbeLayout.AT_SEQUENCE, sequence)
        .putLong(ProbeLayout.AT_SENT, sentNs)
        .array();
  }
}
