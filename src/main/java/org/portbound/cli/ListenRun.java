package org.portbound.cli;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.portbound.file.RecordState;
import org.portbound.socket.CallOutcome;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.RecordResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** One listener in the terminal, from its bind to its summary. One thread, the caller's. */
final class ListenRun {
  /** How long to pause when nothing is there: short for the eye, long for the processor. */
  private static final long IDLE_NS = 5_000_000;

  /** The same when nothing is printed. */
  private static final long QUIET_IDLE_NS = 50_000_000;

  private final Terminal terminal;
  private final ListenRequest request;
  private final ListenReport report;
  private final ListenPrinter printer;
  private final @Nullable ListenStats stats;

  ListenRun(Terminal terminal, ListenRequest request) {
    this.terminal = terminal;
    this.request = request;
    this.report = new ListenReport(terminal, request.json());
    this.printer = new ListenPrinter(terminal, request);
    this.stats =
        request.stats().map(every -> new ListenStats(terminal, request.json(), every)).orElse(null);
  }

  /** Why a run ended. */
  enum End {
    /** As many datagrams as asked for came. */
    COUNT,
    /** The time asked for is over. */
    TIME,
    /** A datagram said {@code exit}, or the socket was closed by something else. */
    CLOSED,
    /** SIGINT or SIGTERM. */
    INTERRUPTED,
    /** Nobody reads standard output any more. */
    OUTPUT_CLOSED
  }

  /** Binds, prints until something ends it, and returns the exit status. */
  int run() {
    try (Interruption interruption = Interruption.watch();
        Workbench workbench = Workbench.open(request.provider(), request.keepBytes())) {
      int status = startRecording(workbench) ? listen(workbench, interruption) : ExitStatus.REFUSED;
      interruption.endWith(status);
      return status;
    }
  }

  /** The recording runs before the socket is there, so that it misses nothing. */
  private boolean startRecording(Workbench workbench) {
    if (request.record().isEmpty()) {
      return true;
    }
    return switch (workbench.recording().start(request.record().get())) {
      case RecordResult.Recording _ -> true;
      case RecordResult.NotRecording(var why) -> {
        report.notRecording(why);
        yield false;
      }
    };
  }

  private int listen(Workbench workbench, Interruption interruption) {
    long start = System.nanoTime();
    return switch (workbench.open(request.plan())) {
      case OpenResult.Refused(Refusal refusal) -> {
        new Refusals(terminal, request.json())
            .tell(refusal, fix -> CommandLines.of(fix, request.plan()));
        yield ExitStatus.REFUSED;
      }
      case OpenResult.Listening(ListenerView listener) -> {
        if (!steer(workbench, listener)) {
          yield ExitStatus.REFUSED;
        }
        report.listening(listener, workbench);
        End end = print(workbench, interruption, start);
        Optional<RecordState> recorded = workbench.recording().stop();
        report.notices(workbench.notices());
        report.summary(workbench, printer.printed(), request.output().quiet(), end, recorded);
        boolean failed = recorded.flatMap(RecordState::failure).isPresent();
        yield failed ? ExitStatus.REFUSED : ExitStatus.OK;
      }
    };
  }

  /** Whether what was asked for is in force. */
  private boolean steer(Workbench workbench, ListenerView listener) {
    if (request.steer().isEmpty()) {
      return true;
    }
    SteerOption wanted = request.steer().get();
    return switch (wanted.apply(workbench.adjusting(), listener.number())) {
      case CallOutcome.Done _ -> {
        report.steered(wanted);
        yield true;
      }
      case CallOutcome.Failed failed -> {
        report.notSteered(wanted, failed);
        yield false;
      }
    };
  }

  private End print(Workbench workbench, Interruption interruption, long start) {
    if (!terminal.flush()) {
      return End.OUTPUT_CLOSED;
    }
    while (true) {
      // Looked at before the log, so that what came before the close is still printed.
      ListenerView listener = workbench.listeners().getFirst();
      boolean open = listener.state() == ListenerState.OPEN;
      boolean more = printer.printBatch(workbench.log());
      if (stats != null) {
        stats.look(listener, workbench);
      }
      report.notices(workbench.notices());
      if (!terminal.flush()) {
        return End.OUTPUT_CLOSED;
      }
      if (printer.done()) {
        return End.COUNT;
      }
      if (interruption.requested()) {
        return End.INTERRUPTED;
      }
      if (request.time().isPresent()
          && System.nanoTime() - start >= request.time().get().toNanos()) {
        return End.TIME;
      }
      if (!more) {
        if (!open) {
          return End.CLOSED;
        }
        LockSupport.parkNanos(request.output().quiet() ? QUIET_IDLE_NS : IDLE_NS);
      }
    }
  }
}
