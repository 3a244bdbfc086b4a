package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Holder;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendResult;

/** Tells a refusal on standard error, as the window's card does: what, why, by whom, what helps. */
final class Refusals {
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final boolean json;
  private final HolderLines holders;
  private final CommandLines commands;

  /**
   * @param commands writes the command that would carry out a fix
   */
  Refusals(Terminal terminal, boolean json, CommandLines commands) {
    this.terminal = terminal;
    this.json = json;
    this.commands = commands;
    this.holders = new HolderLines(terminal);
  }

  /** Writes the command line that binds by another plan, as the user's own command would. */
  @FunctionalInterface
  interface CommandLines {
    /** The command with this socket instead, or null if the command cannot say it. */
    @Nullable String with(SocketPlan plan);
  }

  /** A socket that could not be opened. */
  void tell(Refusal refusal) {
    if (json) {
      terminal.tell(json(refusal).toString());
    } else {
      lines(refusal.diagnosis()).forEach(terminal::tell);
    }
  }

  /** A datagram that could not be sent. */
  void tell(SendResult.Failed failed) {
    List<String> reasons = failed.reasons().stream().map(terminal::say).toList();
    if (json) {
      terminal.tell(
          Json.event("send-failed")
              .with("headline", terminal.say(failed.headline()))
              .with("reasons", reasons)
              .toString());
    } else {
      terminal.tell(terminal.say(failed.headline()));
      reasons.forEach(reason -> terminal.tell(INDENT + reason));
    }
  }

  /** The diagnosis in lines, the headline first, the rest indented. */
  List<String> lines(Diagnosis diagnosis) {
    var lines = new ArrayList<String>();
    lines.add(terminal.say(diagnosis.headline()));
    diagnosis.reasons().forEach(reason -> lines.add(INDENT + terminal.say(reason)));
    if (!diagnosis.holders().isEmpty()) {
      lines.add(INDENT + terminal.say("cli.refusal.held-by"));
      for (Holder holder : diagnosis.holders()) {
        holders.text(holder).forEach(line -> lines.add(INDENT + INDENT + line));
      }
    }
    diagnosis
        .notes()
        .forEach(note -> lines.add(INDENT + terminal.say("cli.note", terminal.say(note))));
    if (!diagnosis.fixes().isEmpty()) {
      lines.add(INDENT + terminal.say("cli.refusal.fixes"));
      for (Fix fix : diagnosis.fixes()) {
        lines.add(
            INDENT + INDENT + "- " + terminal.say(fix.label()) + ". " + terminal.say(fix.detail()));
        String command = command(fix);
        if (command != null) {
          lines.add(INDENT + INDENT + "  $ " + command);
        }
      }
    }
    return lines;
  }

  private Json json(Refusal refusal) {
    Diagnosis diagnosis = refusal.diagnosis();
    Opening.Refused refused = diagnosis.refused();
    Endpoint local = refused.plan().local();
    return Json.event("refusal")
        .with("time", refusal.at())
        .with("call", refused.failed().name())
        .with("errno", refused.errno().name())
        .with("address", Endpoint.text(local.address()))
        .with("port", local.port())
        .with("headline", terminal.say(diagnosis.headline()))
        .with("reasons", diagnosis.reasons().stream().map(terminal::say).toList())
        .with(
            "holders",
            diagnosis.holders().stream()
                .map(holder -> holders.json(Json.object(), holder).fields())
                .toList())
        .with("notes", diagnosis.notes().stream().map(terminal::say).toList())
        .with("fixes", diagnosis.fixes().stream().map(this::fix).toList());
  }

  private Map<String, @Nullable Object> fix(Fix fix) {
    return Json.object()
        .with("label", terminal.say(fix.label()))
        .with("detail", terminal.say(fix.detail()))
        .with("command", command(fix))
        .fields();
  }

  /** What to type for it, or null where no single command does it. */
  private @Nullable String command(Fix fix) {
    return switch (fix) {
      case Fix.BindInstead instead -> commands.with(instead.plan());
      case Fix.StopProcess stop -> "kill " + stop.pid();
      case Fix.RebindTogether together -> null;
      case Fix.SetOptionThenBind set -> null;
      case Fix.Advice advice -> null;
    };
  }

  /** The options of a command line for reuse options, each after a space. */
  static String options(ReuseOptions reuse) {
    return (reuse.reusePort() ? " --reuseport" : "") + (reuse.reuseAddr() ? " --reuseaddr" : "");
  }
}
