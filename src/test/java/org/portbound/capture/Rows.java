package org.portbound.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/** Datagrams whose every field and byte follows from their number, so that any mix-up shows. */
final class Rows {
  static final int MAX_BYTES = 65_527;
  private static final long RECEIVED_NS = 1_700_000_000_000_000_000L;

  private final byte[] noise = new byte[2 * MAX_BYTES];
  private final MemorySegment memory = MemorySegment.ofArray(noise);

  Rows() {
    new SplittableRandom(7).nextBytes(noise);
  }

  static long receivedNs(long number) {
    return RECEIVED_NS + number;
  }

  private static long mix(long number) {
    return new SplittableRandom(number).nextLong();
  }

  /** Mostly short, sometimes empty, sometimes as long as a datagram can be. */
  private static int lengthBytes(long number) {
    int random = (int) (mix(number) >>> 33);
    return switch (random % 50) {
      case 0 -> 0;
      case 1 -> MAX_BYTES;
      case 2, 3, 4 -> random % MAX_BYTES;
      default -> random % 300;
    };
  }

  void fill(ReceivedDatagram into, long number) {
    fill(into, number, lengthBytes(number));
  }

  void fill(ReceivedDatagram into, long number, int lengthBytes) {
    long mix = mix(number);
    into.clear();
    into.tag = (int) mix & 0xff;
    into.memory = memory;
    into.payloadOffset = number % MAX_BYTES;
    into.payloadLengthBytes = lengthBytes;
    into.trueLengthBytes = lengthBytes + (int) (mix & 3);
    into.sourcePort = (int) (mix >>> 8) & 0xffff;
    boolean six = (mix & 4) != 0;
    into.sourceHigh = six ? mix | 1 : 0;
    into.sourceLow = six ? ~mix : AddressBits.mappedLow((int) mix);
    into.sourceScope = six ? (int) (mix >>> 40) : 0;
    if ((mix & 8) != 0) {
      into.destinationKnown = true;
      into.destinationHigh = six ? ~mix | 1 : 0;
      into.destinationLow = six ? mix : AddressBits.mappedLow((int) ~mix);
      into.destinationPort = (int) (mix >>> 12) & 0xffff;
      into.sent = (mix & 16) != 0;
      into.interfaceIndex = (int) (mix >>> 20);
      into.ttlHops = (int) (mix >>> 48) & 0xff;
      into.trafficClass = (int) (mix >>> 56) & 0xff;
      into.kernelTimeNs = mix >>> 1;
      into.droppedByKernel = mix >>> 20;
    }
  }

  /** Holds a row against what {@link #fill} made of its number. */
  void check(Datagram row, long number, ReceivedDatagram scratch) {
    fill(scratch, number, row.lengthBytes());
    String what = "row " + number;
    assertEquals(number, row.number(), what);
    assertEquals(scratch.tag, row.listener(), what);
    assertEquals(scratch.trueLengthBytes, row.trueLengthBytes(), what);
    assertEquals(scratch.sourceHigh, row.sourceHigh(), what);
    assertEquals(scratch.sourceLow, row.sourceLow(), what);
    assertEquals(scratch.sourceScope, row.sourceScope(), what);
    assertEquals(scratch.sourcePort, row.sourcePort(), what);
    assertEquals(scratch.destinationKnown, row.destinationKnown(), what);
    assertEquals(scratch.destinationHigh, row.destinationHigh(), what);
    assertEquals(scratch.destinationLow, row.destinationLow(), what);
    assertEquals(scratch.destinationPort, row.destinationPort(), what);
    assertEquals(scratch.sent, row.sent(), what);
    assertEquals(scratch.interfaceIndex, row.interfaceIndex(), what);
    assertEquals(scratch.ttlHops, row.ttlHops(), what);
    assertEquals(scratch.trafficClass, row.trafficClass(), what);
    assertEquals(scratch.droppedByKernel, row.droppedByKernel(), what);
    boolean kernelTime = scratch.kernelTimeNs != ReceivedDatagram.NO_TIME;
    assertEquals(kernelTime, row.kernelTime(), what);
    assertEquals(kernelTime ? scratch.kernelTimeNs : receivedNs(number), row.timeNs(), what);
    int from = (int) scratch.payloadOffset;
    int to = from + row.lengthBytes();
    boolean same = Arrays.equals(row.buffer(), 0, row.lengthBytes(), noise, from, to);
    assertTrue(same, what);
  }

  void checkWithLength(Datagram row, long number, ReceivedDatagram scratch) {
    assertEquals(lengthBytes(number), row.lengthBytes(), "row " + number);
    check(row, number, scratch);
  }
}
