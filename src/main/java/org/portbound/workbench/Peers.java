package org.portbound.workbench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.portbound.capture.Receiver;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.peer.PeerEvents;
import org.portbound.peer.PeerExit;
import org.portbound.peer.PeerHolder;
import org.portbound.peer.PeerHolding;
import org.portbound.peer.PeerLauncher;
import org.portbound.peer.PeerOpening;
import org.portbound.peer.PeerProcess;
import org.portbound.peer.PeerSignal;
import org.portbound.peer.PeerSocket;
import org.portbound.peer.PeerStart;
import org.portbound.peer.PeerUser;
import org.portbound.socket.CallTotals;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * The peer processes of the workbench. Starting one takes a moment and needs no lock; the map may
 * be read by any thread. What a peer tells comes on the peer's own threads.
 */
final class Peers {
  /** What the workbench wants to hear of. */
  interface Events {
    /** A peer is gone. On the peer's thread. */
    void gone(int peer, PeerExit exit);

    /** A receive call in a peer failed. On the peer's thread. */
    void receiveFailed(int listener, SystemCall call);

    /** Calls that a peer counts. On the peer's thread. */
    void calls(int peer, int listener, CallTotals soFar, boolean ended);

    /** A peer has something to say. On the peer's thread. */
    void notice(int peer, Message message);
  }

  private final Map<Integer, PeerProcess> running = new ConcurrentSkipListMap<>();

  /** By listener: its socket, once the receiver knows it; a datagram may come up before that. */
  private final Map<Integer, CompletableFuture<UdpSocket>> entered = new ConcurrentHashMap<>();

  private final AtomicInteger next = new AtomicInteger(1);
  private final Receiver receiver;
  private final Events events;
  private final PeerLauncher launcher;

  Peers(PeerLauncher launcher, Receiver receiver, Events events) {
    this.launcher = launcher;
    this.receiver = receiver;
    this.events = events;
  }

  PeerResult start(PeerUser as) {
    int number = next.getAndIncrement();
    PeerStart start = PeerProcess.start(launcher, as, new EventsOfOne(number));
    return switch (start) {
      case PeerStart.Started(PeerProcess peer) -> {
        running.put(number, peer);
        yield new PeerResult.Done(view(number, peer));
      }
      case PeerStart.NotPermitted(Message why) -> new PeerResult.NotDone(why);
      case PeerStart.Failed(Message why) -> new PeerResult.NotDone(why);
    };
  }

  /**
   * Opens a socket in a peer under a listener's number; it receives at once.
   *
   * @return the opening, or the reason why the peer could not try
   */
  Attempt open(int number, int listener, ListenerPlan plan) {
    PeerProcess peer = running.get(number);
    if (peer == null) {
      return new Attempt.Unanswered(Message.of("workbench.peer.none", String.valueOf(number)));
    }
    return switch (peer.open(listener, plan.socket())) {
      case PeerOpening.Refused(Opening.Refused refused) -> new Attempt.Answered(refused);
      case PeerOpening.NotAnswered(Message why) -> new Attempt.Unanswered(why);
      case PeerOpening.Opened(PeerSocket opened, List<SystemCall> steps) -> {
        var socket = new RemoteSocket(peer, opened);
        receiver.enter(socket, listener, plan.closeOnExit());
        place(listener).complete(socket);
        yield new Attempt.Answered(new Opening.Opened(socket, steps));
      }
    };
  }

  /** What came of opening a socket in a peer. */
  sealed interface Attempt {
    /** The kernel answered. */
    record Answered(Opening opening) implements Attempt {}

    /** The peer did not. */
    record Unanswered(Message why) implements Attempt {}
  }

  private CompletableFuture<UdpSocket> place(int listener) {
    return entered.computeIfAbsent(listener, _ -> new CompletableFuture<>());
  }

  /** A listener's socket was closed. */
  void left(int listener) {
    entered.remove(listener);
  }

  /** Those that are still there: the last child of one that was killed ends unheard. */
  List<PeerView> views() {
    running.keySet().forEach(this::forgetIfOver);
    return running.entrySet().stream().map(each -> view(each.getKey(), each.getValue())).toList();
  }

  /** The user of a peer, or of this process for 0 and where it is not known. */
  int uid(int number) {
    PeerProcess peer = running.get(number);
    return peer == null
        ? SystemUsers.effectiveUid()
        : peer.uid().orElseGet(SystemUsers::effectiveUid);
  }

  /** The peer as it is now. */
  PeerResult view(int number) {
    PeerProcess peer = running.get(number);
    return peer == null
        ? new PeerResult.NotDone(Message.of("workbench.peer.none", String.valueOf(number)))
        : new PeerResult.Done(view(number, peer));
  }

  private static PeerView view(int number, PeerProcess peer) {
    return new PeerView(
        number,
        peer.pid(),
        peer.uid(),
        peer.user(),
        peer.state(),
        peer.holders().stream().map(PeerHolder::pid).toList());
  }

  PeerResult act(int number, PeerAction action) {
    PeerProcess peer = running.get(number);
    if (peer == null) {
      return new PeerResult.NotDone(Message.of("workbench.peer.none", String.valueOf(number)));
    }
    PeerSignal signal =
        switch (action) {
          case CLOSE -> {
            peer.close();
            yield new PeerSignal.Sent();
          }
          case KILL -> peer.kill();
          case STOP -> peer.stop();
          case CONTINUE -> peer.resume();
        };
    return signal instanceof PeerSignal.NotSent(Message why)
        ? new PeerResult.NotDone(why)
        : new PeerResult.Done(view(number, peer));
  }

  /** Lets a child of the peer inherit the socket. */
  PeerHolding holdInChild(RemoteSocket socket) {
    return socket.peer().holdInChild(socket.number());
  }

  /** Takes a peer that has ended, and whose children have, off the list. */
  void forgetIfOver(int number) {
    PeerProcess peer = running.get(number);
    if (peer != null && peer.state() == PeerProcess.State.ENDED && peer.holders().isEmpty()) {
      running.remove(number);
    }
  }

  /** Ends all of them, with their children. */
  void close() {
    running.values().forEach(PeerProcess::close);
    running.clear();
  }

  private final class EventsOfOne implements PeerEvents {
    private final int peer;

    private EventsOfOne(int peer) {
      this.peer = peer;
    }

    /** The listener's number is the socket's number in the peer. */
    @Override
    public void datagram(ReceivedDatagram datagram) {
      receiver.hand(place(datagram.tag).join(), datagram);
    }

    @Override
    public void receiveFailed(int socket, SystemCall call) {
      events.receiveFailed(socket, call);
    }

    @Override
    public void calls(int socket, CallTotals soFar, boolean ended) {
      events.calls(peer, socket, soFar, ended);
    }

    @Override
    public void notice(Message message) {
      events.notice(peer, message);
    }

    @Override
    public void exited(PeerExit exit) {
      events.gone(peer, exit);
    }
  }
}
