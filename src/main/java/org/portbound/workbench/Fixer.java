package org.portbound.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Holders;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.FlagReader;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** Carries out fixes. Used by one command at a time: the workbench's lock guards it. */
final class Fixer {
  private static final long STOP_TIMEOUT_MS = 3_000;
  private static final long STOP_POLL_MS = 20;

  private final ListenerDesk desk;
  private final Chronicle chronicle;

  Fixer(ListenerDesk desk, Chronicle chronicle) {
    this.desk = desk;
    this.chronicle = chronicle;
  }

  /** How far a fix has come before its last step, the bind. */
  sealed interface Prepared {
    /**
     * The bind may be made.
     *
     * @param plan what is to be bound
     * @param before listeners that the fix bound or changed
     */
    record Ready(ListenerPlan plan, List<ListenerView> before) implements Prepared {}

    /**
     * It ended before the bind.
     *
     * @param result why
     */
    record Ended(FixResult result) implements Prepared {}
  }

  FixResult apply(Refusal refusal, Fix fix) {
    return switch (prepare(refusal, fix)) {
      case Prepared.Ready(ListenerPlan plan, List<ListenerView> before) ->
          bind(refusal.peer(), plan, before);
      case Prepared.Ended(FixResult result) -> result;
    };
  }

  /** Everything that a fix does before the refused bind is made anew. */
  Prepared prepare(Refusal refusal, Fix fix) {
    ListenerPlan refused = refusal.plan();
    return switch (fix) {
      case Fix.RebindTogether(List<Integer> listeners, ReuseOption option, SocketPlan plan) ->
          rebind(listeners, option, refused.withSocket(plan));
      case Fix.SetOptionThenBind(int listener, ReuseOption option, SocketPlan plan) ->
          setOption(listener, option, refused.withSocket(plan));
      case Fix.BindInstead instead ->
          new Prepared.Ready(refused.withSocket(instead.plan()), List.of());
      case Fix.StopProcess(int pid, String program) -> stop(pid, program, refused);
      case Fix.Advice advice -> failed("workbench.fix.advice-only");
    };
  }

  private static Prepared failed(String key, Object... arguments) {
    return new Prepared.Ended(new FixResult.Failed(Message.of(key, arguments)));
  }

  /** All are closed first: the kernel would refuse the first one beside the others. */
  private Prepared rebind(List<Integer> numbers, ReuseOption option, ListenerPlan plan) {
    var planned = new ArrayList<OpenListener>();
    for (int number : numbers) {
      var open = desk.listeners().findOpen(number);
      if (open.isEmpty()) {
        return failed("workbench.fix.no-listener", number);
      }
      planned.add(open.get());
    }
    var because = Message.of("workbench.closed.rebind-refused");
    planned.forEach(each -> desk.closeBecause(each.number(), because));
    var bound = new ArrayList<ListenerView>();
    FixResult firstRefusal = null;
    for (OpenListener listener : planned) {
      ListenerPlan again = with(listener, option);
      Forecast expected = desk.forecast(listener.peer(), again.socket());
      switch (desk.bindAgain(listener, again)) {
        case PeerOpenResult.Answered(OpenResult.Listening(ListenerView view)) -> bound.add(view);
        case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) ->
            firstRefusal =
                firstRefusal == null ? new FixResult.StillRefused(refusal, expected) : firstRefusal;
        case PeerOpenResult.NotAnswered(Message why) -> {
          return new Prepared.Ended(new FixResult.Failed(why));
        }
      }
    }
    return firstRefusal != null
        ? new Prepared.Ended(firstRefusal)
        : new Prepared.Ready(plan, bound);
  }

  /** The plan of a listener as it is now, with its port if the kernel had chosen it. */
  private static ListenerPlan with(OpenListener listener, ReuseOption option) {
    ReuseOptions reuse = listener.socket().reuse();
    SocketPlan socket = listener.plan().socket().withLocal(listener.socket().local());
    return listener
        .plan()
        .withSocket(
            socket.withReuse(
                switch (option) {
                  case SO_REUSEADDR -> reuse.withAddr();
                  case SO_REUSEPORT -> reuse.withPort();
                }));
  }

  private Prepared setOption(int number, ReuseOption option, ListenerPlan plan) {
    var listener = desk.listeners().findOpen(number);
    if (listener.isEmpty()) {
      return failed("workbench.fix.no-listener", number);
    }
    return switch (desk.setReuse(listener.get(), option)) {
      case CallOutcome.Done done -> new Prepared.Ready(plan, List.of(desk.view(listener.get())));
      case CallOutcome.Failed failed ->
          failed("workbench.fix.option-refused", number, option, failed.errno().said());
    };
  }

  private Prepared stop(int pid, String program, ListenerPlan plan) {
    int port = plan.socket().local().port();
    // The number may belong to another process by now: ask again who holds the port.
    boolean stillHolds =
        Holders.onPort(port, desk.own(), FlagReader.NONE).holders().stream()
            .flatMap(holder -> holder.processes().stream())
            .anyMatch(process -> process.pid() == pid && process.program().equals(program));
    if (stillHolds && !SystemUsers.terminate(pid)) {
      return failed("workbench.fix.not-stopped", program, String.valueOf(pid));
    }
    if (stillHolds) {
      chronicle.note(
          new Act.Other(Message.of("workbench.act.stopped", program, String.valueOf(pid))));
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_TIMEOUT_MS);
    while (stillHolds && ProcessHandle.of(pid).isPresent() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STOP_POLL_MS));
    }
    return new Prepared.Ready(plan, List.of());
  }

  /** What is expected is asked at the last moment, so that it is about what the kernel sees. */
  private FixResult bind(int peer, ListenerPlan plan, List<ListenerView> before) {
    Forecast expected = desk.forecast(peer, plan.socket());
    PeerOpenResult opened =
        peer == 0 ? new PeerOpenResult.Answered(desk.open(plan)) : desk.openIn(peer, plan);
    return switch (opened) {
      case PeerOpenResult.Answered(OpenResult.Listening(ListenerView view)) -> {
        var all = new ArrayList<>(before);
        all.add(view);
        yield new FixResult.Fixed(all, expected);
      }
      case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) ->
          new FixResult.StillRefused(refusal, expected);
      case PeerOpenResult.NotAnswered(Message why) -> new FixResult.Failed(why);
    };
  }
}
