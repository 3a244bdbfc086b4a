package org.portbound.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portbound.capture.DatagramLog;
import org.portbound.cli.DoctorCommand.Request;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.diagnosis.arrival.Verdict;
import org.portbound.socket.Endpoint;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** The checks for one listener in the terminal. One thread, the caller's. */
final class DoctorRun {
  private static final String INDENT = "    ";
  private static final String COMMAND = "portbound doctor";

  private final Terminal terminal;
  private final Request request;

  DoctorRun(Terminal terminal, Request request) {
    this.terminal = terminal;
    this.request = request;
  }

  /** Opens the listener, checks it, closes it, and returns the exit status. */
  int run() {
    try (Workbench workbench = Workbench.open(Providers.standard(), DatagramLog.MIN_BUDGET_BYTES)) {
      var plan = new ListenerPlan(request.plan(), false);
      return switch (workbench.open(plan)) {
        case OpenResult.Refused(Refusal refusal) -> {
          new Refusals(terminal, request.json()).tell(refusal, fix -> command(fix, plan));
          yield ExitStatus.REFUSED;
        }
        case OpenResult.Listening(ListenerView listener) -> examine(workbench, listener);
      };
    }
  }

  private int examine(Workbench workbench, ListenerView listener) {
    boolean failed = false;
    for (Expectation each : request.expected()) {
      Endpoint to = each.destination();
      Expectation expected =
          new Expectation(
              to.port() == 0 ? to.withPort(listener.local().port()) : to,
              each.source(),
              each.interfaceName());
      heading(listener, expected);
      List<Check> checks = workbench.outlook().examine(listener.number(), expected);
      checks.forEach(check -> tell(check, expected));
      failed |= checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILED);
      summary(checks);
    }
    return failed ? ExitStatus.REFUSED : ExitStatus.OK;
  }

  private void heading(ListenerView listener, Expectation expected) {
    if (!request.json()) {
      Endpoint source = expected.source();
      String from =
          source == null
              ? terminal.say("cli.doctor.anybody")
              : source.port() == 0 ? Endpoint.text(source.address()) : source.toString();
      terminal.line(
          terminal.strong(
              terminal.say("cli.doctor.heading", listener.local(), expected.destination(), from)));
    }
  }

  private void tell(Check check, Expectation expected) {
    String title = terminal.say(check.title());
    String finding = terminal.shown(terminal.say(check.finding()));
    List<String> remedy =
        check.remedy().stream().map(each -> terminal.shown(terminal.say(each))).toList();
    if (request.json()) {
      terminal.line(
          Json.event("check")
              .with("destinationAddress", Endpoint.text(expected.destination().address()))
              .with("destinationPort", expected.destination().port())
              .with("id", check.id())
              .with("verdict", check.verdict().name().toLowerCase(Locale.ROOT))
              .with("title", title)
              .with("finding", finding)
              .with("remedy", remedy)
              .toString());
      return;
    }
    terminal.line(mark(check.verdict()) + " " + title + ": " + finding);
    remedy.forEach(each -> terminal.line(INDENT + each));
  }

  private String mark(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> terminal.good(terminal.mark(true));
      case FAILED -> terminal.bad(terminal.mark(false));
      case UNKNOWN -> "?";
      case NOT_APPLICABLE -> terminal.faint("-");
    };
  }

  private void summary(List<Check> checks) {
    if (!request.json()) {
      terminal.line(
          terminal.say(
              "cli.doctor.summary",
              count(checks, Verdict.PASSED),
              count(checks, Verdict.FAILED),
              count(checks, Verdict.UNKNOWN)));
    }
  }

  private static long count(List<Check> checks, Verdict verdict) {
    return checks.stream().filter(each -> each.verdict() == verdict).count();
  }

  /** The same as for {@code portbound listen}, which takes the same options. */
  private static Optional<String> command(Fix fix, ListenerPlan plan) {
    return CommandLines.of(fix, plan).map(each -> each.replace("portbound listen", COMMAND));
  }
}
