package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code portbound interfaces}: the network interfaces as they are now. Opens no socket. */
@Command(name = "interfaces", sortOptions = false)
final class InterfacesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json")
  private boolean json;

  InterfacesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Interface> all = Interface.all();
    for (Interface each : all) {
      terminal.line(json ? object(each).toString() : line(each));
    }
    if (all.isEmpty() && !json) {
      terminal.line(terminal.say("cli.interfaces.none"));
    }
    return ExitStatus.OK;
  }

  private static List<String> addresses(Interface of) {
    return of.addresses().stream().map(Endpoint::text).toList();
  }

  private String line(Interface each) {
    var words = new ArrayList<String>();
    words.add(terminal.say(each.up() ? "cli.interfaces.up" : "cli.interfaces.down"));
    if (each.loopback()) {
      words.add(terminal.say("cli.interfaces.loopback"));
    }
    if (each.multicast()) {
      words.add(terminal.say("cli.interfaces.multicast"));
    }
    return terminal.say(
        "cli.interfaces.line",
        each.index(),
        terminal.shown(each.name()),
        String.join(", ", words),
        String.valueOf(each.mtuBytes()),
        each.addresses().isEmpty()
            ? terminal.say("cli.interfaces.no-address")
            : String.join(" ", addresses(each)));
  }

  private static Json object(Interface each) {
    return Json.event("interface")
        .with("index", each.index())
        .with("name", each.name())
        .with("up", each.up())
        .with("loopback", each.loopback())
        .with("multicast", each.multicast())
        .with("mtu", each.mtuBytes())
        .with("addresses", addresses(each));
  }
}
