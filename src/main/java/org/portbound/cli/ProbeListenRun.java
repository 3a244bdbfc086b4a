package org.portbound.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.portbound.probe.ProbeStream;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** A listener for probes in the terminal, from its bind to its report. One thread. */
final class ProbeListenRun {
  /** The datagrams themselves are of no use here. */
  private static final long LOG_BYTES = 1L << 20;

  private static final long IDLE_NS = 20_000_000;

  /** What is still on its way when a stream ends, or copies of it, comes within this time. */
  private static final long GRACE_NS = 300_000_000;

  private final Terminal terminal;
  private final Request request;
  private final ProbeReport report;

  /**
   * What is to be done.
   *
   * @param plan what to open
   * @param provider where the socket comes from
   * @param time how long to listen, or empty for no limit
   * @param streams how many streams are to end before it ends, or empty for no limit
   * @param maxLoss above this share, from 0 to 1, it fails; or empty for never
   * @param every how often the figures are told, or empty for at the end alone
   * @param json whether lines are JSON objects
   */
  record Request(
      SocketPlan plan,
      SocketProvider provider,
      Optional<Duration> time,
      OptionalLong streams,
      OptionalDouble maxLoss,
      Optional<Duration> every,
      boolean json) {}

  ProbeListenRun(Terminal terminal, Request request) {
    this.terminal = terminal;
    this.request = request;
    this.report = new ProbeReport(terminal, request.json());
  }

  /** Listens until something ends it, reports, and returns the exit status. */
  int run() {
    try (Interruption interruption = Interruption.watch();
        Workbench workbench = Workbench.open(request.provider(), LOG_BYTES)) {
      int status = listen(workbench, interruption);
      interruption.endWith(status);
      return status;
    }
  }

  private int listen(Workbench workbench, Interruption interruption) {
    return switch (workbench.open(new ListenerPlan(request.plan(), false))) {
      case OpenResult.Refused(Refusal refusal) -> {
        new Refusals(terminal, request.json())
            .tell(refusal, fix -> CommandLines.of(fix, new ListenerPlan(request.plan(), false)));
        yield ExitStatus.REFUSED;
      }
      case OpenResult.Listening(ListenerView listener) -> {
        var words = new ListenReport(terminal, request.json());
        words.listening(listener, workbench);
        terminal.flush();
        await(workbench, interruption);
        words.notices(workbench.notices());
        List<ProbeStream> streams = workbench.probing().monitor().streams();
        streams.forEach(each -> report.line(each, true));
        boolean good = report.summary(streams, workbench, request.maxLoss());
        terminal.flush();
        yield good ? ExitStatus.OK : ExitStatus.REFUSED;
      }
    };
  }

  private void await(Workbench workbench, Interruption interruption) {
    long startNs = System.nanoTime();
    long toldNs = startNs;
    long endedNs = Long.MIN_VALUE;
    try (var line = new ProgressLine(terminal, "cli.probe.receiving")) {
      while (!interruption.requested()) {
        long nowNs = System.nanoTime();
        List<ProbeStream> now = workbench.probing().monitor().streams();
        if (request.time().isPresent() && nowNs - startNs >= request.time().get().toNanos()) {
          return;
        }
        if (workbench.listeners().getFirst().state() != ListenerState.OPEN) {
          return;
        }
        if (endedNs == Long.MIN_VALUE && enough(now)) {
          endedNs = nowNs;
        }
        if (endedNs != Long.MIN_VALUE && nowNs - endedNs >= GRACE_NS) {
          return;
        }
        if (request.every().isPresent() && nowNs - toldNs >= request.every().get().toNanos()) {
          toldNs = nowNs;
          now.forEach(each -> report.line(each, false));
          terminal.flush();
        }
        line.done(
            now.stream().mapToLong(each -> each.counts().received()).sum(),
            now.stream().mapToLong(each -> each.counts().lost()).sum());
        LockSupport.parkNanos(IDLE_NS);
      }
    }
  }

  private boolean enough(List<ProbeStream> now) {
    long ended = now.stream().filter(each -> each.state() == ProbeStream.State.ENDED).count();
    return request.streams().isPresent() && ended >= request.streams().getAsLong();
  }
}
