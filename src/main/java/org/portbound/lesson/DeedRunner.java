package org.portbound.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderProcess;
import org.portbound.peer.PeerProcess;
import org.portbound.peer.PeerUser;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.PeerOpenResult;
import org.portbound.workbench.PeerResult;
import org.portbound.workbench.PeerView;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** Does what a lesson says, one deed at a time, and tells what the kernel answered. One thread. */
final class DeedRunner {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_NS = 2_000_000;

  private final Workbench workbench;
  private final Cast cast;
  private final LessonPorts ports;
  private final Post post;

  DeedRunner(Workbench workbench, Cast cast, LessonPorts ports) {
    this.workbench = workbench;
    this.cast = cast;
    this.ports = ports;
    this.post = new Post(workbench, cast, ports);
  }

  /** An answer, and what goes with it. */
  private record Told(
      boolean asExpected,
      Message answer,
      @Nullable Forecast forecast,
      @Nullable Refusal refusal,
      int listener) {
    static Told of(boolean asExpected, Message answer, int listener) {
      return new Told(asExpected, answer, null, null, listener);
    }
  }

  DeedResult run(Deed deed) {
    long first = workbench.ledger().mark();
    Told told =
        switch (deed) {
          case Deed.Bind bind -> bind(bind);
          case Deed.Set(String socket, var option, boolean on, var expected) ->
              call(socket, expected, listener -> set(listener, option, on));
          case Deed.Connect(String socket, var to, var expected) ->
              call(
                  socket,
                  expected,
                  listener -> workbench.adjusting().connect(listener, ports.used(to)));
          case Deed.Join(String socket, var group, var expected) ->
              call(socket, expected, listener -> workbench.adjusting().join(listener, group));
          case Deed.Leave(String socket, var group, var expected) ->
              call(socket, expected, listener -> workbench.adjusting().leave(listener, group));
          case Deed.Send send -> {
            Post.Outcome outcome = post.send(send);
            yield Told.of(outcome.asExpected(), outcome.answer(), 0);
          }
          case Deed.Close(String socket, var expected) -> close(socket, expected);
          case Deed.Fork(String socket, var expected) -> fork(socket, expected);
          case Deed.Signal(String process, var action, var expected) ->
              signal(process, action, expected);
          case Deed.Who(int port, var expected) -> who(ports.used(port), expected);
        };
    return new DeedResult(
        deed,
        told.asExpected(),
        told.answer(),
        told.forecast(),
        told.refusal(),
        told.listener(),
        first,
        workbench.ledger().mark());
  }

