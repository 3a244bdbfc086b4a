package org.portbound.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.portbound.diagnosis.SendFix;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.SeriesView;

/** Tells what became of a send. */
final class SendReport {
  private final Terminal terminal;
  private final boolean json;
  private final boolean interfaceNamed;
  private final PayloadOptions.Chosen payload;
  private final Refusals refusals;

  /**
   * @param interfaceNamed whether the user chose the interface
   * @param payload as it was given
   */
  SendReport(
      Terminal terminal, boolean json, boolean interfaceNamed, PayloadOptions.Chosen payload) {
    this.terminal = terminal;
    this.json = json;
    this.interfaceNamed = interfaceNamed;
    this.payload = payload;
    this.refusals = new Refusals(terminal, json);
  }

  boolean json() {
    return json;
  }

  Refusals refusals() {
    return refusals;
  }

  void sent(SendResult.Sent sent, SendOptions options, Instant begun) {
    String by = options.interfaceName();
    // A socket on a free port is bound to the wildcard: which address the kernel put in is unknown.
    boolean known = !sent.from().isWildcard();
    if (json) {
      terminal.line(
          Json.event("sent")
              .with("time", begun)
              .with("length", sent.lengthBytes())
              .with("sourceAddress", known ? Endpoint.text(sent.from().address()) : null)
              .with("sourcePort", sent.from().port())
              .with("destinationAddress", Endpoint.text(sent.to().address()))
              .with("destinationPort", sent.to().port())
              .with("interface", by)
              .toString());
    } else {
      String amount =
          sent.lengthBytes() == 1
              ? terminal.say("cli.send.one-byte")
              : terminal.say("cli.send.bytes", sent.lengthBytes());
      String source =
          known
              ? sent.from().toString()
              : terminal.say("cli.send.some-address", sent.from().port());
      terminal.line(
          by == null
              ? terminal.say("cli.send.sent", amount, source, sent.to())
              : terminal.say("cli.send.sent-on", amount, source, sent.to(), by));
    }
    tellLoopback(options);
  }

  private void tellLoopback(SendOptions options) {
    String by = options.interfaceName();
    if (by == null || !by.equals(InterfaceNames.loopback())) {
      return;
    }
    if (!interfaceNamed) {
      note(Message.of("cli.send.stays-here", by));
    }
    if (!options.loopback()) {
      note(Message.of("cli.send.loopback-no-effect", by));
    }
  }

  void notOpened(SendResult.NotOpened notOpened) {
    refusals.tell(notOpened.refusal(), fix -> CommandLines.of(fix, notOpened.plan()));
  }

  void failed(SendResult.Failed failed, SendPlan plan) {
    refusals.tell(failed, fix -> command(fix, plan));
  }

  /** With the payload as it was given. */
  private Optional<String> command(SendFix fix, SendPlan plan) {
    return CommandLines.of(fix, plan)
        .map(
            command ->
                payload
                    .file()
                    .map(path -> command.replace(CommandLines.FILE, path.toString()))
                    .orElse(command));
  }

  /** How a series went, at its end. */
  void series(SeriesView view) {
    double seconds = view.sendingNs() / (double) TimeUnit.SECONDS.toNanos(1);
    if (json) {
      terminal.line(
          Json.event("series")
              .with("sent", view.sent())
              .with("bytes", view.bytes())
              .with("failed", view.failures())
              .with("seconds", seconds)
              .with("stoodStillSeconds", view.stalledNs() / 1e9)
              .with("perSecond", view.perSecond())
              .with("stopped", view.state() == SeriesView.State.STOPPED)
              .toString());
    } else {
      terminal.line(
          terminal.say(
              "cli.send.series",
              String.format(Locale.ROOT, "%,d", view.sent()),
              String.format(Locale.ROOT, "%,d", view.bytes()),
              String.format(Locale.ROOT, "%.3f", seconds),
              String.format(Locale.ROOT, "%,.0f", view.perSecond())));
      if (view.stalledNs() > 0) {
        note(Message.of("cli.send.stood-still", Amounts.seconds(view.stalledNs())));
      }
      if (view.failed() > 0) {
        String kinds =
            view.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        terminal.tell(terminal.say("cli.send.series-failed", kinds));
      }
    }
    tellLoopback(view.plan().options());
  }

  private void note(Message message) {
    String sentence = terminal.say(message);
    terminal.tell(
        json
            ? Json.event("note").with("message", sentence).toString()
            : terminal.say("cli.note", sentence));
  }
}
