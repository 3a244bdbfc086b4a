package org.portbound.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.portbound.diagnosis.Fix;
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

  Fixer(ListenerDesk desk) {
    this.desk = desk;
  }

  FixResult apply(Refusal refusal, Fix fix) {
    ListenerPlan refused = refusal.plan();
    return switch (fix) {
      case Fix.RebindTogether(List<Integer> listeners, ReuseOption option, SocketPlan plan) ->
          rebindTogether(listeners, option, refusal.peer(), refused.withSocket(plan));
      case Fix.SetOptionThenBind(int listener, ReuseOption option, SocketPlan plan) ->
          setOptionThenBind(listener, option, refusal.peer(), refused.withSocket(plan));
      case Fix.BindInstead instead ->
          bind(refusal.peer(), refused.withSocket(instead.plan()), List.of());
      case Fix.StopProcess(int pid, String program) ->
          stopThenBind(pid, program, refusal.peer(), refused);
      case Fix.Advice advice -> new FixResult.Failed(Message.of("workbench.fix.advice-only"));
    };
  }

  /** All are closed first: the kernel would refuse the first one beside the others. */
  private FixResult rebindTogether(
      List<Integer> numbers, ReuseOption option, int peer, ListenerPlan plan) {
    var planned = new ArrayList<OpenListener>();
    for (int number : numbers) {
      var open = desk.listeners().findOpen(number);
      if (open.isEmpty()) {
        return new FixResult.Failed(Message.of("workbench.fix.no-listener", number));
      }
      planned.add(open.get());
    }
    var because = Message.of("workbench.closed.rebind-refused");
    planned.forEach(each -> desk.closeBecause(each.number(), because));
    var bound = new ArrayList<ListenerView>();
    Refusal firstRefusal = null;
    for (OpenListener listener : planned) {
      switch (desk.bindAgain(listener, with(listener, option))) {
        case PeerOpenResult.Answered(OpenResult.Listening(ListenerView view)) -> bound.add(view);
        case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) ->
            firstRefusal = firstRefusal == null ? refusal : firstRefusal;
        case PeerOpenResult.NotAnswered(Message why) -> {
          return new FixResult.Failed(why);
        }
      }
    }
    return firstRefusal != null
        ? new FixResult.StillRefused(firstRefusal)
        : bind(peer, plan, bound);
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

  private FixResult setOptionThenBind(int number, ReuseOption option, int peer, ListenerPlan plan) {
    var listener = desk.listeners().findOpen(number);
    if (listener.isEmpty()) {
      return new FixResult.Failed(Message.of("workbench.fix.no-listener", number));
    }
    return switch (desk.setReuse(listener.get(), option)) {
      case CallOutcome.Done done -> bind(peer, plan, List.of(desk.view(listener.get())));
      case CallOutcome.Failed failed ->
          new FixResult.Failed(
              Message.of("workbench.fix.option-refused", number, option, failed.errno()));
    };
  }

  private FixResult stopThenBind(int pid, String program, int peer, ListenerPlan plan) {
    int port = plan.socket().local().port();
    // The number may belong to another process by now: ask again who holds the port.
    boolean stillHolds =
        Holders.onPort(port, desk.own(), FlagReader.NONE).holders().stream()
            .flatMap(holder -> holder.processes().stream())
            .anyMatch(process -> process.pid() == pid && process.program().equals(program));
    if (!stillHolds) {
      return bind(peer, plan, List.of());
    }
    if (!SystemUsers.terminate(pid)) {
      return new FixResult.Failed(
          Message.of("workbench.fix.not-stopped", program, String.valueOf(pid)));
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_TIMEOUT_MS);
    while (ProcessHandle.of(pid).isPresent() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STOP_POLL_MS));
    }
    return bind(peer, plan, List.of());
  }

  private FixResult bind(int peer, ListenerPlan plan, List<ListenerView> before) {
    PeerOpenResult opened =
        peer == 0 ? new PeerOpenResult.Answered(desk.open(plan)) : desk.openIn(peer, plan);
    return switch (opened) {
      case PeerOpenResult.Answered(OpenResult.Listening(ListenerView view)) -> {
        var all = new ArrayList<>(before);
        all.add(view);
        yield new FixResult.Fixed(all);
      }
      case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) ->
          new FixResult.StillRefused(refusal);
      case PeerOpenResult.NotAnswered(Message why) -> new FixResult.Failed(why);
    };
  }
}
