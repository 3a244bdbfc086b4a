package org.portbound.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portbound.file.bench.Bench;
import org.portbound.file.bench.BenchFile;
import org.portbound.file.bench.BenchListener;
import org.portbound.file.bench.BenchReading;
import org.portbound.message.MessageFile.Fault;
import org.portbound.socket.GroupMembership;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.workbench.Providers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound workbench}: what a workbench file holds, and what is wrong in it. */
@Command(name = "workbench", sortOptions = false)
final class WorkbenchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ACTION", descriptionKey = "action")
  private String action = "";

  @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "file")
  private Path file = Path.of("");

  @Option(names = "--json")
  private boolean json;

  WorkbenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!action.equals("check")) {
      throw new UsageException(
          Objects.requireNonNull(spec),
          "ACTION",
          Message.of("cli.workbench.no-action", terminal.shown(action)));
    }
    return switch (BenchFile.read(file)) {
      case Parsed.Invalid<BenchReading>(Message why) -> {
        terminal.tell(json ? fault(0, why) : terminal.shown(terminal.say(why)));
        yield ExitStatus.REFUSED;
      }
      case Parsed.Valid<BenchReading>(BenchReading reading) -> tell(reading);
    };
  }

  private int tell(BenchReading reading) {
    Bench bench = reading.bench();
    List<String> here =
        Providers.standard().interfaces().stream().map(each -> each.name()).toList();
    boolean missing = false;
    for (BenchListener each : bench.listeners()) {
      List<String> absent = interfaces(each).filter(name -> !here.contains(name)).toList();
      missing |= !absent.isEmpty();
      terminal.line(json ? line(each, absent) : words(each, absent, here));
    }
    if (!json) {
      terminal.line(
          terminal.say(
              "cli.workbench.holds",
              terminal.shown(file.toString()),
              String.valueOf(bench.listeners().size()),
              String.valueOf(bench.messages().size()),
              String.valueOf(bench.filters().size())));
    }
    for (Fault each : reading.faults()) {
      String said = terminal.shown(terminal.say(each.why()));
      terminal.tell(
          json
              ? fault(each.line(), each.why())
              : terminal.say(
                  "cli.lesson.fault",
                  terminal.shown(file.toString()),
                  String.valueOf(each.line()),
                  said));
    }
    return reading.faults().isEmpty() && !missing ? ExitStatus.OK : ExitStatus.REFUSED;
  }

  private static Stream<String> interfaces(BenchListener listener) {
    return Stream.concat(
            Stream.ofNullable(listener.socket().device()),
            listener.socket().groups().stream().map(GroupMembership::interfaceName))
        .distinct();
  }

  private String words(BenchListener listener, List<String> absent, List<String> here) {
    String words =
        Stream.concat(
                Stream.of(
                    listener.socket().local().toString(), listener.socket().reuse().toString()),
                listener.socket().groups().stream().map(GroupMembership::toString))
            .reduce((a, b) -> a + "  " + b)
            .orElse("");
    return absent.isEmpty()
        ? words
        : words
            + "  "
            + terminal.say(
                "ui.interface.missing", String.join(", ", absent), String.join(", ", here));
  }

  private static String line(BenchListener listener, List<String> absent) {
    return Json.event("listener")
        .with("bind", listener.socket().local().toString())
        .with("reuse", listener.socket().reuse().toString())
        .with(
            "groups",
            String.join(
                " ", listener.socket().groups().stream().map(GroupMembership::toString).toList()))
        .with("missing", String.join(" ", absent))
        .toString();
  }

  private String fault(int line, Message why) {
    return Json.event("fault").with("line", line).with("message", terminal.say(why)).toString();
  }
}
