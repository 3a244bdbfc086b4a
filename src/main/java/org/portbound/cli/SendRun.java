package org.portbound.cli;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.Replies;
import org.portbound.workbench.ReplyWait;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Workbench;

/** One datagram in the terminal, and its replies. One thread, the caller's. */
final class SendRun {
  /** Replies are received here: some thousands fit. */
  static final long LOG_BYTES = 16L << 20;

  /** How often it is looked whether something came. */
  static final long LOOK_NS = 10_000_000;

  private final Terminal terminal;
  private final SendReport report;
  private final SocketProvider provider;
  private final SendPlan plan;

  SendRun(Terminal terminal, SendReport report, SocketProvider provider, SendPlan plan) {
    this.terminal = terminal;
    this.report = report;
    this.provider = provider;
    this.plan = plan;
  }

  /** Sends, waits, and returns the exit status. */
  int run() {
    try (Interruption interruption = Interruption.watch();
        Workbench workbench = Workbench.open(provider, LOG_BYTES)) {
      int status = send(workbench, interruption);
      interruption.endWith(status);
      return status;
    }
  }

  private int send(Workbench workbench, Interruption interruption) {
    Instant begun = Instant.now();
    return switch (workbench.sending().send(plan)) {
      case SendResult.Sent sent -> {
        report.sent(sent, plan.options(), begun);
        yield sent.replies().isEmpty()
            ? ExitStatus.OK
            : await(workbench, sent.replies().get(), interruption);
      }
      case SendResult.NotOpened notOpened -> {
        report.notOpened(notOpened);
        yield ExitStatus.REFUSED;
      }
      case SendResult.Failed failed -> {
        report.failed(failed, plan);
        yield ExitStatus.REFUSED;
      }
      case SendResult.NoListener none ->
          throw new IllegalStateException("no listener was named, but " + none.number());
    };
  }

  private int await(Workbench workbench, ReplyWait wait, Interruption interruption) {
    var printer = new ReplyPrinter(terminal, report.json(), workbench.log());
    Replies replies = Replies.to(wait, workbench.log());
    long endNs = System.nanoTime() + wait.length().toNanos();
    boolean over;
    do {
      over = System.nanoTime() - endNs >= 0 || interruption.requested();
      printer.print(replies.more());
      if (!over) {
        LockSupport.parkNanos(LOOK_NS);
      }
    } while (!over && terminal.flush());
    return printer.end(wait.length());
  }
}
