package org.portbound.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.arrival.GroupTable;
import org.portbound.diagnosis.group.GroupFailures;
import org.portbound.diagnosis.group.GroupFix;
import org.portbound.diagnosis.group.GroupLimits;
import org.portbound.diagnosis.group.GroupSubject;
import org.portbound.diagnosis.group.JoinForecaster;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;
import org.portbound.workbench.GroupsView.JoinedView;
import org.portbound.workbench.GroupsView.State;

/**
 * Groups joined and left while a listener is open.
 *
 * <p>Threads: any. What changes something is one command at a time, under the workbench's lock, and
 * blocks; {@link #view} and {@link #forecast} read /proc, which may take a moment, and wait for no
 * command.
 */
public final class Groups {
  private static final String JOIN = "join";
  private static final String LEAVE = "leave";

  private final Lock commands;
  private final ListenerDesk desk;
  private final SocketProvider provider;
  private final Chronicle chronicle;

  Groups(Lock commands, ListenerDesk desk, SocketProvider provider, Chronicle chronicle) {
    this.commands = commands;
    this.desk = desk;
    this.provider = provider;
    this.chronicle = chronicle;
  }

  /**
   * Joins a group. Where it is joined already from some sources only, and more are asked for, those
   * come to it, as the kernel does.
   */
  public GroupResult join(int listener, GroupMembership wanted) {
    return onOpen(listener, open -> join(open, wanted));
  }

  private GroupResult join(OpenListener open, GroupMembership wanted) {
    GroupSubject subject = subject(open);
    Forecast expected = JoinForecaster.of(subject, wanted);
    Optional<JoinedGroup> before = joined(open, wanted);
    boolean lost = before.filter(each -> each.isLost(subject.interfaces())).isPresent();
    if (before.isPresent() && !lost && wanted.sources().mode() == SourceFilter.Mode.ONLY) {
      GroupMembership there = before.get().membership();
      if (there.sources().mode() == SourceFilter.Mode.ONLY) {
        SourceFilter both = JoinForecaster.union(there.sources(), wanted.sources());
        return setSources(open, there, both, JOIN, expected);
      }
    }
    CallOutcome outcome = open.socket().join(wanted);
    if (outcome instanceof CallOutcome.Done) {
      desk.joined(open.number(), wanted);
    }
    return answer(open, outcome, JOIN, wanted, expected);
  }

  /** Leaves a group, whatever its sources, also one whose interface is gone. */
  public GroupResult leave(int listener, GroupMembership joined) {
    return onOpen(
        listener,
        open -> {
          CallOutcome outcome = open.socket().leave(joined);
          if (outcome instanceof CallOutcome.Done) {
            desk.left(listener, joined);
          }
          return answer(open, outcome, LEAVE, joined, null);
        });
  }

  /** Changes whose datagrams of a joined group are taken, without leaving it. */
  public GroupResult setSources(int listener, GroupMembership joined, SourceFilter now) {
    return onOpen(listener, open -> setSources(open, joined, now, "sources", null));
  }

  private GroupResult setSources(
      OpenListener open,
      GroupMembership joined,
      SourceFilter now,
      String verb,
      @Nullable Forecast expected) {
    CallOutcome outcome = open.socket().setSources(joined, now);
    if (outcome instanceof CallOutcome.Done) {
      desk.joined(open.number(), joined.withSources(now));
    }
    return answer(open, outcome, verb, joined.withSources(now), expected);
  }

  private GroupResult answer(
      OpenListener open,
      CallOutcome outcome,
      String verb,
      GroupMembership wanted,
      @Nullable Forecast expected) {
    GroupSubject before = subject(open);
    desk.note(open, outcome.calls());
    chronicle.note(
        switch (verb) {
          case JOIN -> new Act.Joined(open.number(), wanted, outcome.error());
          case LEAVE -> new Act.Left(open.number(), wanted, outcome.error());
          default -> new Act.Sources(open.number(), wanted);
        });
    return switch (outcome) {
      case CallOutcome.Done _ -> new GroupResult.Done(expected);
      case CallOutcome.Failed failed ->
          new GroupResult.Refused(
              wanted, GroupFailures.explain(failed, verb, before, wanted), expected);
    };
  }

