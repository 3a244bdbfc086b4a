package org.portbound.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.DatagramTap;
import org.portbound.socket.ReceivedDatagram;

/**
 * Follows every stream of a probe that any listener receives. What is no probe's datagram costs one
 * look at its first bytes.
 *
 * <p>Threads: {@link #accept} is the receiving thread's and makes no object but for a new stream;
 * the rest may be called by any. All is guarded by {@code this}; a reader holds it for as long as a
 * copy of some figures takes.
 */
public final class ProbeMonitor implements DatagramTap {
  /** Steps that a look may be late; after more the program stood still. */
  private static final int LATEST_STEPS = 6;

  /** Streams that are followed at the same time: some 16 KB each. */
  static final int MAX_STREAMS = 200;

  /** A stream of which nothing came for so many steps makes room for another: ten seconds. */
  private static final int FORGOTTEN_STEPS = 20;

  private static final int SLOTS = 512;

  private final IntToLongFunction openedNs;
  private final List<StreamTrack> tracks = new ArrayList<>();
  private @Nullable StreamTrack[] slots = new StreamTrack[SLOTS];
  private int next = 1;
  private long steps;
  private long stepNs;
  private long notFollowed;

  /** Streams that began before are not known from their beginning; in nanoseconds since 1970. */
  private long forgotNs = Long.MIN_VALUE;

  /**
   * A monitor of no stream yet.
   *
   * @param nowNs now, by {@link System#nanoTime}
   * @param openedNs when a listener was opened, in nanoseconds since 1970: of a stream that began
   *     later all is expected, of another only what comes after its first datagram
   */
  public ProbeMonitor(long nowNs, IntToLongFunction openedNs) {
    this.stepNs = nowNs;
    this.openedNs = openedNs;
  }

  @Override
  public void accept(ReceivedDatagram datagram, long timeNs) {
    if (!datagram.sent
        && ProbeHeader.isProbe(
            datagram.memory, datagram.payloadOffset, datagram.payloadLengthBytes)) {
      // A time that the program took once for a whole batch may be before some were even sent.
      boolean stamped = datagram.kernelTimeNs != ReceivedDatagram.NO_TIME;
      take(datagram, stamped ? timeNs : ProbeClock.nowNs());
    }
  }

  private synchronized void take(ReceivedDatagram datagram, long timeNs) {
    StreamTrack known = find(datagram);
    StreamTrack track = known == null ? begin(datagram, timeNs) : known;
    if (track != null) {
      track.take(datagram, timeNs);
    }
  }

  private @Nullable StreamTrack find(ReceivedDatagram datagram) {
    long session = ProbeHeader.session(datagram.memory, datagram.payloadOffset);
    int stream = ProbeHeader.stream(datagram.memory, datagram.payloadOffset);
    int slot = slot(session, stream, datagram.tag, datagram.sourcePort);
    StreamTrack track = slots[slot];
    while (track != null) {
      if (track.is(datagram, session, stream)) {
        return track;
      }
      slot = (slot + 1) % SLOTS;
      track = slots[slot];
    }
    return null;
  }

  private static int slot(long session, int stream, int listener, int sourcePort) {
    long mixed = session ^ (long) stream << 32 ^ (long) listener << 16 ^ sourcePort;
    return (int) (mixed * 0x9e37_79b9_7f4a_7c15L >>> 55);
  }

  private @Nullable StreamTrack begin(ReceivedDatagram datagram, long timeNs) {
    boolean whole = isWhole(datagram, timeNs);
    long at = datagram.payloadOffset;
    if (!whole && ProbeHeader.isEnd(datagram.memory, at)) {
      return null;
    }
    if (tracks.size() >= MAX_STREAMS && !forgetOne()) {
      notFollowed++;
      return null;
    }
    var track =
        new StreamTrack(next++, datagram, whole ? 0 : ProbeHeader.sequence(datagram.memory, at));
    tracks.add(track);
    put(track);
    return track;
  }

  /** Whether it began while the listener was there, so that all of it is expected. */
  private boolean isWhole(ReceivedDatagram datagram, long timeNs) {
    long at = datagram.payloadOffset;
    long runningNs =
        ProbeHeader.sentNs(datagram.memory, at) - ProbeHeader.begunNs(datagram.memory, at);
    return Math.max(forgotNs, openedNs.applyAsLong(datagram.tag)) <= timeNs - runningNs;
  }

  private void put(StreamTrack track) {
    int slot = slot(track.session, track.stream, track.listener, track.sourcePort);
    while (slots[slot] != null) {
      slot = (slot + 1) % SLOTS;
    }
    slots[slot] = track;
  }

  /** Forgets the stream that has been silent for longest; false if all are busy. */
  private boolean forgetOne() {
    StreamTrack oldest = tracks.getFirst();
    for (StreamTrack each : tracks) {
      oldest = each.quietSteps() > oldest.quietSteps() ? each : oldest;
    }
    if (oldest.quietSteps() < FORGOTTEN_STEPS) {
      return false;
    }
    tracks.remove(oldest);
    fillSlots();
    forgotNs = ProbeClock.nowNs();
    return true;
  }

  private void fillSlots() {
    slots = new StreamTrack[SLOTS];
    tracks.forEach(this::put);
  }

  /**
   * Ends the steps that are over; to be called about twice a second.
   *
   * @param nowNs now, by {@link System#nanoTime}
   */
  public synchronized void tick(long nowNs) {
    // After a long pause the steps in between are of no use to anybody.
    long due = Math.min(ProbeCourse.POINTS, (nowNs - stepNs) / ProbeCourse.STEP_NS);
    boolean stoodStill = due > LATEST_STEPS;
    for (long i = 0; i < due; i++) {
      tracks.forEach(stoodStill && i < due - 1 ? StreamTrack::gap : StreamTrack::step);
      steps++;
    }
    if (due > 0) {
      stepNs += Math.max(due, (nowNs - stepNs) / ProbeCourse.STEP_NS) * ProbeCourse.STEP_NS;
    }
  }

  /** Changes with each step that is over. */
  public synchronized long steps() {
    return steps;
  }

  /** The streams as they are now, in order of their numbers. */
  public synchronized List<ProbeStream> streams() {
    return tracks.stream().map(StreamTrack::view).toList();
  }

  /** How they went over the last minute. */
  public synchronized ProbeCourse course() {
    return new ProbeCourse(steps, stepNs, tracks.stream().map(StreamTrack::line).toList());
  }

  /** Datagrams of streams for which there was no room. */
  public synchronized long notFollowed() {
    return notFollowed;
  }

  /** Forgets all streams; one that still runs begins anew. */
  public synchronized void clear() {
    tracks.clear();
    fillSlots();
    notFollowed = 0;
    forgotNs = ProbeClock.nowNs();
  }

  @Override
  public void roundOver() {
    // Nothing waits here.
  }

  @Override
  public void ended() {
    // What was counted stays to be read.
  }
}
