package org.portbound.probe;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.portbound.probe.ProbeCourse.Measure;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;

/** What is known of one stream at one listener. Guarded by the {@link ProbeMonitor}. */
final class StreamTrack {
  /** What is missing for so many steps is lost: between one second and one and a half. */
  private static final int PENDING_STEPS = 3;

  /** A stream of which nothing came for so many steps is silent. */
  private static final int SILENT_STEPS = 4;

  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;
  private static final double STEPS_PER_S = NS_PER_S / ProbeCourse.STEP_NS;

  final int number;
  final int listener;
  final long session;
  final int stream;
  final long sourceHigh;
  final long sourceLow;
  final int sourceScope;
  final int sourcePort;

  private final boolean sameClock;
  private final long intervalNs;
  private final SequenceWindow window;
  private final DelayMeter delay = new DelayMeter();
  private final double[][] rings = new double[Measure.values().length][ProbeCourse.POINTS];

  /** Ends of the window at the last steps, the oldest first. */
  private final long[] ends = new long[PENDING_STEPS];

  private int lengthBytes;
  private long duplicates;
  private long outOfOrder;
  private long tooLate;
  private boolean ended;
  private boolean kernelTime;
  private int minTtl = ReceivedDatagram.UNKNOWN;
  private int maxTtl = ReceivedDatagram.UNKNOWN;
  private long firstNs;
  private long lastNs;

  private long steps;
  private int quietSteps;
  private boolean heard;
  private long receivedAtStep;
  private long receivedTwoStepsAgo;
  private long lostAtStep;
  private double perSecond;

  StreamTrack(int number, ReceivedDatagram first, long firstSequence) {
    MemorySegment memory = first.memory;
    long at = first.payloadOffset;
    this.number = number;
    this.listener = first.tag;
    this.session = ProbeHeader.session(memory, at);
    this.stream = ProbeHeader.stream(memory, at);
    this.sourceHigh = first.sourceHigh;
    this.sourceLow = first.sourceLow;
    this.sourceScope = first.sourceScope;
    this.sourcePort = first.sourcePort;
    this.sameClock = ProbeHeader.clock(memory, at) == ProbeClock.here();
    this.intervalNs = Math.max(0, ProbeHeader.intervalNs(memory, at));
    this.window = new SequenceWindow(firstSequence);
    Arrays.fill(ends, firstSequence);
  }

  /** Whether a datagram with these is of this stream. */
  boolean is(ReceivedDatagram datagram, long itsSession, int itsStream) {
    return session == itsSession
        && stream == itsStream
        && listener == datagram.tag
        && sourcePort == datagram.sourcePort
        && sourceLow == datagram.sourceLow
        && sourceHigh == datagram.sourceHigh
        && sourceScope == datagram.sourceScope;
  }

  /** Takes in a datagram; makes no object. */
  void take(ReceivedDatagram datagram, long timeNs) {
    MemorySegment memory = datagram.memory;
    long at = datagram.payloadOffset;
    heard = true;
    lastNs = timeNs;
    long sequence = ProbeHeader.sequence(memory, at);
    if (ProbeHeader.isEnd(memory, at)) {
      window.expect(sequence);
      ended = true;
      return;
    }
    SequenceWindow.Verdict verdict = window.take(sequence);
    switch (verdict) {
      case DUPLICATE -> duplicates++;
      case TOO_LATE -> tooLate++;
      case OUT_OF_ORDER, IN_ORDER -> {
        outOfOrder += verdict == SequenceWindow.Verdict.OUT_OF_ORDER ? 1 : 0;
        firstNs = firstNs == 0 ? timeNs : firstNs;
        lengthBytes = datagram.trueLengthBytes;
        kernelTime = datagram.kernelTimeNs != ReceivedDatagram.NO_TIME;
        delay.take(ProbeHeader.sentNs(memory, at), timeNs);
        ttl(datagram.ttlHops);
      }
    }
  }

  private void ttl(int hops) {
    if (hops >= 0) {
      minTtl = minTtl < 0 ? hops : Math.min(minTtl, hops);
      maxTtl = Math.max(maxTtl, hops);
    }
  }

