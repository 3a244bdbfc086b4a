package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.socket.CallTotals;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.posix.PosixProvider;

/**
 * A small session, without JUnit so that it runs by itself: prints how many calls of each name its
 * ledger has.
 */
final class LedgerSession {
  private LedgerSession() {}

  public static void main(String[] args) throws InterruptedException {
    Workbench workbench = Workbench.open(new PosixProvider(), 8 << 20);
    play(workbench);
    workbench.close();
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().startsWith("workbench-")) {
        each.join();
      }
    }
    workbench.ledger().pull();
    Map<String, Long> counts = new TreeMap<>();
    for (LedgerEntry each : workbench.ledger().since(1)) {
      CallTotals run = each.totals();
      counts.merge(each.call().name(), run == null ? 1 : run.calls(), Long::sum);
    }
    counts.forEach((name, count) -> System.out.println(name + " " + count));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void play(Workbench workbench) {
    ListenerView listener = listen(workbench, SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
    workbench.open(new ListenerPlan(SocketPlan.of(listener.local()), false));
    workbench.outlook().inferOptions(listener.local().port());
    workbench.adjusting().setReuse(listener.number(), ReuseOption.SO_REUSEPORT, true);
    Endpoint group = Endpoint.parse("239.255.255.250:0");
    workbench.adjusting().join(listener.number(), new GroupMembership(group.address(), "lo"));
    var from = new Source.Listener(listener.number());
    workbench
        .sending()
        .send(new SendPlan(from, listener.local(), "one".getBytes(UTF_8), SendOptions.DEFAULT));
    workbench.sending().pathMtu(listener.local(), SendOptions.DEFAULT);
    workbench.outlook().holdersOnAllPorts();
    workbench.outlook().examine(listener.number(), Expectation.to(listener.local()));
    ListenerView other = listen(workbench, SocketPlan.of(Endpoint.parse("[::]:0")));
    series(workbench, new Source.AnyPort(), listener.local(), "series");
    series(workbench, new Source.Listener(other.number()), listener.local(), "x".repeat(66_000));
    await(() -> workbench.sending().series().stream().allMatch(SeriesView::over));
  }

  private static ListenerView listen(Workbench workbench, SocketPlan plan) {
    return switch (workbench.open(new ListenerPlan(plan, false))) {
      case OpenResult.Listening(ListenerView view) -> view;
      case OpenResult.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private static void series(Workbench workbench, Source from, Endpoint to, String payload) {
    workbench
        .sending()
        .start(
            new SeriesPlan(
                from,
                to,
                Template.of(payload.getBytes(UTF_8)),
                SendOptions.DEFAULT,
                SendSetup.NONE,
                new Schedule(OptionalLong.of(300), 3_000),
                Duration.ZERO));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
