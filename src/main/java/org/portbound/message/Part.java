package org.portbound.message;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.UUID;
import org.portbound.socket.Endpoint;

/**
 * A piece of a {@link Template}: bytes as they are, or something that is filled in at each send.
 */
sealed interface Part {
  /** The bytes for one datagram. */
  byte[] fill(Filling with);

  /** How many bytes it is, if always the same. */
  OptionalInt lengthBytes();

  /**
   * Fills it in where it was filled in before.
   *
   * @return false if it is of another length now, and nothing was written
   */
  default boolean refill(Filling with, byte[] payload, int at, int lengthBytes) {
    byte[] now = fill(with);
    if (now.length != lengthBytes) {
      return false;
    }
    System.arraycopy(now, 0, payload, at, lengthBytes);
    return true;
  }

  /**
   * Bytes as they are.
   *
   * @param bytes not changed any more
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared with nothing.
  record Bytes(byte[] bytes) implements Part {
    @Override
    public byte[] fill(Filling with) {
      return bytes;
    }

    @Override
    public boolean refill(Filling with, byte[] payload, int at, int lengthBytes) {
      return true;
    }

    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.of(bytes.length);
    }
  }

  /**
   * The running number in decimal digits.
   *
   * @param digits least width, filled up with zeros
   */
  record Number(int digits) implements Part {
    @Override
    public byte[] fill(Filling with) {
      var text = new byte[width(with.number())];
      write(with.number(), text, 0, text.length);
      return text;
    }

    @Override
    public boolean refill(Filling with, byte[] payload, int at, int lengthBytes) {
      if (width(with.number()) != lengthBytes) {
        return false;
      }
      write(with.number(), payload, at, lengthBytes);
      return true;
    }

    private int width(long number) {
      int width = 1;
      for (long left = number; left >= 10; left = tenth(left)) {
        width++;
      }
      return Math.max(digits, width);
    }

    private static void write(long number, byte[] into, int at, int width) {
      long left = number;
      for (int i = at + width - 1; i >= at; i--) {
        long tenth = tenth(left);
        into[i] = (byte) ('0' + left - 10 * tenth);
        left = tenth;
      }
    }

    /** A tenth of a number from 0; without a division, which takes most of the time of a send. */
    private static long tenth(long number) {
      // 2^35 / 10, rounded up: exact for 32 bits (Hacker's Delight, chapter 10).
      return number >>> Integer.SIZE == 0 ? number * 0xcccccccdL >>> 35 : number / 10;
    }

    /**
     * A number that outgrows its width makes the datagram longer; without a width it always may.
     */
    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.empty();
    }
  }

  /**
   * The running number as a big-endian integer, its low bytes if it is larger.
   *
   * @param sizeBytes 1, 2, 4 or 8
   */
  record BinaryNumber(int sizeBytes) implements Part {
    @Override
    public byte[] fill(Filling with) {
      byte[] whole = ByteBuffer.allocate(Long.BYTES).putLong(with.number()).array();
      byte[] low = new byte[sizeBytes];
      System.arraycopy(whole, Long.BYTES - sizeBytes, low, 0, sizeBytes);
      return low;
    }

    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.of(sizeBytes);
    }
  }

  /**
   * The time of sending.
   *
   * @param form how it is written
   */
  record Time(Form form) implements Part {
    /** 1900-01-01, where NTP counts from, in seconds before 1970 (RFC 5905 section 6). */
    private static final long NTP_BEFORE_UNIX_S = 2_208_988_800L;

    /** How a time is written. */
    enum Form {
      /** ISO 8601 in UTC. */
      ISO,
      /** Seconds since 1970, in decimal. */
      UNIX,
      /** Nanoseconds since 1970, in decimal. */
      NS,
      /** The 64-bit timestamp of NTP (RFC 5905 section 6). */
      NTP
    }

    @Override
    public byte[] fill(Filling with) {
      Instant now = with.time();
      return switch (form) {
        case ISO -> ascii(now.toString());
        case UNIX -> ascii(Long.toString(now.getEpochSecond()));
        case NS -> ascii(Long.toString(now.getEpochSecond() * 1_000_000_000L + now.getNano()));
        case NTP ->
            ByteBuffer.allocate(Long.BYTES)
                .putInt((int) (now.getEpochSecond() + NTP_BEFORE_UNIX_S))
                .putInt((int) (((long) now.getNano() << Integer.SIZE) / 1_000_000_000L))
                .array();
      };
    }

    @Override
    public OptionalInt lengthBytes() {
      return form == Form.NTP ? OptionalInt.of(Long.BYTES) : OptionalInt.empty();
    }
  }

  /** A fresh random UUID (RFC 9562 version 4), in its usual form. */
  record Uuid() implements Part {
    private static final int CHARACTERS = 36;

    @Override
    public byte[] fill(Filling with) {
      long high = with.random().nextLong() & ~0xf000L | 0x4000L;
      long low = with.random().nextLong() & ~(3L << 62) | 1L << 63;
      return ascii(new UUID(high, low).toString());
    }

    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.of(CHARACTERS);
    }
  }

  /**
   * Random bytes.
   *
   * @param count how many
   * @param hex whether they are written as hex digits
   */
  record RandomBytes(int count, boolean hex) implements Part {
    @Override
    public byte[] fill(Filling with) {
      byte[] bytes = new byte[count];
      with.random().nextBytes(bytes);
      return hex ? ascii(HexFormat.of().formatHex(bytes)) : bytes;
    }

    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.of(hex ? 2 * count : count);
    }
  }

  /** The address that it is sent from, as text. */
  record OwnAddress() implements Part {
    @Override
    public byte[] fill(Filling with) {
      InetAddress address = with.source().address();
      return ascii(Endpoint.text(address));
    }

    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.empty();
    }
  }

  /** The port that it is sent from, as text. */
  record OwnPort() implements Part {
    @Override
    public byte[] fill(Filling with) {
      return ascii(String.valueOf(with.source().port()));
    }

    @Override
    public OptionalInt lengthBytes() {
      return OptionalInt.empty();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
