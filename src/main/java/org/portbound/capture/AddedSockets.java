package org.portbound.capture;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.portbound.socket.CallSource;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.UdpSocket;

/**
 * The sockets in the {@link ReceiveSet}: how they come in, and how they go out with nothing left in
 * them; and the calls that wait for them, told as they change. Belongs to the receiving thread.
 */
final class AddedSockets {
  private final ReceiveSet set;
  private final Intake intake;
  private final Receiver.Events events;
  private final Set<UdpSocket> added = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The calls that wait, as they were told of. */
  private List<CallSource> waits = List.of();

  AddedSockets(ReceiveSet set, Intake intake, Receiver.Events events) {
    this.set = set;
    this.intake = intake;
    this.events = events;
  }

  void add(UdpSocket socket, int listener, boolean closeOnExit, ListenerCount count) {
    int tag = intake.enter(socket, listener, closeOnExit, count);
    try {
      CallSource calls = set.add(socket, tag);
      added.add(socket);
      events.begun(listener, calls);
      tellWaits();
    } finally {
      if (!added.contains(socket)) {
        intake.leave(tag);
      }
    }
  }

  /** Takes a socket out when what waited in it is in the log; also one that was only entered. */
  void remove(UdpSocket socket) {
    IntakeSource source = intake.find(socket);
    if (source == null) {
      return;
    }
    try {
      if (added.contains(socket)) {
        drain(source);
        intake.lastDrops(source);
      }
    } finally {
      if (added.remove(socket)) {
        set.remove(socket);
        tellWaits();
      }
      intake.leave(source.tag);
    }
  }

  /** Tells of the calls that wait, if they are others than before. */
  @SuppressWarnings("ReferenceEquality")
  void tellWaits() {
    List<CallSource> now = set.waits();
    if (now != waits) {
      now.stream().filter(each -> !waits.contains(each)).forEach(each -> events.begun(0, each));
      waits = now;
    }
  }

  /**
   * Receives until the socket is dry, or until as much came from it as can have waited when this
   * began: a flood does not hold up the removal.
   */
  private void drain(IntakeSource source) {
    long enough = source.received + Intake.mostWaiting(source.socket);
    int dryRounds = 0;
    // One dry round may be due to a wake-up that was still pending.
    while (dryRounds < 2 && source.received < enough) {
      long before = source.received;
      if (!intake.round(set, 0)) {
        return;
      }
      dryRounds = source.received == before ? dryRounds + 1 : 0;
    }
  }
}