  private Told bind(Deed.Bind bind) {
    SocketPlan plan =
        bind.plan()
            .withLocal(ports.used(bind.local()))
            .withGroups(bind.plan().groups().stream().map(Groups::onThisSystem).toList());
    String process = bind.process();
    int peer = 0;
    if (process != null) {
      switch (peer(process, bind.otherUser())) {
        case PeerResult.Done(PeerView view) -> peer = view.number();
        case PeerResult.NotDone(Message why) -> {
          return Told.of(false, why, 0);
        }
      }
    }
    Forecast forecast = workbench.outlook().forecast(peer, plan).get(plan.reuse());
    var listenerPlan = new ListenerPlan(plan, false);
    PeerOpenResult result =
        peer == 0
            ? new PeerOpenResult.Answered(workbench.open(listenerPlan))
            : workbench.processes().open(peer, listenerPlan);
    String wanted = bind.expected().errno();
    return switch (result) {
      case PeerOpenResult.NotAnswered(Message why) -> Told.of(false, why, 0);
      case PeerOpenResult.Answered(OpenResult.Listening(ListenerView view)) -> {
        cast.addListener(bind.socket(), view.number());
        var answer = Message.of("lesson.answer.bound", bind.socket(), view.local());
        yield new Told(wanted == null, answer, forecast, null, view.number());
      }
      case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) -> {
        String errno = refusal.diagnosis().refused().errno().name();
        yield new Told(errno.equals(wanted), refusal.diagnosis().headline(), forecast, refusal, 0);
      }
    };
  }

  private PeerResult peer(String name, boolean other) {
    OptionalInt known = cast.peer(name);
    if (known.isPresent()) {
      Optional<PeerView> view =
          workbench.processes().views().stream()
              .filter(each -> each.number() == known.getAsInt())
              .filter(each -> each.state() != PeerProcess.State.ENDED)
              .findFirst();
      if (view.isPresent()) {
        return new PeerResult.Done(view.get());
      }
    }
    PeerResult started =
        workbench
            .processes()
            .start(other ? new PeerUser.Other(PeerUser.NOBODY) : new PeerUser.Same());
    if (started instanceof PeerResult.Done(PeerView view)) {
      cast.addPeer(name, view.number());
    }
    return started;
  }

  /** A call on an open socket. */
  private interface Call {
    CallOutcome on(int listener);
  }

  private Told call(String socket, Expected.Answer expected, Call call) {
    OptionalInt listener = cast.listener(socket);
    if (listener.isEmpty()) {
      return notOpen(socket);
    }
    return answer(expected, call.on(listener.getAsInt()).error(), listener.getAsInt());
  }

  private static Told answer(Expected.Answer expected, @Nullable String errno, int listener) {
    boolean same = errno == null ? expected.errno() == null : errno.equals(expected.errno());
    return Told.of(same, Answers.call(errno), listener);
  }

  private static Told notOpen(String socket) {
    return Told.of(false, Message.of("lesson.answer.not-open", socket), 0);
  }

  private CallOutcome set(int listener, Deed.Option option, boolean on) {
    return switch (option) {
      case SO_REUSEADDR -> workbench.adjusting().setReuse(listener, ReuseOption.SO_REUSEADDR, on);
      case SO_REUSEPORT -> workbench.adjusting().setReuse(listener, ReuseOption.SO_REUSEPORT, on);
      case IP_MULTICAST_ALL -> workbench.adjusting().setMulticastAll(listener, on);
    };
  }

  private Told close(String socket, Expected.Answer expected) {
    OptionalInt listener = cast.listener(socket);
    return listener.isPresent() && workbench.close(listener.getAsInt())
        ? answer(expected, null, listener.getAsInt())
        : notOpen(socket);
  }

  private Told fork(String socket, Expected.Answer expected) {
    OptionalInt listener = cast.listener(socket);
    if (listener.isEmpty()) {
      return notOpen(socket);
    }
    return switch (workbench.processes().holdInChild(listener.getAsInt())) {
      case PeerResult.Done _ -> answer(expected, null, listener.getAsInt());
      case PeerResult.NotDone(Message why) -> Told.of(false, why, listener.getAsInt());
    };
  }

  private Told signal(String process, PeerAction action, Expected.Answer expected) {
    OptionalInt peer = cast.peer(process);
    if (peer.isEmpty()) {
      return Told.of(false, Message.of("lesson.answer.no-process", process), 0);
    }
    int number = peer.getAsInt();
    List<Integer> held =
        workbench.listeners().stream()
            .filter(each -> each.peer() == number && cast.isOpen(each.number()))
            .map(ListenerView::number)
            .toList();
    return switch (workbench.processes().act(number, action)) {
      case PeerResult.NotDone(Message why) -> Told.of(false, why, 0);
      case PeerResult.Done _ -> {
        // The kernel closes the sockets of a killed process; the word of it takes a moment.
        boolean ends = action == PeerAction.KILL || action == PeerAction.CLOSE;
        boolean gone = !ends || awaitTrue(() -> held.stream().noneMatch(cast::isOpen));
        yield gone
            ? answer(expected, null, 0)
            : Told.of(false, Message.of("lesson.answer.still-there", process), 0);
      }
    };
  }

  private static boolean awaitTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NS);
    }
    return true;
  }

  /** A process that was killed may be listed for some milliseconds more. */
  private Told who(int port, Expected.Holders expected) {
    awaitTrueOrPass(() -> holders(port).equals(expected.processes()));
    List<String> found = holders(port);
    return Told.of(found.equals(expected.processes()), Answers.holders(found), 0);
  }

  private static void awaitTrueOrPass(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NS);
    }
  }

  private List<String> holders(int port) {
    var names = new ArrayList<String>();
    for (Holder each : workbench.outlook().holders(port).holders()) {
      each.processes().forEach(process -> names.add(name(process)));
    }
    return names.stream().distinct().sorted().toList();
  }

  /** By the lesson's names; a stranger by his program and number. */
  private String name(HolderProcess process) {
    if (process.pid() == ProcessHandle.current().pid()) {
      return Expected.Holders.HERE;
    }
    for (PeerView peer : workbench.processes().views()) {
      Optional<String> name = cast.process(peer.number());
      if (name.isPresent() && peer.pid() == process.pid()) {
        return name.get();
      }
      if (name.isPresent() && peer.holders().contains((long) process.pid())) {
        return Expected.Holders.CHILD_OF + name.get();
      }
    }
    return process.program() + " (" + process.pid() + ")";
  }
}
