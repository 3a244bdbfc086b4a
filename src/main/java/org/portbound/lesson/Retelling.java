package org.portbound.lesson;

import java.net.Inet4Address;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.portbound.capture.DatagramLog;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.workbench.Act;
import org.portbound.workbench.Chronicle;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.Source;

/**
 * Turns what was done on a workbench into the deeds of a lesson, with the kernel's answers as what
 * is expected. What the format cannot say gets the reason. Used once, by one thread.
 */
public final class Retelling {
  private final List<Chronicle.Entry> entries;
  private final Predicate<Chronicle.Entry> chosen;
  private final RetoldSockets sockets = new RetoldSockets();
  private final SendTelling sends;
  private final Set<Integer> otherUsers = new HashSet<>();
  private final Set<Need> needs = EnumSet.of(Need.LINUX);

  private Retelling(
      List<Chronicle.Entry> entries, Predicate<Chronicle.Entry> chosen, DatagramLog log) {
    this.entries = entries;
    this.chosen = chosen;
    this.sends = new SendTelling(entries, sockets, log);
  }

  /**
   * Tells acts in their order. Looks for the datagrams sent in the log, which may take a moment.
   *
   * @param chosen which are to be told; of the others there is a sentence and nothing else
   * @param log where the datagrams are
   */
  public static List<RetoldAct> tell(
      List<Chronicle.Entry> entries, Predicate<Chronicle.Entry> chosen, DatagramLog log) {
    var telling = new Retelling(entries, chosen, log);
    return entries.stream().map(telling::tell).toList();
  }

  private RetoldAct tell(Chronicle.Entry entry) {
    Told told = told(entry);
    boolean take = chosen.test(entry);
    if (take && !told.deeds().isEmpty()) {
      keepTrack(entry.act(), told);
    }
    return new RetoldAct(
        entry,
        told.title(),
        take ? told.deeds() : List.of(),
        told.obstacle(),
        told.remarks(),
        needs);
  }

  private Told told(Chronicle.Entry entry) {
    return switch (entry.act()) {
      case Act.Opened opened ->
          bind(
              sockets.nameFor(opened.listener()),
              opened.peer(),
              opened.plan(),
              opened.local(),
              Expected.Answer.OK);
      case Act.Refused refused ->
          bind(
                  sockets.nextRefused(),
                  refused.peer(),
                  refused.plan(),
                  refused.plan().socket().local(),
                  new Expected.Answer(refused.errno()))
              .unless(!refused.strangers(), Message.of("lesson.told.strangers"));
      case Act.Closed closed -> on(closed, name -> new Deed.Close(name, Expected.Answer.OK));
      case Act.Started started -> started(started);
      case Act.Signalled signalled -> signal(signalled.peer(), signalled.action());
      case Act.Gone gone -> gone(gone);
      case Act.Inherited inherited ->
          on(inherited, name -> new Deed.Fork(name, Expected.Answer.OK));
      case Act.Reuse(int _, ReuseOption option, boolean on, var errno) ->
          on(
              entry.act(),
              name ->
                  new Deed.Set(
                      name, Deed.Option.valueOf(option.name()), on, new Expected.Answer(errno)));
      case Act.Connected(int _, Endpoint to, var errno) ->
          on(entry.act(), name -> new Deed.Connect(name, to, new Expected.Answer(errno)));
      case Act.Joined(int _, var group, var errno) ->
          on(entry.act(), name -> new Deed.Join(name, group, new Expected.Answer(errno)));
      case Act.Left(int _, var group, var errno) ->
          on(entry.act(), name -> new Deed.Leave(name, group, new Expected.Answer(errno)));
      case Act.Sources(int listener, var group) ->
          Told.not(
              Message.of("lesson.told.sources", sockets.nameOf(listener), group),
              Message.of("lesson.told.no-word"));
      case Act.MulticastAll(int listener, Family groups, boolean on, var errno) ->
          groups == Family.INET
              ? on(
                  entry.act(),
                  name ->
                      new Deed.Set(
                          name, Deed.Option.IP_MULTICAST_ALL, on, new Expected.Answer(errno)))
              : Told.not(
                  Message.of("lesson.told.multicast-all", sockets.nameOf(listener)),
                  Message.of("lesson.told.no-word"));
      case Act.Sent sent -> sends.sent(entry, sent);
      case Act.NotSent notSent -> notSent(notSent);
      case Act.Other(Message what) -> Told.not(what, Message.of("lesson.told.no-word"));
    };
  }

  /** A deed on an open socket, by its name. */
  private interface OnSocket {
    Deed with(String name);
  }

  private Told on(Act act, OnSocket deed) {
    return Told.of(deed.with(sockets.nameOf(act.listener())))
        .unless(
            sockets.find(act.listener()).isPresent(),
            Message.of("lesson.told.no-socket", sockets.nameOf(act.listener())));
  }

