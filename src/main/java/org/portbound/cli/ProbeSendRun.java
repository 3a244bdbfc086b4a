package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.ProbePlan;
import org.portbound.workbench.ProbeSendView;
import org.portbound.workbench.ProbeStart;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** Streams of a probe in the terminal, from their start to what came of them. One thread. */
final class ProbeSendRun {
  /** Nothing is received here: the smallest log will do. */
  private static final long LOG_BYTES = 256L << 10;

  private static final long IDLE_NS = 20_000_000;

  private final Terminal terminal;
  private final List<ProbePlan> plans;
  private final SocketProvider provider;
  private final boolean json;

  ProbeSendRun(Terminal terminal, List<ProbePlan> plans, SocketProvider provider, boolean json) {
    this.terminal = terminal;
    this.plans = plans;
    this.provider = provider;
    this.json = json;
  }

  /** Sends all and returns the exit status. */
  int run() {
    try (Interruption interruption = Interruption.watch();
        Workbench workbench = Workbench.open(provider, LOG_BYTES)) {
      int status = send(workbench, interruption);
      interruption.endWith(status);
      return status;
    }
  }

  private int send(Workbench workbench, Interruption interruption) {
    var numbers = new ArrayList<Integer>();
    for (ProbePlan plan : plans) {
      switch (workbench.probing().start(plan)) {
        case ProbeStart.Started(ProbeSendView sending) -> {
          numbers.add(sending.number());
          begun(sending);
        }
        case ProbeStart.NotOpened(Refusal refusal) -> {
          new Refusals(terminal, json).tell(refusal, fix -> Optional.empty());
          return ExitStatus.REFUSED;
        }
        case ProbeStart.NoListener none ->
            throw new IllegalStateException("no listener was named, but " + none.number());
      }
    }
    terminal.flush();
    await(workbench, interruption);
    List<ProbeSendView> done = workbench.probing().sends();
    done.forEach(this::end);
    terminal.flush();
    return done.stream().anyMatch(each -> each.failed() > 0) ? ExitStatus.REFUSED : ExitStatus.OK;
  }

  private void await(Workbench workbench, Interruption interruption) {
    try (var line = new ProgressLine(terminal, "cli.probe.sending")) {
      while (true) {
        List<ProbeSendView> now = workbench.probing().sends();
        if (now.stream().allMatch(ProbeSendView::over)) {
          return;
        }
        if (interruption.requested()) {
          workbench.probing().stopAll();
        }
        line.show(
            now.stream().mapToDouble(ProbeSendView::doneShare).min().orElse(0),
            now.stream().mapToLong(ProbeSendView::sent).sum(),
            Math.round(now.stream().mapToDouble(ProbeSendView::perSecond).sum()));
        LockSupport.parkNanos(IDLE_NS);
      }
    }
  }

  private void begun(ProbeSendView sending) {
    String by = sending.plan().options().interfaceName();
    if (json) {
      terminal.line(object("sending", sending).with("interface", by).toString());
      return;
    }
    terminal.line(
        terminal.say(
            by == null ? "cli.probe.begun" : "cli.probe.begun-by",
            sending.number(),
            sending.plan().lengthBytes(),
            sending.plan().destination(),
            sending.from().port(),
            by == null ? "" : by));
  }

  private void end(ProbeSendView done) {
    String refused =
        done.failures().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    if (json) {
      terminal.line(
          object("sent", done)
              .with("sent", done.sent())
              .with("refused", done.failed())
              .with("refusals", refused)
              .with("perSecond", done.perSecond())
              .with("stoodStillSeconds", done.stalledNs() / 1e9)
              .with("stopped", done.state() == ProbeSendView.State.STOPPED)
              .toString());
      return;
    }
    String sentence =
        terminal.say(
            "cli.probe.sent",
            done.number(),
            done.sent(),
            String.format(Locale.ROOT, "%.2f", done.sendingNs() / 1e9),
            String.format(Locale.ROOT, "%.1f", done.perSecond()));
    terminal.line(
        refused.isEmpty() ? sentence : sentence + terminal.say("cli.probe.refused", refused));
    if (done.stalledNs() > 0) {
      terminal.tell(terminal.say("cli.send.stood-still", Amounts.seconds(done.stalledNs())));
    }
  }

  private static Json object(String event, ProbeSendView sending) {
    Endpoint to = sending.plan().destination();
    return Json.event(event)
        .with("stream", sending.number())
        .with("destinationAddress", Endpoint.text(to.address()))
        .with("destinationPort", to.port())
        .with("sourcePort", sending.from().port())
        .with("length", sending.plan().lengthBytes());
  }
}