  /** A step is over in which the program stood still: nothing is known of it, and nothing lost. */
  void gap() {
    for (double[] ring : rings) {
      ring[(int) (steps % ProbeCourse.POINTS)] = Double.NaN;
    }
    steps++;
  }

  /** A step is over. */
  void step() {
    int point = (int) (steps % ProbeCourse.POINTS);
    long pending = pending();
    long lost = window.missing() - pending;
    rings[Measure.RECEIVED.ordinal()][point] = (window.received() - receivedAtStep) * STEPS_PER_S;
    rings[Measure.LOST.ordinal()][point] = Math.max(0, lost - lostAtStep) * STEPS_PER_S;
    // Without a common clock from the first datagram on: the quickest may be still to come.
    double delayNs = delay.stepMeanNs(sameClock ? 0 : delay.firstNs());
    rings[Measure.DELAY.ordinal()][point] = delayNs;
    rings[Measure.JITTER.ordinal()][point] =
        Double.isNaN(delayNs) ? Double.NaN : delay.jitterNs() / NS_PER_MS;
    perSecond = (window.received() - receivedTwoStepsAgo) * STEPS_PER_S / Math.min(steps + 1, 2);
    delay.nextStep();
    receivedTwoStepsAgo = receivedAtStep;
    receivedAtStep = window.received();
    lostAtStep = lost;
    System.arraycopy(ends, 1, ends, 0, PENDING_STEPS - 1);
    ends[PENDING_STEPS - 1] = window.end();
    quietSteps = heard ? 0 : quietSteps + 1;
    heard = false;
    steps++;
  }

  private long pending() {
    return window.missingFrom(ends[0]);
  }

  /** How many steps are over since something came. */
  int quietSteps() {
    return quietSteps;
  }

  ProbeStream view() {
    long pending = pending();
    return new ProbeStream(
        number,
        listener,
        new Endpoint(AddressBits.address(sourceHigh, sourceLow, sourceScope), sourcePort),
        session,
        stream,
        lengthBytes,
        intervalNs == 0 ? Double.POSITIVE_INFINITY : NS_PER_S / intervalNs,
        state(),
        perSecond,
        new ProbeStream.Counts(
            window.expected(),
            window.received(),
            window.missing() - pending,
            pending,
            duplicates,
            outOfOrder,
            tooLate),
        delays(),
        new ProbeStream.Ttl(minTtl, maxTtl),
        firstNs,
        lastNs);
  }

  private ProbeStream.State state() {
    if (ended) {
      return ProbeStream.State.ENDED;
    }
    return quietSteps >= SILENT_STEPS ? ProbeStream.State.SILENT : ProbeStream.State.RUNNING;
  }

  /** What a delay counts from. */
  private long zeroNs() {
    return sameClock ? 0 : delay.minNs();
  }

  private ProbeStream.Delay delays() {
    return new ProbeStream.Delay(
        sameClock,
        kernelTime,
        delay.minNs() - zeroNs(),
        delay.meanNs(zeroNs()),
        delay.maxNs() - zeroNs(),
        delay.jitterNs());
  }

  /** The last steps, in a line whose last point is the step that was over last. */
  ProbeCourse.Line line() {
    int count = (int) Math.min(steps, ProbeCourse.POINTS);
    int begin = ProbeCourse.POINTS - count;
    double[][] values = new double[rings.length][ProbeCourse.POINTS];
    long aboveNs = sameClock ? 0 : delay.firstNs() - delay.minNs();
    for (Measure measure : Measure.values()) {
      boolean isDelay = measure == Measure.DELAY;
      for (int i = 0; i < count; i++) {
        double value = rings[measure.ordinal()][(int) ((steps - count + i) % ProbeCourse.POINTS)];
        values[measure.ordinal()][begin + i] = isDelay ? (value + aboveNs) / NS_PER_MS : value;
      }
    }
    return new ProbeCourse.Line(number, begin, values);
  }
}
