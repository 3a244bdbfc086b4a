package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Container;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderProcess;
import org.portbound.diagnosis.NetworkNamespace;
import org.portbound.diagnosis.OptionInference;
import org.portbound.diagnosis.ProcessState;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;

/** The holders of a port as lines and as JSON. */
final class HolderLines {
  private static final int ALL_OPTIONS = 4;

  private final Terminal terminal;

  HolderLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One line for the socket, then one for each process that holds it. */
  List<String> text(Holder holder) {
    ReuseOptions reuse = holder.reuse();
    return text(
        holder, reuse == null ? terminal.say("cli.holder.options-unknown") : reuse.toString());
  }

  /** The same, of a socket whose options were found out, as far as that went. */
  List<String> text(OptionInference.Inferred inferred) {
    if (inferred.holder().reuse() != null || inferred.possible().size() >= ALL_OPTIONS) {
      return text(inferred.holder());
    }
    String possible =
        inferred.possible().stream()
            .map(ReuseOptions::toString)
            .sorted()
            .collect(Collectors.joining(terminal.say("cli.holder.options-or")));
    return text(inferred.holder(), terminal.say("cli.holder.options-possible", possible));
  }

  private List<String> text(Holder holder, String options) {
    String user = holder.user();
    String line =
        terminal.say(
            "cli.holder",
            holder.peer() == null
                ? holder.local()
                : terminal.say("cli.holder.connected", holder.local(), holder.peer()),
            user == null ? holder.uid() : terminal.shown(user) + " (" + holder.uid() + ")",
            options,
            holder.droppedByKernel());
    var lines = new ArrayList<String>();
    lines.add(line);
    for (HolderProcess process : holder.processes()) {
      lines.add(
          "  "
              + terminal.say(
                  "cli.holder.process",
                  process.pid(),
                  terminal.shown(process.program()),
                  state(process),
                  process.commandLine().isEmpty()
                      ? terminal.say("cli.holder.no-command-line")
                      : terminal.shown(process.commandLine())));
    }
    if (holder.processes().isEmpty()) {
      lines.add("  " + terminal.say(holder.unseen(SystemUsers.effectiveUid())));
    }
    return lines;
  }

  /** The same, of a socket in another network namespace. */
  List<String> text(NetworkNamespace namespace, Holder holder) {
    var lines = new ArrayList<>(text(holder));
    int place = 1;
    for (Message each : namespace.description()) {
      lines.add(place++, "  " + terminal.shown(terminal.say(each)));
    }
    return lines;
  }

  private String state(HolderProcess process) {
    return switch (process.state()) {
      case RUNNING, UNKNOWN -> "";
      case STOPPED -> terminal.say("cli.holder.stopped");
      case ZOMBIE -> terminal.say("cli.holder.zombie");
    };
  }

  /** The fields of a holder; those of its options are null where they cannot be known. */
  Json json(Json object, Holder holder) {
    ReuseOptions reuse = holder.reuse();
    Endpoint peer = holder.peer();
    return object
        .with("address", Endpoint.text(holder.local().address()))
        .with("port", holder.local().port())
        .with("family", holder.family().label())
        .with("peerAddress", peer == null ? null : Endpoint.text(peer.address()))
        .with("peerPort", peer == null ? null : peer.port())
        .with("uid", holder.uid())
        .with("user", holder.user())
        .with("inode", holder.inode())
        .with("droppedByKernel", holder.droppedByKernel())
        .with("receiveQueueBytes", holder.receiveQueueBytes())
        .with("reuseaddr", reuse == null ? null : reuse.reuseAddr())
        .with("reuseport", reuse == null ? null : reuse.reusePort())
        .with("processes", holder.processes().stream().map(HolderLines::process).toList());
  }

  /** What is told of another network namespace. */
  static Map<String, @Nullable Object> namespace(NetworkNamespace namespace) {
    Container container = namespace.container();
    return Json.object()
        .with("number", namespace.number().isPresent() ? namespace.number().getAsLong() : null)
        .with("pid", namespace.pid())
        .with("program", namespace.program())
        .with("name", namespace.name())
        .with(
            "container",
            container == null
                ? null
                : Json.object()
                    .with("kind", container.kind().name().toLowerCase(Locale.ROOT))
                    .with("name", container.name())
                    .fields())
        .fields();
  }

  private static Map<String, @Nullable Object> process(HolderProcess process) {
    return Json.object()
        .with("pid", process.pid())
        .with("program", process.program())
        .with("commandLine", process.commandLine().isEmpty() ? null : process.commandLine())
        .with(
            "state",
            process.state() == ProcessState.UNKNOWN
                ? null
                : process.state().name().toLowerCase(Locale.ROOT))
        .fields();
  }
}
