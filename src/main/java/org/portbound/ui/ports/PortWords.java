package org.portbound.ui.ports;

import java.net.Inet4Address;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderProcess;
import org.portbound.diagnosis.NetworkNamespace;
import org.portbound.diagnosis.OptionInference.Inferred;
import org.portbound.diagnosis.ProcessState;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Visible;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** What the columns say about a socket. */
record PortWords(UiContext context) {
  private static final int ALL_OPTIONS = 4;

  String address(Holder holder) {
    boolean mapped =
        holder.family() == Family.INET6 && holder.local().address() instanceof Inet4Address;
    return (mapped ? "::ffff:" : "") + Endpoint.text(holder.local().address());
  }

  String port(Holder holder) {
    return String.valueOf(holder.local().port());
  }

  String family(Holder holder) {
    return holder.family().label();
  }

  String user(Holder holder) {
    String user = holder.user();
    return user == null ? String.valueOf(holder.uid()) : Visible.of(user);
  }

  String pids(Holder holder) {
    return holder.processes().isEmpty()
        ? context.say("ui.ports.unknown")
        : holder.processes().stream()
            .map(each -> String.valueOf(each.pid()))
            .collect(Collectors.joining(", "));
  }

  String program(Holder holder) {
    if (holder.ownListener().isPresent()) {
      return context.say("ui.ports.own", String.valueOf(holder.ownListener().getAsInt()));
    }
    return holder.processes().isEmpty()
        ? context.say("ui.ports.unknown")
        : holder.processes().stream()
            .map(each -> Visible.of(each.program()))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  String options(PortRow.Seen seen) {
    return options(seen.holder(), seen.inferred());
  }

  String options(Holder holder, @Nullable Inferred inferred) {
    ReuseOptions reuse = holder.reuse();
    if (reuse != null) {
      return reuse.equals(ReuseOptions.NONE) ? context.say("ui.ports.none") : reuse.toString();
    }
    if (inferred == null || inferred.possible().size() >= ALL_OPTIONS) {
      return context.say("ui.ports.unknown");
    }
    return context.say(
        "ui.ports.inferred",
        inferred.possible().stream()
            .map(
                each ->
                    each.equals(ReuseOptions.NONE) ? context.say("ui.ports.none") : each.toString())
            .sorted()
            .collect(Collectors.joining(context.say("ui.ports.or"))));
  }

  String drops(Holder holder) {
    return Formats.count(holder.droppedByKernel());
  }

  String peer(Holder holder) {
    Endpoint peer = holder.peer();
    return peer == null ? "" : peer.toString();
  }

  String queue(Holder holder) {
    return Formats.count(holder.receiveQueueBytes());
  }

  /** Empty for a socket of this network namespace. */
  String namespace(PortRow.Seen seen) {
    NetworkNamespace elsewhere = seen.elsewhere();
    return elsewhere == null ? "" : Visible.of(elsewhere.label());
  }

  String state(Holder holder) {
    return holder.processes().stream()
        .map(HolderProcess::state)
        .distinct()
        .map(this::state)
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String state(ProcessState state) {
    return switch (state) {
      case RUNNING -> context.say("ui.ports.state.running");
      case STOPPED -> context.say("ui.ports.state.stopped");
      case ZOMBIE -> context.say("ui.ports.state.zombie");
      case UNKNOWN -> "";
    };
  }
}
