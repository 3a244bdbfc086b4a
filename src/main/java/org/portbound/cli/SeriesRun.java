package org.portbound.cli;

import java.util.concurrent.locks.LockSupport;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Replies;
import org.portbound.workbench.SeriesPlan;
import org.portbound.workbench.SeriesResult;
import org.portbound.workbench.SeriesView;
import org.portbound.workbench.Workbench;

/** Many datagrams in the terminal, and their replies. One thread, the caller's. */
final class SeriesRun {
  private final Terminal terminal;
  private final SendReport report;
  private final SocketProvider provider;
  private final SeriesPlan plan;

  SeriesRun(Terminal terminal, SendReport report, SocketProvider provider, SeriesPlan plan) {
    this.terminal = terminal;
    this.report = report;
    this.provider = provider;
    this.plan = plan;
  }

  /** Sends all or until Ctrl+C, tells how it went, and returns the exit status. */
  int run() {
    try (Interruption interruption = Interruption.watch();
        Workbench workbench = Workbench.open(provider, SendRun.LOG_BYTES)) {
      int status = send(workbench, interruption);
      interruption.endWith(status);
      return status;
    }
  }

  private int send(Workbench workbench, Interruption interruption) {
    return switch (workbench.sending().start(plan)) {
      case SeriesResult.Started(SeriesView started) ->
          follow(workbench, started.number(), interruption);
      case SeriesResult.NotOpened(Refusal refusal) -> {
        report.refusals().tell(refusal, fix -> CommandLines.of(fix, plan.example()));
        yield ExitStatus.REFUSED;
      }
      case SeriesResult.NoListener none ->
          throw new IllegalStateException("no listener was named, but " + none.number());
    };
  }

  private int follow(Workbench workbench, int number, Interruption interruption) {
    var printer = new ReplyPrinter(terminal, report.json(), workbench.log());
    boolean waits = plan.linger().isPositive();
    Replies replies = workbench.sending().repliesTo(number).orElseThrow();
    SeriesView now;
    try (var progress = new ProgressLine(terminal, "cli.send.progress")) {
      do {
        now = workbench.sending().series().getFirst();
        if (waits) {
          printer.print(replies.more());
        }
        boolean told = terminal.flush();
        if (!told || interruption.requested()) {
          workbench.sending().stop(number);
        }
        progress.done(now.sent(), plan.schedule().count().orElse(0));
        if (!now.over()) {
          LockSupport.parkNanos(SendRun.LOOK_NS);
        }
      } while (!now.over());
    }
    report.series(now);
    if (now.failed() > 0) {
      return ExitStatus.REFUSED;
    }
    return waits ? printer.end(plan.linger()) : ExitStatus.OK;
  }
}
