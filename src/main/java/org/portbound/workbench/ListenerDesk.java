package org.portbound.workbench;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Counters;
import org.portbound.capture.GroupCount;
import org.portbound.capture.Receiver;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Diagnostician;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Forecaster;
import org.portbound.diagnosis.OwnSocket;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.AddressBits;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * Opens, binds again and closes listeners, and notes every call.
 *
 * <p>Used by one command at a time: the workbench's lock guards it. The listeners themselves may be
 * read by any thread.
 */
final class ListenerDesk {
  private final Listeners listeners = new Listeners();
  private final SocketProvider provider;
  private final Receiver receiver;
  private final Peers peers;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final AtomicLong revision;
  private final Sharing sharing = new Sharing();
  private final Queue<Integer> removed = new ConcurrentLinkedQueue<>();
  private int nextListener = 1;
  private int nextRefusal = 1;

  ListenerDesk(
      SocketProvider provider,
      Receiver receiver,
      Peers peers,
      Ledger ledger,
      Chronicle chronicle,
      AtomicLong revision) {
    this.provider = provider;
    this.receiver = receiver;
    this.peers = peers;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.revision = revision;
    ledger.ask(listeners);
  }

  Listeners listeners() {
    return listeners;
  }

  /** A listener that was taken off the list, or null; each is told once. Any thread. */
  @Nullable Integer nextRemoved() {
    return removed.poll();
  }

  Sharing sharing() {
    return sharing;
  }

  /** What the diagnosis is told of our sockets, oldest first. */
  List<OwnSocket> own() {
    return listeners.own(peers::uid);
  }

  /** What the kernel is expected to say to a plan, as things are now. */
  Forecast forecast(int peer, SocketPlan plan) {
    return Objects.requireNonNull(forecasts(peer, plan).get(plan.reuse()));
  }

  /** The same with each of the four sets of reuse options. Any thread. */
  Map<ReuseOptions, Forecast> forecasts(int peer, SocketPlan plan) {
    return Forecaster.of(plan, own(), provider.flagReader(), peers.uid(peer));
  }

  ListenerView view(OpenListener listener) {
    return listener.view(receiver.counts().of(listener.number()));
  }

  OpenResult open(ListenerPlan plan) {
    return counted(opened(nextListener, 0, plan, provider.open(plan.socket())));
  }

  PeerOpenResult openIn(int peer, ListenerPlan plan) {
    PeerOpenResult result = openInAs(nextListener, peer, plan);
    if (result instanceof PeerOpenResult.Answered(OpenResult answer)) {
      counted(answer);
    }
    return result;
  }

  private OpenResult counted(OpenResult result) {
    if (result instanceof OpenResult.Listening) {
      nextListener++;
    }
    return result;
  }

  private PeerOpenResult openInAs(int number, int peer, ListenerPlan plan) {
    return switch (peers.open(peer, number, plan)) {
      case Peers.Attempt.Answered(Opening opening) ->
          new PeerOpenResult.Answered(opened(number, peer, plan, opening));
      case Peers.Attempt.Unanswered(Message why) -> new PeerOpenResult.NotAnswered(why);
    };
  }

