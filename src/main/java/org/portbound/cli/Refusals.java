package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.SendFix;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.text.Message;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendResult;

/** Tells a refusal on standard error, as the window's card does: what, why, by whom, what helps. */
final class Refusals {
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final boolean json;
  private final HolderLines holders;

  Refusals(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
    this.holders = new HolderLines(terminal);
  }

  /**
   * A socket that could not be opened.
   *
   * @param commands writes the command that would carry out a fix, if one does
   */
  void tell(Refusal refusal, Function<Fix, Optional<String>> commands) {
    if (json) {
      terminal.tell(json(refusal, commands).toString());
    } else {
      lines(refusal.diagnosis(), commands).forEach(terminal::tell);
    }
  }

  /**
   * A datagram that could not be sent.
   *
   * @param commands writes the command that would carry out a fix, if one does
   */
  void tell(SendResult.Failed failed, Function<SendFix, Optional<String>> commands) {
    List<String> reasons = failed.reasons().stream().map(terminal::say).toList();
    if (json) {
      terminal.tell(
          Json.event("send-failed")
              .with("headline", terminal.say(failed.headline()))
              .with("reasons", reasons)
              .with(
                  "fixes",
                  failed.fixes().stream()
                      .map(fix -> json(fix.label(), fix.detail(), commands.apply(fix)))
                      .toList())
              .toString());
      return;
    }
    terminal.tell(terminal.say(failed.headline()));
    reasons.forEach(reason -> terminal.tell(INDENT + reason));
    if (!failed.fixes().isEmpty()) {
      terminal.tell(INDENT + terminal.say("cli.refusal.fixes"));
      failed
          .fixes()
          .forEach(
              fix -> lines(fix.label(), fix.detail(), commands.apply(fix)).forEach(terminal::tell));
    }
  }

  /** The diagnosis in lines, the headline first, the rest indented. */
  List<String> lines(Diagnosis diagnosis, Function<Fix, Optional<String>> commands) {
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
      diagnosis
          .fixes()
          .forEach(fix -> lines.addAll(lines(fix.label(), fix.detail(), commands.apply(fix))));
    }
    return lines;
  }

  /** One fix: what it is, and what to type for it. */
  private List<String> lines(Message label, Message detail, Optional<String> command) {
    var lines = new ArrayList<String>();
    lines.add(INDENT + INDENT + "- " + terminal.say(label) + ". " + terminal.say(detail));
    command.ifPresent(typed -> lines.add(INDENT + INDENT + "  $ " + typed));
    return lines;
  }

  private Json json(Refusal refusal, Function<Fix, Optional<String>> commands) {
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
        .with(
            "fixes",
            diagnosis.fixes().stream()
                .map(fix -> json(fix.label(), fix.detail(), commands.apply(fix)))
                .toList());
  }

  private Map<String, @Nullable Object> json(
      Message label, Message detail, Optional<String> command) {
    return Json.object()
        .with("label", terminal.say(label))
        .with("detail", terminal.say(detail))
        .with("command", command.orElse(null))
        .fields();
  }
}
