package org.portbound.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.arrival.GroupTable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code portbound interfaces}: the network interfaces as they are now, or while they come and go.
 * Opens no socket.
 */
@Command(name = "interfaces", sortOptions = false)
final class InterfacesCommand implements Callable<Integer> {
  private static final long LOOK_NS = 500_000_000L;
  private static final Path FILES = Path.of("/proc/net");

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--watch")
  private boolean watch;

  @Option(names = "--for", paramLabel = "TIME")
  private @Nullable String time;

  @Option(names = "--json")
  private boolean json;

  InterfacesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Duration> limit =
        time == null
            ? Optional.empty()
            : Optional.of(
                UsageException.orThrow(
                    Objects.requireNonNull(spec), "--for", Amounts.readTime(time)));
    List<Interface> all = Interface.all();
    for (Interface each : all) {
      show(each, "");
    }
    if (all.isEmpty() && !json) {
      terminal.line(terminal.say("cli.interfaces.none"));
    }
    if (watch) {
      follow(all, limit);
    }
    return ExitStatus.OK;
  }

  /** Tells what came, went or changed, until it is interrupted or nobody reads any more. */
  private void follow(List<Interface> first, Optional<Duration> limit) {
    long endNs = System.nanoTime() + limit.map(Duration::toNanos).orElse(0L);
    List<Interface> before = first;
    try (Interruption interruption = Interruption.watch()) {
      interruption.endWith(ExitStatus.OK);
      while (terminal.flush() && !interruption.requested()) {
        if (limit.isPresent() && System.nanoTime() - endNs >= 0) {
          return;
        }
        LockSupport.parkNanos(LOOK_NS);
        List<Interface> now = Interface.all();
        tellChanges(before, now);
        before = now;
      }
    }
  }

  private void tellChanges(List<Interface> before, List<Interface> now) {
    for (Interface each : before) {
      if (now.stream().noneMatch(other -> other.index() == each.index())) {
        show(each, "gone");
      }
    }
    for (Interface each : now) {
      Optional<Interface> old =
          before.stream().filter(other -> other.index() == each.index()).findFirst();
      if (old.isEmpty()) {
        show(each, "new");
      } else if (!old.get().equals(each)) {
        show(each, "changed");
      }
    }
  }

  /**
   * @param change {@code new}, {@code gone}, {@code changed}, or nothing for the list at the start
   */
  private void show(Interface each, String change) {
    if (json) {
      Json object = object(each);
      if (!change.isEmpty()) {
        object.with("change", change).with("time", Instant.now());
      }
      terminal.line(object.toString());
      return;
    }
    terminal.line(
        change.isEmpty()
            ? line(each)
            : terminal.say("cli.interfaces.change." + change, line(each)));
  }

  private static List<String> addresses(Interface of) {
    return of.assigned().stream().map(Interface.Assigned::toString).toList();
  }

  private static List<String> groups(Interface on) {
    return GroupTable.in(FILES).orElse(List.of()).stream()
        .filter(each -> each.interfaceName().equals(on.name()))
        .map(each -> Endpoint.text(each.group()))
        .toList();
  }

  private String line(Interface each) {
    var words = new ArrayList<String>();
    words.add(terminal.say("cli.interfaces." + state(each)));
    if (each.loopback()) {
      words.add(terminal.say("cli.interfaces.loopback"));
    }
    if (each.multicast()) {
      words.add(terminal.say("cli.interfaces.multicast"));
    }
    if (each.pointToPoint()) {
      words.add(terminal.say("cli.interfaces.point-to-point"));
    }
    return terminal.say(
        "cli.interfaces.line",
        each.index(),
        terminal.shown(each.name()),
        String.join(", ", words),
        String.valueOf(each.mtuBytes()),
        each.assigned().isEmpty()
            ? terminal.say("cli.interfaces.no-address")
            : String.join(" ", addresses(each)));
  }

  private static String state(Interface each) {
    if (each.running()) {
      return "up";
    }
    return each.up() ? "no-carrier" : "down";
  }

  private static Json object(Interface each) {
    return Json.event("interface")
        .with("index", each.index())
        .with("name", each.name())
        .with("up", each.up())
        .with("running", each.running())
        .with("loopback", each.loopback())
        .with("multicast", each.multicast())
        .with("pointToPoint", each.pointToPoint())
        .with("mtu", each.mtuBytes())
        .with("addresses", addresses(each))
        .with("groups", groups(each));
  }
}
