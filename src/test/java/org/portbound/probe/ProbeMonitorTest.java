package org.portbound.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.decode.ProbeLayout;
import org.portbound.probe.ProbeCourse.Measure;
import org.portbound.socket.AddressBits;
import org.portbound.socket.ReceivedDatagram;

/** Streams over made-up paths, as the receiving thread hands them over. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class ProbeMonitorTest {
  private static final long OPENED_NS = 1_000_000_000_000L;
  private static final long MS = 1_000_000;
  private static final int LISTENER = 3;

  private final ProbeMonitor monitor = new ProbeMonitor(0, listener -> OPENED_NS);
  private long tickNs;

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      tickNs += ProbeCourse.STEP_NS;
      monitor.tick(tickNs);
    }
  }

  private static ProbeWriter writer(long session, int stream) {
    return new ProbeWriter(session, stream, 100, 20 * MS, ProbeClock.here());
  }

  private void receive(byte[] payload, long timeNs) {
    receive(payload, timeNs, 40_000, 64);
  }

  private void receive(byte[] payload, long timeNs, int sourcePort, int ttl) {
    var datagram = new ReceivedDatagram();
    datagram.clear();
    datagram.tag = LISTENER;
    datagram.memory = MemorySegment.ofArray(payload.clone());
    datagram.payloadLengthBytes = payload.length;
    datagram.trueLengthBytes = payload.length;
    datagram.sourceLow = AddressBits.mappedLow(0x7f00_0001);
    datagram.sourcePort = sourcePort;
    datagram.ttlHops = ttl;
    datagram.kernelTimeNs = timeNs;
    monitor.accept(datagram, timeNs);
  }

  private ProbeStream only() {
    assertEquals(1, monitor.streams().size());
    return monitor.streams().getFirst();
  }

  @Test
  void whatAPathDoesIsWhatIsTold() {
    for (int seed = 0; seed < 60; seed++) {
      monitor.clear();
      var random = new Random(seed);
      int count = 1 + random.nextInt(600);
      double loss = random.nextDouble() * 0.3;
      double duplication = random.nextDouble() * 0.2;
      double reordering = random.nextDouble() * 0.2;
      var writer = writer(seed, 1);
      var arrivals = new ArrayList<Integer>();
      var payloads = new ArrayList<byte[]>();
      for (int i = 0; i < count; i++) {
        payloads.add(writer.datagram(i, forgotten() + i * 20 * MS).clone());
        if (random.nextDouble() >= loss) {
          arrivals.add(i);
          if (random.nextDouble() < duplication) {
            arrivals.add(i);
          }
        }
      }
      for (int i = 0; i + 1 < arrivals.size(); i++) {
        if (random.nextDouble() < reordering) {
          Collections.swap(arrivals, i, Math.min(arrivals.size() - 1, i + 1 + random.nextInt(8)));
        }
      }
      for (int each : arrivals) {
        receive(payloads.get(each), forgotten() + each * 20 * MS + 3 * MS);
      }
      receive(writer.end(count, forgotten() + count * 20 * MS), forgotten() + count * 20 * MS);
      steps(3);
      check(only(), arrivals, count, "seed " + seed);
    }
  }

  /** After the monitor forgot all; it does so by the system's clock. */
  private static long forgotten() {
    return FORGOTTEN_NS;
  }

  private static final long FORGOTTEN_NS = ProbeClock.nowNs() + 3_600_000 * MS;

  private static void check(ProbeStream stream, List<Integer> arrivals, int count, String seed) {
    var seen = new HashSet<Integer>();
    int highest = -1;
    int outOfOrder = 0;
    int duplicates = 0;
    for (int each : arrivals) {
      if (!seen.add(each)) {
        duplicates++;
      } else if (each < highest) {
        outOfOrder++;
      }
      highest = Math.max(highest, each);
    }
    assertEquals(
        new ProbeStream.Counts(
            count, seen.size(), count - seen.size(), 0, duplicates, outOfOrder, 0),
        stream.counts(),
        seed);
    assertEquals(ProbeStream.State.ENDED, stream.state());
    if (!seen.isEmpty()) {
      assertEquals(3 * MS, stream.delay().minNs());
      assertEquals(3 * MS, stream.delay().meanNs(), 1e-3);
      assertEquals(0, stream.delay().jitterNs(), 1e-9);
      assertTrue(stream.delay().sameClock());
      assertEquals(50, stream.plannedPerSecond(), 1e-9);
      assertEquals(100, stream.lengthBytes());
    }
  }

  @Test
  void whatIsMissingIsPendingForASecondAndThenLost() {
    var writer = writer(1, 1);
    receive(writer.datagram(0, OPENED_NS + MS), OPENED_NS + MS);
    byte[] late = writer.datagram(1, OPENED_NS + MS).clone();
    receive(writer.datagram(2, OPENED_NS + MS), OPENED_NS + MS);
    steps(2);
    assertEquals(1, only().counts().pending());
    assertEquals(0, only().counts().lost());
    steps(1);
    assertEquals(0, only().counts().pending());
    assertEquals(1, only().counts().lost());
    assertEquals(1 / 3.0, only().counts().lostShare(), 1e-9);
    receive(late, OPENED_NS + 2_000 * MS);
    assertEquals(0, only().counts().lost(), "better late than never");
    assertEquals(1, only().counts().outOfOrder());
  }

  @Test
  void aListenerThatCameLaterMissedNothing() {
    var writer = writer(1, 1);
    writer.datagram(0, OPENED_NS - 500 * MS);
    receive(writer.datagram(25, OPENED_NS + 5 * MS), OPENED_NS + 6 * MS);
    receive(writer.datagram(26, OPENED_NS + 25 * MS), OPENED_NS + 26 * MS);
    assertEquals(2, only().counts().expected());
    var whole = writer(2, 1);
    whole.datagram(0, OPENED_NS + MS);
    receive(whole.datagram(25, OPENED_NS + 501 * MS), OPENED_NS + 502 * MS);
    assertEquals(26, monitor.streams().getLast().counts().expected());
  }

  /** By an hour, while a datagram is on its way. */
  @Test
  void aClockThatIsSetBackMakesADelayNegativeAndLosesNothing() {
    long backNs = 3_600_000 * MS;
    var writer = writer(1, 1);
    receive(writer.datagram(0, OPENED_NS), OPENED_NS + 2 * MS);
    receive(writer.datagram(1, OPENED_NS + 20 * MS), OPENED_NS + 22 * MS - backNs);
    receive(writer.datagram(2, OPENED_NS + 40 * MS - backNs), OPENED_NS + 42 * MS - backNs);
    steps(4);
    assertEquals(new ProbeStream.Counts(3, 3, 0, 0, 0, 0, 0), only().counts());
    assertEquals(2 * MS - backNs, only().delay().minNs());
    assertEquals(2 * MS, only().delay().maxNs());
    ProbeCourse.Line line = monitor.course().lines().getFirst();
    assertTrue(line.value(Measure.DELAY, line.begin()) < 0);
    var next = writer(2, 1);
    receive(next.datagram(0, OPENED_NS - backNs), OPENED_NS + MS - backNs);
    receive(next.datagram(1, OPENED_NS - backNs), OPENED_NS + MS - backNs);
    assertEquals(2, monitor.streams().getLast().counts().expected());
  }

  /** As when the process was stopped. */
  @Test
  void whileItStoodStillNothingIsKnownAndNothingLost() {
    var writer = writer(1, 1);
    receive(writer.datagram(0, OPENED_NS), OPENED_NS + MS);
    writer.datagram(1, OPENED_NS);
    receive(writer.datagram(2, OPENED_NS), OPENED_NS + MS);
    steps(1);
    tickNs += 20 * ProbeCourse.STEP_NS;
    monitor.tick(tickNs);
    assertEquals(1, only().counts().pending());
    assertEquals(ProbeStream.State.RUNNING, only().state());
    ProbeCourse.Line line = monitor.course().lines().getFirst();
    int last = ProbeCourse.POINTS - 1;
    assertEquals(4, line.value(Measure.RECEIVED, last - 20), 1e-9);
    for (Measure each : Measure.values()) {
      assertTrue(Double.isNaN(line.value(each, last - 1)), each::name);
    }
    assertEquals(0, line.value(Measure.RECEIVED, last), 1e-9);
    steps(1);
    assertEquals(1, only().counts().lost());
  }

  @Test
  void aSenderThatStartsAgainIsAnotherStream() {
    receive(writer(1, 1).datagram(0, OPENED_NS), OPENED_NS);
    receive(writer(2, 1).datagram(0, OPENED_NS), OPENED_NS);
    receive(writer(2, 2).datagram(0, OPENED_NS), OPENED_NS);
    receive(writer(2, 2).datagram(1, OPENED_NS), OPENED_NS, 40_001, 3);
    receive(writer(1, 1).datagram(1, OPENED_NS), OPENED_NS, 40_000, 61);
    List<ProbeStream> streams = monitor.streams();
    assertEquals(List.of(1, 2, 3, 4), streams.stream().map(ProbeStream::number).toList());
    assertEquals(new ProbeStream.Ttl(61, 64), streams.getFirst().ttl());
    assertEquals("127.0.0.1:40001", streams.getLast().source().toString());
  }

  @Test
  void anotherClockCountsFromTheQuickest() {
    var writer = new ProbeWriter(9, 1, 64, 0, ProbeClock.here() + 1);
    long awayNs = 86_400_000 * MS;
    receive(writer.datagram(0, OPENED_NS - awayNs), OPENED_NS + 7 * MS);
    receive(writer.datagram(1, OPENED_NS - awayNs), OPENED_NS + 5 * MS);
    receive(writer.datagram(2, OPENED_NS - awayNs), OPENED_NS + 9 * MS);
    ProbeStream.Delay delay = only().delay();
    assertFalse(delay.sameClock());
    assertEquals(0, delay.minNs());
    assertEquals(2 * MS, delay.meanNs(), 1e-3);
    assertEquals(4 * MS, delay.maxNs());
    assertEquals(Double.POSITIVE_INFINITY, only().plannedPerSecond());
  }

  @Test
  void theCourseOfAMinute() {
    var writer = writer(1, 1);
    for (int i = 0; i < 100; i++) {
      if (i != 10) {
        receive(writer.datagram(i, OPENED_NS + i * MS), OPENED_NS + i * MS + 2 * MS);
      } else {
        writer.datagram(i, OPENED_NS);
      }
      if (i % 25 == 24) {
        steps(1);
      }
    }
    assertEquals(50, only().perSecond(), 1e-9);
    ProbeCourse.Line line = monitor.course().lines().getFirst();
    assertEquals(ProbeCourse.POINTS - 4, line.begin());
    int first = line.begin();
    assertEquals(48, line.value(Measure.RECEIVED, first), 1e-9);
    assertEquals(50, line.value(Measure.RECEIVED, first + 1), 1e-9);
    assertEquals(2, line.value(Measure.LOST, first + 3), 1e-9, "a second after it was missed");
    assertEquals(2, line.value(Measure.DELAY, first + 2), 1e-9);
    steps(200);
    assertEquals(0, monitor.course().lines().getFirst().begin());
    assertTrue(Double.isNaN(monitor.course().lines().getFirst().value(Measure.DELAY, 119)));
    assertEquals(ProbeStream.State.SILENT, only().state());
  }

  @Test
  void streamsWithoutRoomAreCountedUntilOneIsSilent() {
    for (int i = 1; i <= ProbeMonitor.MAX_STREAMS + 5; i++) {
      receive(writer(i, 1).datagram(0, OPENED_NS), OPENED_NS);
    }
    assertEquals(ProbeMonitor.MAX_STREAMS, monitor.streams().size());
    assertEquals(5, monitor.notFollowed());
    steps(21);
    receive(writer(1_000, 1).datagram(0, OPENED_NS), OPENED_NS);
    assertEquals(ProbeMonitor.MAX_STREAMS, monitor.streams().size());
    assertEquals(1_000, monitor.streams().getLast().session());
    assertEquals(2, monitor.streams().getFirst().number(), "the first made room");
    receive(writer(2, 1).datagram(1, OPENED_NS), OPENED_NS);
    assertEquals(2, monitor.streams().getFirst().counts().received());
  }

  @Test
  void noiseIsNoProbe() {
    var random = new Random(5);
    byte[] probe = writer(1, 1).datagram(0, OPENED_NS);
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      System.arraycopy(probe, 0, noise, 0, Math.min(noise.length, i % 5));
      receive(noise, OPENED_NS);
    }
    receive(writer(1, 1).datagram(-1, OPENED_NS), OPENED_NS);
    receive(writer(1, 1).datagram(Long.MAX_VALUE, OPENED_NS), OPENED_NS);
    assertEquals(List.of(), monitor.streams());
    for (int i = 0; i < 10_000; i++) {
      byte[] forged = probe.clone();
      for (int k = 0; k < 6; k++) {
        forged[ProbeLayout.AT_SESSION + random.nextInt(56)] = (byte) random.nextInt();
      }
      forged[ProbeLayout.AT_SEQUENCE] = 0;
      forged[ProbeLayout.AT_SEQUENCE + 1] = 0;
      receive(forged, OPENED_NS);
      if (i % 100 == 0) {
        steps(1);
      }
    }
    assertTrue(monitor.streams().size() <= ProbeMonitor.MAX_STREAMS);
    monitor.course();
  }
}