  /** Switches whether groups that only others on this machine have joined come too. */
  public GroupResult setMulticastAll(int listener, Family groups, boolean on) {
    return onOpen(
        listener,
        open -> {
          CallOutcome outcome = open.socket().setMulticastAll(groups, on);
          desk.note(open, outcome.calls());
          chronicle.note(new Act.MulticastAll(listener, groups, on, outcome.error()));
          return switch (outcome) {
            case CallOutcome.Done _ -> new GroupResult.Done(null);
            case CallOutcome.Failed failed ->
                new GroupResult.NotSwitched(
                    Message.of(
                        failed.calls().isEmpty()
                            ? "workbench.group.java-only-off"
                            : "workbench.group.not-switched",
                        failed.errno().said()));
          };
        });
  }

  /** Carries out what helps after a join was refused. */
  public GroupResult apply(int listener, GroupFix fix) {
    return switch (fix) {
      case GroupFix.Join again -> join(listener, again.instead());
      case GroupFix.SetSources change -> setSources(listener, change.joined(), change.now());
      case GroupFix.ListenBeside beside ->
          onOpen(
              listener,
              open ->
                  switch (desk.open(new ListenerPlan(beside.plan(), open.plan().closeOnExit()))) {
                    case OpenResult.Listening _ -> new GroupResult.Done(null);
                    case OpenResult.Refused(Refusal refusal) ->
                        new GroupResult.NotSwitched(refusal.diagnosis().headline());
                  });
      case GroupFix.Advice _ ->
          new GroupResult.NotSwitched(Message.of("workbench.fix.advice-only"));
    };
  }

  /** What the kernel is expected to say to a join; empty if the listener is not open. */
  public Optional<Forecast> forecast(int listener, GroupMembership wanted) {
    return desk.listeners()
        .findOpen(listener)
        .map(open -> JoinForecaster.of(subject(open), wanted));
  }

  /** The groups of a listener as they are; empty if it is not open. */
  public Optional<GroupsView> view(int listener) {
    return desk.listeners().findOpen(listener).map(this::view);
  }

  private GroupsView view(OpenListener open) {
    UdpSocket socket = open.socket();
    boolean ipv6 = socket.plan().family() == Family.INET6;
    List<Interface> interfaces = provider.interfaces();
    Path files = provider.networkFiles();
    Optional<List<GroupTable.Member>> table = GroupTable.in(files);
    return new GroupsView(
        open.number(),
        open.groups().stream().map(each -> view(open, each, interfaces, table)).toList(),
        socket.multicastAll(Family.INET),
        ipv6 ? socket.multicastAll(Family.INET6) : Optional.empty(),
        ipv6,
        GroupLimits.now());
  }

  private JoinedView view(
      OpenListener open,
      JoinedGroup joined,
      List<Interface> interfaces,
      Optional<List<GroupTable.Member>> table) {
    GroupMembership membership = joined.membership();
    Optional<GroupTable.Member> row =
        table.flatMap(
            rows -> rows.stream().filter(each -> GroupTable.isOf(each, membership)).findFirst());
    State state = State.UNCONFIRMED;
    if (joined.isLost(interfaces) || table.isPresent() && row.isEmpty()) {
      state = State.LOST;
    } else if (row.isPresent()) {
      state = State.CONFIRMED;
    }
    return new JoinedView(
        membership,
        state,
        row.isPresent() ? OptionalInt.of(row.get().users()) : OptionalInt.empty(),
        open.socket().sources(membership),
        desk.received(open.number(), membership.group()));
  }

  private static Optional<JoinedGroup> joined(OpenListener open, GroupMembership place) {
    return open.groups().stream().filter(each -> each.membership().isSamePlace(place)).findFirst();
  }

  /** What is lost with its interface does not count as joined: joining again is what helps. */
  private GroupSubject subject(OpenListener open) {
    UdpSocket socket = open.socket();
    List<Interface> interfaces = provider.interfaces();
    SocketPlan plan = socket.plan().withReuse(socket.reuse());
    return new GroupSubject(
        plan,
        socket.local(),
        open.groups().stream()
            .filter(each -> !each.isLost(interfaces))
            .map(JoinedGroup::membership)
            .toList(),
        interfaces,
        GroupLimits.now());
  }

  private GroupResult onOpen(int listener, Function<OpenListener, GroupResult> work) {
    commands.lock();
    try {
      return desk.listeners()
          .findOpen(listener)
          .map(work)
          .orElseGet(() -> new GroupResult.NoListener(listener));
    } finally {
      commands.unlock();
    }
  }
}
