package org.portbound.cli;

import org.portbound.experiment.AddressCase;
import org.portbound.experiment.Laboratory;
import org.portbound.experiment.Matrix;
import org.portbound.experiment.MatrixCell;
import org.portbound.experiment.MatrixGrid;
import org.portbound.experiment.MatrixResult;
import org.portbound.rules.BindVerdict;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketProvider;

/** Tries all pairs and prints them. */
final class MatrixRun {
  private static final int LABEL_CHARS = 34;

  private final Terminal terminal;
  private final SocketProvider provider;
  private final boolean csv;
  private final boolean json;

  MatrixRun(Terminal terminal, SocketProvider provider, boolean csv, boolean json) {
    this.terminal = terminal;
    this.provider = provider;
    this.csv = csv;
    this.json = json;
  }

  int run() {
    MatrixGrid grid;
    try (var interruption = Interruption.watch();
        var progress = new ProgressLine(terminal, "cli.matrix.progress")) {
      grid = Matrix.run(provider, progress::done, interruption::requested);
      interruption.endWith(status(grid));
      print(grid);
      terminal.flush();
    }
    return status(grid);
  }

  private static int status(MatrixGrid grid) {
    return grid.differences().isEmpty() ? ExitStatus.OK : ExitStatus.UNEXPECTED_ANSWER;
  }

  private void print(MatrixGrid grid) {
    if (csv) {
      grid.toCsv().lines().forEach(line -> terminal.line(line + "\r"));
    } else if (json) {
      grid.cells().forEach(cell -> terminal.line(json(cell).toString()));
    } else {
      table(grid, false);
      if (grid.laboratory().otherUser().isPresent()) {
        terminal.line("");
        table(grid, true);
      }
      terminal.line("");
      String key = grid.differences().isEmpty() ? "cli.matrix.all" : "cli.matrix.some";
      terminal.line(
          terminal.say(
              key, String.valueOf(grid.cells().size()), String.valueOf(grid.differences().size())));
    }
    tellOf(terminal, grid.laboratory(), json);
  }

  /** Says where it was tried, if that leaves something out. */
  static void tellOf(Terminal terminal, Laboratory laboratory, boolean json) {
    if (!laboratory.privateNetwork()) {
      note(terminal, terminal.say("cli.matrix.not-private"), json);
    }
    if (laboratory.otherUser().isEmpty()) {
      note(terminal, terminal.say("cli.matrix.one-user"), json);
    }
  }

  private static void note(Terminal terminal, String sentence, boolean json) {
    terminal.tell(
        json
            ? Json.event("note").with("message", sentence).toString()
            : terminal.say("cli.note", sentence));
  }

  private void table(MatrixGrid grid, boolean otherUser) {
    terminal.line(
        terminal.strong(
            terminal.say(otherUser ? "cli.matrix.other-user" : "cli.matrix.same-user")));
    var first = new StringBuilder(pad(terminal.say("cli.matrix.first"), LABEL_CHARS));
    var second = new StringBuilder(pad(terminal.say("cli.matrix.second"), LABEL_CHARS));
    for (ReuseOptions each : MatrixGrid.OPTIONS) {
      first.append(pad(each.toString(), 4 * MatrixGrid.OPTIONS.size())).append("  ");
      MatrixGrid.OPTIONS.forEach(inner -> second.append(pad(shortName(inner), 4)));
      second.append("  ");
    }
    terminal.line(first.toString().stripTrailing());
    terminal.line(second.toString().stripTrailing());
    for (AddressCase addresses : AddressCase.ALL) {
      String label = pad(terminal.shown(addresses.toString()), LABEL_CHARS);
      terminal.line(label + row(grid, addresses, otherUser));
    }
  }

  private String row(MatrixGrid grid, AddressCase addresses, boolean otherUser) {
    var row = new StringBuilder();
    for (ReuseOptions first : MatrixGrid.OPTIONS) {
      for (ReuseOptions second : MatrixGrid.OPTIONS) {
        row.append(grid.cell(addresses, first, second, otherUser).map(this::mark).orElse("    "));
      }
      row.append("  ");
    }
    return row.toString().stripTrailing();
  }

  /** Four characters, colours aside. */
  private String mark(MatrixCell cell) {
    String difference = cell.agrees() ? " " : "!";
    return switch (cell.result()) {
      case MatrixResult.Allowed() -> terminal.good("ok") + difference + " ";
      case MatrixResult.Refused _ -> terminal.bad("X") + difference + "  ";
      case MatrixResult.NotRun _ -> terminal.faint("-") + difference + "  ";
    };
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  /** As narrow as a column. */
  private static String shortName(ReuseOptions options) {
    String address = options.reuseAddr() ? "A" : "";
    String port = options.reusePort() ? "P" : "";
    return address.isEmpty() && port.isEmpty() ? "-" : address + port;
  }

  private Json json(MatrixCell cell) {
    Json line =
        Json.event("cell")
            .with("user", cell.otherUser() ? "other" : "same")
            .with("firstAddress", cell.addresses().first().toString())
            .with("secondAddress", cell.addresses().second().toString())
            .with("firstReuseaddr", cell.first().reuseAddr())
            .with("firstReuseport", cell.first().reusePort())
            .with("secondReuseaddr", cell.second().reuseAddr())
            .with("secondReuseport", cell.second().reusePort())
            .with(
                "predicted",
                cell.prediction() instanceof BindVerdict.Allowed ? "allowed" : "refused")
            .with("rule", cell.prediction().rule().label());
    return switch (cell.result()) {
      case MatrixResult.Allowed() -> line.with("result", "allowed").with("agrees", cell.agrees());
      case MatrixResult.Refused refused ->
          line.with("result", refused.errno().name()).with("agrees", cell.agrees());
      case MatrixResult.NotRun notRun ->
          line.with("result", "not-run").with("why", terminal.say(notRun.why()));
    };
  }
}
