package org.portbound.workbench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import org.portbound.peer.PeerHolding;
import org.portbound.peer.PeerUser;
import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/**
 * Second processes that can hold sockets.
 *
 * <p>Threads: any. What opens or inherits a socket is one command at a time, under the workbench's
 * lock, and blocks; so do {@link #start} and {@link #act}, without the lock.
 */
public final class Processes {
  private final Lock commands;
  private final ListenerDesk desk;
  private final Peers peers;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final AtomicLong revision;

  Processes(
      Lock commands,
      ListenerDesk desk,
      Peers peers,
      Ledger ledger,
      Chronicle chronicle,
      AtomicLong revision) {
    this.commands = commands;
    this.desk = desk;
    this.peers = peers;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.revision = revision;
  }

  /** Starts a second process, without a window, that can hold sockets. Takes about a second. */
  public PeerResult start(PeerUser as) {
    PeerResult result = peers.start(as);
    if (result instanceof PeerResult.Done(PeerView peer)) {
      chronicle.note(new Act.Started(peer.number(), as instanceof PeerUser.Other));
    }
    revision.incrementAndGet();
    return result;
  }

  /** The peer processes, in order of their numbers. */
  public List<PeerView> views() {
    return peers.views();
  }

  /** Opens a listener in a peer process, exactly as planned or not at all. */
  public PeerOpenResult open(int peer, ListenerPlan plan) {
    commands.lock();
    try {
      return desk.openIn(peer, plan);
    } finally {
      commands.unlock();
    }
  }

  /** Closes, kills, stops or continues a peer process. What it held shows when it is gone. */
  public PeerResult act(int peer, PeerAction action) {
    PeerResult result = peers.act(peer, action);
    if (result instanceof PeerResult.Done) {
      chronicle.note(new Act.Signalled(peer, action));
    }
    peers.forgetIfOver(peer);
    revision.incrementAndGet();
    return result;
  }

  /**
   * Lets a child of the peer inherit a listener's socket: it keeps the port when the peer closes.
   */
  public PeerResult holdInChild(int listener) {
    commands.lock();
    try {
      var found = desk.listeners().findOpen(listener);
      if (found.isEmpty() || !(found.get().socket() instanceof RemoteSocket socket)) {
        return new PeerResult.NotDone(
            Message.of("workbench.peer.not-in-peer", String.valueOf(listener)));
      }
      int peer = found.get().peer();
      return switch (peers.holdInChild(socket)) {
        case PeerHolding.Held(var _, SystemCall call) -> {
          ledger.add(peer, listener, List.of(call));
          chronicle.note(new Act.Inherited(listener));
          yield peers.view(peer);
        }
        case PeerHolding.Refused(SystemCall call, Errno errno) -> {
          ledger.add(peer, listener, List.of(call));
          yield new PeerResult.NotDone(
              Message.of("workbench.peer.child-refused", String.valueOf(listener), errno.said()));
        }
        case PeerHolding.NotAnswered(Message why) -> new PeerResult.NotDone(why);
      };
    } finally {
      commands.unlock();
    }
  }
}
