package org.portbound.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.arrival.GroupTable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.WellKnownGroups;
import org.portbound.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code portbound groups}: the multicast groups that this machine has joined, whoever did, as the
 * kernel lists them. Opens no socket.
 */
@Command(name = "groups", sortOptions = false)
final class GroupsCommand implements Callable<Integer> {
  private static final Path PROC = Path.of("/proc");

  private final Terminal terminal;

  @Option(names = "--json")
  private boolean json;

  GroupsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<List<GroupTable.Member>> all = GroupTable.all(PROC);
    if (all.isEmpty()) {
      terminal.tell(terminal.say("cli.groups.unreadable"));
      return ExitStatus.REFUSED;
    }
    all.get().forEach(this::show);
    if (all.get().isEmpty() && !json) {
      terminal.line(terminal.say("cli.groups.none"));
    }
    return ExitStatus.OK;
  }

  private void show(GroupTable.Member member) {
    InetAddress group = member.group();
    @Nullable Message known = WellKnownGroups.nameOf(group).orElse(null);
    if (json) {
      terminal.line(
          Json.event("group")
              .with("interface", member.interfaceName())
              .with("group", Endpoint.text(group))
              .with("members", member.users())
              .with("name", known == null ? null : terminal.say(known))
              .toString());
      return;
    }
    String line =
        terminal.say(
            "cli.groups.line",
            terminal.shown(member.interfaceName()),
            Endpoint.text(group),
            member.users());
    terminal.line(known == null ? line : line + "  " + terminal.say(known));
  }
}
