package org.portbound.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.arrival.GroupTable;
import org.portbound.diagnosis.group.GroupLimits;
import org.portbound.diagnosis.group.SourceTable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import org.portbound.socket.WellKnownGroups;
import org.portbound.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code portbound groups}: the multicast groups that this machine has joined, whoever did, as the
 * kernel lists them; or the groups that have a name. Opens no socket.
 */
@Command(name = "groups", sortOptions = false)
final class GroupsCommand implements Callable<Integer> {
  private static final Path FILES = Path.of("/proc/net");

  private final Terminal terminal;

  @Option(names = "--known")
  private boolean known;

  @Option(names = "--json")
  private boolean json;

  GroupsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (known) {
      WellKnownGroups.all().forEach(this::show);
      return ExitStatus.OK;
    }
    Optional<List<GroupTable.Member>> all = GroupTable.in(FILES);
    if (all.isEmpty()) {
      terminal.tell(terminal.say("cli.groups.unreadable"));
      return ExitStatus.REFUSED;
    }
    List<SourceTable.Row> sources = SourceTable.in(FILES);
    List<Interface> interfaces = Interface.all();
    all.get().forEach(each -> show(each, of(each, sources, interfaces)));
    if (all.get().isEmpty() && !json) {
      terminal.line(terminal.say("cli.groups.none"));
    }
    tellLimits();
    return ExitStatus.OK;
  }

  private static List<SourceTable.Row> of(
      GroupTable.Member member, List<SourceTable.Row> sources, List<Interface> interfaces) {
    int index =
        interfaces.stream()
            .filter(each -> each.name().equals(member.interfaceName()))
            .mapToInt(Interface::index)
            .findFirst()
            .orElse(0);
    return sources.stream()
        .filter(each -> each.interfaceIndex() == index && each.group().equals(member.group()))
        .toList();
  }

  private void show(WellKnownGroups.Known each) {
    String name = terminal.say(each.name());
    terminal.line(
        json
            ? Json.event("known")
                .with("group", Endpoint.text(each.group()))
                .with("name", name)
                .toString()
            : Endpoint.text(each.group()) + "  " + name);
  }

  private void show(GroupTable.Member member, List<SourceTable.Row> sources) {
    InetAddress group = member.group();
    @Nullable Message name = WellKnownGroups.nameOf(group).orElse(null);
    if (json) {
      terminal.line(
          Json.event("group")
              .with("interface", member.interfaceName())
              .with("group", Endpoint.text(group))
              .with("members", member.users())
              .with("name", name == null ? null : terminal.say(name))
              .with(
                  "sources",
                  sources.stream()
                      .<Object>map(
                          each ->
                              Json.object()
                                  .with("source", Endpoint.text(each.source()))
                                  .with("included", each.included())
                                  .with("excluded", each.excluded())
                                  .fields())
                      .toList())
              .toString());
      return;
    }
    String line =
        terminal.say(
            "cli.groups.line",
            terminal.shown(member.interfaceName()),
            Endpoint.text(group),
            member.users());
    terminal.line(name == null ? line : line + "  " + terminal.say(name));
    tellSources("cli.groups.only", sources, each -> each.included() > 0);
    tellSources("cli.groups.all-but", sources, each -> each.excluded() > 0);
  }

  private void tellSources(
      String key, List<SourceTable.Row> sources, Predicate<SourceTable.Row> which) {
    String list =
        sources.stream()
            .filter(which)
            .map(each -> Endpoint.text(each.source()))
            .collect(Collectors.joining(", "));
    if (!list.isEmpty()) {
      terminal.line(terminal.say(key, list));
    }
  }

  private void tellLimits() {
    GroupLimits limits = GroupLimits.now();
    if (!json && limits.memberships().isPresent()) {
      terminal.tell(
          terminal.say("cli.groups.limits", String.valueOf(limits.memberships().getAsInt())));
    }
  }
}
