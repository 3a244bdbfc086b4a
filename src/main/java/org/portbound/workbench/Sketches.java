package org.portbound.workbench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.code.Sketch;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * What is open and what is sent, as programs of their own would do it. Any thread; of a listener in
 * a peer it is told what is known here.
 */
public final class Sketches {
  private final Listeners listeners;

  Sketches(Listeners listeners) {
    this.listeners = listeners;
  }

  /**
   * What a program does, and what it does not.
   *
   * @param sketch what it does
   * @param notes what is otherwise than here
   */
  public record Sketched(Sketch sketch, List<Message> notes) {
    /** Copies the notes. */
    public Sketched {
      notes = List.copyOf(notes);
    }

    /** The same, which is one datagram of many. */
    public Sketched ofSeries() {
      var more = new ArrayList<>(notes);
      more.add(Message.of("workbench.code.series"));
      return new Sketched(sketch, more);
    }
  }

  /**
   * A listener as it is now, with what was changed since it was bound; empty if it is not there.
   */
  public Optional<Sketched> listener(int number) {
    return listeners.find(number).map(Sketches::listener);
  }

  private static Sketched listener(OpenListener listener) {
    UdpSocket socket = listener.socket();
    SocketPlan planned = listener.plan().socket();
    SocketPlan plan =
        planned
            .withLocal(socket.local())
            .withReuse(socket.reuse())
            .withGroups(listener.groups().stream().map(JoinedGroup::membership).toList());
    var late = new Sketch.Late(listener.isOpen() ? multicastAll(socket) : Map.of(), null);
    var notes = new ArrayList<Message>();
    if (!socket.reuse().equals(planned.reuse())) {
      notes.add(Message.of("workbench.code.late-option"));
    }
    return new Sketched(Sketch.listener(plan, listener.plan().closeOnExit()).withLate(late), notes);
  }

  /** What is not as the kernel makes it: net/ipv4/af_inet.c, net/ipv6/af_inet6.c. */
  private static Map<Family, Boolean> multicastAll(UdpSocket socket) {
    Map<Family, Boolean> changed = new EnumMap<>(Family.class);
    boolean six = socket.plan().family() == Family.INET6;
    socket
        .multicastAll(Family.INET)
        .filter(on -> on == six)
        .ifPresent(on -> changed.put(Family.INET, on));
    if (six) {
      socket
          .multicastAll(Family.INET6)
          .filter(on -> !on)
          .ifPresent(on -> changed.put(Family.INET6, on));
    }
    return changed;
  }

  /** A listener as it is planned. */
  public static Sketched of(ListenerPlan plan) {
    return new Sketched(Sketch.listener(plan.socket(), plan.closeOnExit()), List.of());
  }

  /** One datagram as it is planned; empty if the listener to send from is not there. */
  public Optional<Sketched> send(SendPlan plan) {
    return switch (plan.source()) {
      case Source.Listener(int number) ->
          listeners
              .find(number)
              .map(
                  listener -> {
                    UdpSocket socket = listener.socket();
                    SocketPlan own = socket.plan().withLocal(socket.local()).withGroups(List.of());
                    Sketched sketched = send(plan, own.withReuse(socket.reuse()));
                    var notes = new ArrayList<>(sketched.notes());
                    notes.add(Message.of("workbench.code.own-socket", String.valueOf(number)));
                    return new Sketched(sketched.sketch(), notes);
                  });
      case Source.Bound(Endpoint local, ReuseOptions reuse) ->
          Optional.of(send(plan, SocketPlan.of(local).withReuse(reuse)));
      case Source.AnyPort() -> Optional.of(send(plan, Sender.anyPort(plan.destination())));
    };
  }

  /** A datagram from a socket that is opened for it, as {@link #send(SendPlan)} says it. */
  public static Sketched ofOwnSocket(SendPlan plan) {
    return switch (plan.source()) {
      case Source.Bound(Endpoint local, ReuseOptions reuse) ->
          send(plan, SocketPlan.of(local).withReuse(reuse));
      case Source.Listener _, Source.AnyPort _ -> send(plan, Sender.anyPort(plan.destination()));
    };
  }

  private static Sketched send(SendPlan plan, SocketPlan from) {
    var notes = new ArrayList<Message>();
    if (plan.template().varies()) {
      notes.add(Message.of("workbench.code.template"));
    }
    if (plan.waitsForReplies()) {
      notes.add(Message.of("workbench.code.replies"));
    }
    String device = plan.setup().device();
    SocketPlan socket = device == null ? from : from.withDevice(device);
    var dispatch =
        new Sketch.Dispatch(plan.destination(), plan.payload(), plan.options(), plan.setup());
    return new Sketched(Sketch.send(socket, dispatch), notes);
  }
}