  private Told bind(
      String name, int peer, ListenerPlan planned, Endpoint local, Expected.Answer expected) {
    SocketPlan plan = planned.socket().withLocal(local);
    String process = peer == 0 ? null : RetoldSockets.process(peer);
    Told told = Told.of(new Deed.Bind(name, plan, process, otherUsers.contains(peer), expected));
    boolean sayable = plan.device() == null && plan.receiveBufferBytes().isEmpty();
    String option = plan.device() == null ? "SO_RCVBUF" : "SO_BINDTODEVICE";
    return told.unless(sayable, Message.of("lesson.told.option", option))
        .unless(local.port() != 0, Message.of("lesson.file.no-port"));
  }

  private Told started(Act.Started started) {
    if (started.otherUser()) {
      otherUsers.add(started.peer());
    }
    Message title = Message.of("lesson.told.started", RetoldSockets.process(started.peer()));
    return new Told(title, List.of(), null, List.of(Message.of("lesson.told.started-with-bind")));
  }

  private Told signal(int peer, PeerAction action) {
    return Told.of(new Deed.Signal(RetoldSockets.process(peer), action, Expected.Answer.OK))
        .unless(
            sockets.knows(peer), Message.of("lesson.told.no-process", RetoldSockets.process(peer)));
  }

  /** Its end is told once: by what ended it, or, if that was nothing here, as a kill. */
  private Told gone(Act.Gone gone) {
    boolean ended =
        entries.stream()
            .map(Chronicle.Entry::act)
            .anyMatch(
                each ->
                    each instanceof Act.Signalled(int peer, PeerAction action)
                        && peer == gone.peer()
                        && (action == PeerAction.KILL || action == PeerAction.CLOSE));
    Message title = Message.of("lesson.told.gone", RetoldSockets.process(gone.peer()));
    if (ended) {
      return new Told(title, List.of(), null, List.of(Message.of("lesson.told.gone-already")));
    }
    Told kill = signal(gone.peer(), PeerAction.KILL);
    return new Told(
        title, kill.deeds(), kill.obstacle(), List.of(Message.of("lesson.told.gone-as-kill")));
  }

  private Told notSent(Act.NotSent notSent) {
    SendPlan plan = notSent.plan();
    Message title = Message.of("lesson.told.not-sent", plan.destination(), notSent.errno());
    if (notSent.opened() || !(plan.source() instanceof Source.Bound(var local, var reuse))) {
      return Told.not(title, Message.of("lesson.told.failed"));
    }
    var socket = new ListenerPlan(SocketPlan.of(local).withReuse(reuse), false);
    return bind(sockets.nextRefused(), 0, socket, local, new Expected.Answer(notSent.errno()));
  }

  /** The lesson has this act: names and sockets are as they are after it. */
  private void keepTrack(Act act, Told told) {
    told.deeds().forEach(this::addNeeds);
    switch (act) {
      case Act.Opened opened ->
          sockets.bound(
              opened.listener(),
              new RetoldSockets.Open(
                  sockets.nameOf(opened.listener()),
                  opened.peer(),
                  opened.plan().socket().family(),
                  opened.local(),
                  opened.plan().socket().reuse()));
      case Act.Refused refused -> sockets.refused(refused.peer());
      case Act.NotSent _ -> sockets.refused(0);
      case Act.Closed closed -> sockets.closed(closed.listener());
      case Act.Signalled(int peer, PeerAction action) -> {
        switch (action) {
          case STOP, CONTINUE -> sockets.stop(peer, action == PeerAction.STOP);
          case CLOSE, KILL -> sockets.ended(peer);
        }
      }
      case Act.Gone gone -> sockets.ended(gone.peer());
      case Act.Reuse(int listener, ReuseOption option, boolean on, var errno) -> {
        if (errno == null) {
          sockets
              .find(listener)
              .ifPresent(socket -> sockets.change(listener, with(socket.reuse(), option, on)));
        }
      }
      case Act.Sent sent -> {
        if (told.deeds().getFirst() instanceof Deed.Bind) {
          sockets.sentFromSocket();
        } else if (!(sent.plan().source() instanceof Source.Listener)) {
          sockets.sentFromSender();
        }
      }
      default -> {}
    }
  }

  private static ReuseOptions with(ReuseOptions reuse, ReuseOption option, boolean on) {
    return option == ReuseOption.SO_REUSEADDR
        ? new ReuseOptions(on, reuse.reusePort())
        : new ReuseOptions(reuse.reuseAddr(), on);
  }

  /** What one step needs, all after it do: they build upon it. */
  private void addNeeds(Deed deed) {
    switch (deed) {
      case Deed.Bind bind -> {
        if (bind.otherUser()) {
          needs.add(Need.ROOT);
        }
        if (bind.ipv6() || !(bind.local().address() instanceof Inet4Address)) {
          needs.add(Need.IPV6);
        }
      }
      case Deed.Set set -> {
        if (set.option() == Deed.Option.IP_MULTICAST_ALL) {
          needs.add(Need.POSIX);
        }
      }
      default -> {}
    }
  }
}