  private OpenResult opened(int number, int peer, ListenerPlan plan, Opening opening) {
    return switch (opening) {
      case Opening.Refused refused -> {
        Refusal refusal = refusal(peer, plan, refused);
        if (!plan.forReplies()) {
          chronicle.note(
              new Act.Refused(peer, plan, refused.errno().name(), refusal.isOfStrangers()));
        }
        yield new OpenResult.Refused(refusal);
      }
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        ledger.add(peer, number, steps);
        var listener = new OpenListener(number, peer, plan, joined(plan.socket()), socket);
        listeners.put(listener);
        sharing.opened(
            number, BoundSocket.of(plan.socket().withLocal(socket.local()), peers.uid(peer)));
        if (!plan.forReplies()) {
          chronicle.note(new Act.Opened(number, peer, plan, socket.local()));
        }
        if (peer == 0) {
          receiver.add(socket, number, plan.closeOnExit());
        }
        revision.incrementAndGet();
        yield new OpenResult.Listening(view(listener));
      }
    };
  }

  private List<JoinedGroup> joined(SocketPlan plan) {
    if (plan.groups().isEmpty()) {
      return List.of();
    }
    List<Interface> interfaces = provider.interfaces();
    return plan.groups().stream().map(each -> JoinedGroup.of(each, interfaces)).toList();
  }

  /** A group was joined, or its sources have changed. */
  void joined(int number, GroupMembership group) {
    JoinedGroup joined = JoinedGroup.of(group, provider.interfaces());
    listeners.change(number, each -> each.joined(joined));
  }

  /** A group was left. */
  void left(int number, GroupMembership group) {
    listeners.change(number, each -> each.left(group));
  }

  /**
   * How many datagrams a listener received for a group, or −1 where destinations are not known: the
   * provider tells none, and so there is none of any group.
   */
  long received(int number, InetAddress group) {
    return receiver.counts().groups(number).stream()
        .filter(each -> AddressBits.low(each.group()) == AddressBits.low(group))
        .filter(each -> AddressBits.high(each.group()) == AddressBits.high(group))
        .mapToLong(GroupCount::datagrams)
        .findFirst()
        .orElse(provider.knowsDestinations() ? 0 : Counters.UNKNOWN);
  }

  /** Notes calls on an open listener's socket; it may have changed by them. */
  void note(OpenListener listener, List<SystemCall> calls) {
    ledger.add(listener.peer(), listener.number(), calls);
    revision.incrementAndGet();
  }

  /** Notes the refused open and finds out why. */
  Refusal refusal(int peer, ListenerPlan plan, Opening.Refused refused) {
    ledger.add(peer, 0, refused.steps());
    Diagnosis diagnosis =
        Diagnostician.explain(refused, own(), provider.flagReader(), peers.uid(peer));
    return new Refusal(nextRefusal++, peer, plan, diagnosis, Instant.now());
  }

  /** Binds a listener that is closed again, under its own number and in its own process. */
  PeerOpenResult bindAgain(OpenListener closed, ListenerPlan plan) {
    return closed.peer() == 0
        ? new PeerOpenResult.Answered(
            opened(closed.number(), 0, plan, provider.open(plan.socket())))
        : openInAs(closed.number(), closed.peer(), plan);
  }

  CallOutcome setReuse(OpenListener listener, ReuseOption option) {
    CallOutcome outcome = listener.socket().setReuse(option, true);
    sharing.reuseIs(listener.number(), listener.socket().reuse());
    ledger.add(listener.peer(), listener.number(), outcome.calls());
    chronicle.note(new Act.Reuse(listener.number(), option, true, outcome.error()));
    revision.incrementAndGet();
    return outcome;
  }

  /**
   * Takes the socket out of the receiving thread's hands, then closes it; a peer hands up what
   * waits when it closes, so there it is the other way round.
   */
  private OptionalLong closeSocket(OpenListener listener) {
    UdpSocket socket = listener.socket();
    sharing.closed(listener.number());
    if (listener.peer() != 0) {
      ledger.add(listener.peer(), listener.number(), socket.closeReporting().calls());
      receiver.remove(socket);
      peers.left(listener.number());
      return OptionalLong.empty();
    }
    receiver.remove(socket);
    OptionalLong dropped = socket.droppedByKernel();
    ledger.add(listener.number(), socket.closeReporting().calls());
    return dropped;
  }

  /** A peer is gone, and its sockets with it. */
  void peerGone(int peer, Message because) {
    for (OpenListener each : listeners.all()) {
      if (each.peer() == peer && each.isOpen() && each.socket() instanceof RemoteSocket socket) {
        socket.gone();
        shut(each, because);
      }
    }
    ledger.forget(peer);
    chronicle.note(new Act.Gone(peer));
    peers.forgetIfOver(peer);
    revision.incrementAndGet();
  }

  /** Closes a listener and leaves it in the list with the reason. */
  void closeBecause(int number, Message because) {
    listeners
        .findOpen(number)
        .ifPresent(
            listener -> {
              shut(listener, because);
              noteClosed(listener);
            });
  }

  private void shut(OpenListener listener, Message because) {
    OptionalLong dropped = closeSocket(listener);
    listeners.change(listener.number(), each -> each.closed(because, dropped));
    revision.incrementAndGet();
  }

  private void noteClosed(OpenListener listener) {
    if (!listener.plan().forReplies()) {
      chronicle.note(new Act.Closed(listener.number()));
    }
  }

  /** Closes a listener if it is open, and takes it off the list. */
  boolean remove(int number) {
    boolean found = listeners.find(number).isPresent();
    listeners
        .findOpen(number)
        .ifPresent(
            listener -> {
              closeSocket(listener);
              noteClosed(listener);
            });
    listeners.remove(number);
    if (found) {
      removed.add(number);
    }
    revision.incrementAndGet();
    return found;
  }
}
