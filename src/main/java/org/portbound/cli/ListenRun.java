package org.portbound.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.cli.ListenCommand.Request;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Notices;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** One listener in the terminal, from its bind to its summary. One thread, the caller's. */
final class ListenRun {
  /** Enough for a pause of the reader's; what is evicted before it is printed is counted. */
  private static final long LOG_BYTES = 64L << 20;

  /** How long to pause when nothing is there: short for the eye, long for the processor. */
  private static final long IDLE_NS = 5_000_000;

  /** So many lines go out before the other reasons to end are looked at again. */
  private static final int BATCH = 1_000;

  private final Terminal terminal;
  private final Request request;
  private final DatagramLines lines;
  private final Datagram datagram = new Datagram();
  private long next = 1;
  private long printed;
  private long notices = 1;

  ListenRun(Terminal terminal, Request request) {
    this.terminal = terminal;
    this.request = request;
    this.lines = new DatagramLines(terminal);
  }

  /** Why a run ended. */
  enum End {
    /** As many datagrams as asked for were printed. */
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
    long start = System.nanoTime();
    try (Interruption interruption = Interruption.watch();
        Workbench workbench = Workbench.open(request.provider(), LOG_BYTES)) {
      int status =
          switch (workbench.open(request.plan())) {
            case OpenResult.Refused(Refusal refusal) -> {
              new Refusals(terminal, request.json())
                  .tell(refusal, fix -> CommandLines.of(fix, request.plan()));
              yield ExitStatus.REFUSED;
            }
            case OpenResult.Listening(ListenerView listener) -> {
              tellListening(listener, workbench);
              End end = print(workbench, interruption, start);
              tellSummary(workbench, end);
              yield ExitStatus.OK;
            }
          };
      interruption.endWith(status);
      return status;
    }
  }

  private End print(Workbench workbench, Interruption interruption, long start) {
    if (!terminal.flush()) {
      return End.OUTPUT_CLOSED;
    }
    while (true) {
      // Looked at before the log, so that what came before the close is still printed.
      boolean open = workbench.listeners().getFirst().state() == ListenerState.OPEN;
      boolean more = printBatch(workbench.log());
      tellNotices(workbench.notices());
      if (!terminal.flush()) {
        return End.OUTPUT_CLOSED;
      }
      if (request.count().isPresent() && printed == request.count().getAsLong()) {
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
        LockSupport.parkNanos(IDLE_NS);
      }
    }
  }

  /** Prints what is new in the log, up to a batch; true if something was. */
  private boolean printBatch(DatagramLog log) {
    long end = log.end();
    next = Math.max(next, log.first());
    long from = next;
    long limit = request.count().orElse(Long.MAX_VALUE);
    while (next < end && next - from < BATCH && printed < limit) {
      if (log.read(next, datagram)) {
        terminal.line(request.json() ? lines.json(datagram) : lines.text(datagram));
        printed++;
      }
      next++;
    }
    return next > from;
  }

  private void tellNotices(Notices from) {
    if (from.end() == notices) {
      return;
    }
    for (Notices.Notice notice : from.since(notices)) {
      notices = notice.number() + 1;
      if (notice.severity() != Notices.Severity.INFORMATION) {
        tell(
            terminal.say(notice.message()),
            Json.event("notice")
                .with("time", notice.at())
                .with("severity", notice.severity().name())
                .with("message", terminal.say(notice.message())));
      }
    }
  }

  private void tellListening(ListenerView listener, Workbench workbench) {
    if (request.json()) {
      terminal.line(
          Json.event("listening")
              .with("address", Endpoint.text(listener.local().address()))
              .with("port", listener.local().port())
              .with("reuseaddr", listener.reuse().reuseAddr())
              .with("reuseport", listener.reuse().reusePort())
              .with("groups", groups(listener))
              .with("receiveBuffer", listener.receiveBufferBytes())
              .with("provider", workbench.provider().name())
              .with("pid", ProcessHandle.current().pid())
              .toString());
      return;
    }
    var line = new StringBuilder("listening on " + listener.local());
    if (!listener.reuse().equals(ReuseOptions.NONE)) {
      line.append(", ").append(listener.reuse());
    }
    listener.groups().forEach(each -> line.append(", group ").append(each));
    terminal.line(line.toString());
  }

  private static List<Object> groups(ListenerView listener) {
    return listener.groups().stream()
        .<Object>map(
            each ->
                Json.object()
                    .with("group", Endpoint.text(each.group()))
                    .with("interface", each.interfaceName())
                    .fields())
        .toList();
  }

  private void tellSummary(Workbench workbench, End end) {
    Optional<ListenerView> listener = workbench.listeners().stream().findFirst();
    long received = listener.map(ListenerView::datagrams).orElse(printed);
    OptionalLong dropped = listener.map(ListenerView::droppedByKernel).orElse(OptionalLong.empty());
    String droppedText =
        dropped.isPresent()
            ? String.valueOf(dropped.getAsLong())
            : terminal.say("cli.listen.unknown");
    String key = received == printed ? "cli.listen.summary" : "cli.listen.summary-printed";
    tell(
        terminal.say(key, received, droppedText, printed),
        Json.event("summary")
            .with("received", received)
            .with("printed", printed)
            .with("droppedByKernel", dropped)
            .with("end", end.name().toLowerCase(Locale.ROOT)));
  }

  private void tell(String sentence, Json object) {
    terminal.tell(request.json() ? object.toString() : sentence);
  }
}
