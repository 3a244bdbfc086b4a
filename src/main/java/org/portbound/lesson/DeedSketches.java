package org.portbound.lesson;

import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.code.Sketch;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.workbench.Sketches.Sketched;

/** The deeds of a lesson as programs: each socket as it is after the deed. Pure function. */
public final class DeedSketches {
  private final LessonPorts ports;
  private final Map<String, Sketch> sockets = new HashMap<>();

  private DeedSketches(LessonPorts ports) {
    this.ports = ports;
  }

  /**
   * The program of one deed; empty if it is about processes, or closes something.
   *
   * @param step its step's place in the lesson, from 0
   * @param deed its place in the step, from 0
   * @param ports those that the lesson uses
   */
  public static Optional<Sketched> of(Lesson lesson, int step, int deed, LessonPorts ports) {
    var sketches = new DeedSketches(ports);
    for (LessonStep before : lesson.steps().subList(0, step)) {
      before.deeds().forEach(sketches::sketch);
    }
    List<Deed> deeds = lesson.steps().get(step).deeds();
    deeds.subList(0, deed).forEach(sketches::sketch);
    return sketches.sketch(deeds.get(deed));
  }

  private Optional<Sketched> sketch(Deed deed) {
    return switch (deed) {
      case Deed.Bind bind -> {
        SocketPlan plan =
            bind.plan()
                .withLocal(ports.used(bind.local()))
                .withGroups(bind.plan().groups().stream().map(Groups::onThisSystem).toList());
        sockets.put(bind.socket(), Sketch.listener(plan, false));
        yield now(bind.socket());
      }
      case Deed.Set(String socket, Deed.Option option, boolean on, var _) ->
          set(socket, option, on);
      case Deed.Connect(String socket, Endpoint to, var _) -> {
        sockets.computeIfPresent(
            socket,
            (_, sketch) ->
                sketch.withLate(new Sketch.Late(sketch.late().multicastAll(), ports.used(to))));
        yield now(socket);
      }
      case Deed.Join(String socket, GroupMembership group, var _) ->
          groups(socket, Groups.onThisSystem(group), true);
      case Deed.Leave(String socket, GroupMembership group, var _) ->
          groups(socket, Groups.onThisSystem(group), false);
      case Deed.Send send -> Optional.of(send(send));
      case Deed.Close _, Deed.Fork _, Deed.Signal _, Deed.Who _ -> Optional.empty();
    };
  }

  private Optional<Sketched> now(String socket, Message... notes) {
    return Optional.ofNullable(sockets.get(socket))
        .map(sketch -> new Sketched(sketch, List.of(notes)));
  }

  private Optional<Sketched> set(String socket, Deed.Option option, boolean on) {
    sockets.computeIfPresent(
        socket,
        (_, sketch) -> {
          ReuseOptions reuse = sketch.plan().reuse();
          return switch (option) {
            case SO_REUSEADDR ->
                sketch.withPlan(sketch.plan().withReuse(new ReuseOptions(on, reuse.reusePort())));
            case SO_REUSEPORT ->
                sketch.withPlan(sketch.plan().withReuse(new ReuseOptions(reuse.reuseAddr(), on)));
            case IP_MULTICAST_ALL ->
                sketch.withLate(new Sketch.Late(Map.of(Family.INET, on), sketch.late().peer()));
          };
        });
    return option == Deed.Option.IP_MULTICAST_ALL
        ? now(socket)
        : now(socket, Message.of("workbench.code.late-option"));
  }

  private Optional<Sketched> groups(String socket, GroupMembership group, boolean joins) {
    sockets.computeIfPresent(
        socket,
        (_, sketch) -> {
          var groups = new ArrayList<>(sketch.plan().groups());
          groups.removeIf(each -> each.isSamePlace(group));
          if (joins) {
            groups.add(group);
          }
          return sketch.withPlan(sketch.plan().withGroups(groups));
        });
    return now(socket);
  }

  private Sketched send(Deed.Send send) {
    Endpoint to = ports.used(send.to());
    SendOptions options =
        to.address().isMulticastAddress()
            ? SendOptions.DEFAULT.withInterface(Groups.loopback())
            : SendOptions.DEFAULT;
    byte[] payload = send.text().getBytes(StandardCharsets.UTF_8);
    var dispatch = new Sketch.Dispatch(to, payload, options, SendSetup.NONE);
    Sketch from = sockets.get(send.from());
    String anyPort = to.address() instanceof Inet6Address ? "[::1]:0" : "127.0.0.1:0";
    SocketPlan plan =
        from == null ? SocketPlan.of(Endpoint.parse(anyPort)) : from.plan().withGroups(List.of());
    boolean many = send.count() > 1 || send.ports() > 1;
    return new Sketched(
        Sketch.send(plan, dispatch),
        many ? List.of(Message.of("lesson.code.one-of-many")) : List.of());
  }
}
