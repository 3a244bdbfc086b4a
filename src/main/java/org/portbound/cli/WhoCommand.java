package org.portbound.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.Holders;
import org.portbound.diagnosis.OptionInference;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketProvider;
import org.portbound.text.Message;
import org.portbound.workbench.Providers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound who}: who holds a UDP port, or all. Opens no socket, but to infer options. */
@Command(name = "who", sortOptions = false)
final class WhoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PORT", arity = "0..1", descriptionKey = "port")
  private @Nullable String port;

  @Option(names = "--infer")
  private boolean infer;

  @Option(names = "--json")
  private boolean json;

  WhoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    SocketProvider provider = Providers.standard();
    if (port == null) {
      if (infer) {
        throw new UsageException(command, "PORT", Message.of("cli.who.infer-needs-port"));
      }
      show(Holders.onAllPorts(List.of(), provider.flagReader()), "cli.who.nobody-at-all");
      return ExitStatus.OK;
    }
    int number = UsageException.orThrow(command, "PORT", Endpoint.readPort(port));
    if (number == 0) {
      throw new UsageException(command, "PORT", Message.of("cli.who.port-zero"));
    }
    HolderScan scan = Holders.onPortEverywhere(number, List.of(), provider.flagReader());
    if (infer && scan.holders().stream().anyMatch(each -> each.flags() == null)) {
      infer(number, scan, provider);
    } else {
      if (infer && !scan.holders().isEmpty()) {
        tell(Message.of("diagnosis.inference.nothing-unknown"));
      }
      show(scan, "cli.who.nobody");
    }
    return ExitStatus.OK;
  }

  private void infer(int number, HolderScan scan, SocketProvider provider) {
    tell(Message.of("diagnosis.inference.warning", String.valueOf(number)));
    OptionInference.Result result =
        OptionInference.run(scan.holders(), provider, SystemUsers.effectiveUid());
    if (result.tooMany()) {
      tell(Message.of("diagnosis.inference.too-many"));
    }
    var lines = new HolderLines(terminal);
    for (OptionInference.Inferred each : result.sockets()) {
      if (json) {
        terminal.line(lines.json(Json.event("holder"), each.known()).toString());
      } else {
        lines.text(each).forEach(terminal::line);
      }
    }
    showElsewhere(scan, lines);
    scan.notes().forEach(this::tell);
  }

  private void show(HolderScan scan, String nobody) {
    var lines = new HolderLines(terminal);
    for (Holder holder : scan.holders()) {
      if (json) {
        terminal.line(lines.json(Json.event("holder"), holder).toString());
      } else {
        lines.text(holder).forEach(terminal::line);
      }
    }
    if (scan.holders().isEmpty() && !json) {
      boolean elsewhere = port != null && !scan.elsewhere().isEmpty();
      String known = elsewhere ? "cli.who.elsewhere-only" : nobody;
      terminal.line(
          terminal.say(scan.complete() ? known : "cli.who.not-known", String.valueOf(port)));
    }
    showElsewhere(scan, lines);
    scan.notes().forEach(this::tell);
  }

  /** What does not hold a port here. */
  private void showElsewhere(HolderScan scan, HolderLines lines) {
    for (HolderScan.Elsewhere each : scan.elsewhere()) {
      for (Holder holder : each.holders()) {
        if (json) {
          terminal.line(
              lines
                  .json(Json.event("elsewhere"), holder)
                  .with("namespace", HolderLines.namespace(each.namespace()))
                  .toString());
        } else {
          lines.text(each.namespace(), holder).forEach(terminal::line);
        }
      }
    }
  }

  private void tell(Message note) {
    String sentence = terminal.say(note);
    terminal.tell(
        json
            ? Json.event("note").with("message", sentence).toString()
            : terminal.say("cli.note", sentence));
  }
}
