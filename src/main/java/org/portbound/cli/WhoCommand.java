package org.portbound.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.Holders;
import org.portbound.socket.Endpoint;
import org.portbound.text.Message;
import org.portbound.workbench.Providers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound who}: who holds a UDP port. Opens no socket. */
@Command(name = "who", sortOptions = false)
final class WhoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PORT", descriptionKey = "port")
  private String port = "";

  @Option(names = "--json")
  private boolean json;

  WhoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    int number = UsageException.orThrow(command, "PORT", Endpoint.readPort(port));
    if (number == 0) {
      throw new UsageException(command, "PORT", Message.of("cli.who.port-zero"));
    }
    HolderScan scan = Holders.onPort(number, List.of(), Providers.standard().flagReader());
    var lines = new HolderLines(terminal);
    for (Holder holder : scan.holders()) {
      if (json) {
        terminal.line(lines.json(Json.event("holder"), holder).toString());
      } else {
        lines.text(holder).forEach(terminal::line);
      }
    }
    for (Message note : scan.notes()) {
      String sentence = terminal.say(note);
      terminal.tell(
          json
              ? Json.event("note").with("message", sentence).toString()
              : terminal.say("cli.note", sentence));
    }
    if (scan.holders().isEmpty() && !json) {
      terminal.line(terminal.say("cli.who.nobody", String.valueOf(number)));
    }
    return ExitStatus.OK;
  }
}
