package org.portbound.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.lesson.Fault;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonFile;
import org.portbound.lesson.Reading;
import org.portbound.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound lesson}: lists, runs and checks lessons. */
@Command(name = "lesson", sortOptions = false)
final class LessonCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ACTION", descriptionKey = "action")
  private @Nullable String action;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", descriptionKey = "name")
  private @Nullable String name;

  @Option(names = "--free-ports")
  private boolean freePorts;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--provider", paramLabel = "posix|nio")
  private @Nullable String provider;

  LessonCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    return switch (Objects.requireNonNull(action)) {
      case "list" -> list();
      case "check" -> {
        Path file = Path.of(named());
        yield switch (LessonFile.read(file)) {
          case Reading.Read(Lesson lesson) -> {
            terminal.line(
                terminal.say(
                    "cli.lesson.sound", terminal.shown(file.toString()), lesson.steps().size()));
            yield ExitStatus.OK;
          }
          case Reading.Faulty(List<Fault> faults) -> tellFaults(file, faults);
        };
      }
      case "run" -> run(command);
      default ->
          throw new UsageException(
              command, "ACTION", Message.of("cli.lesson.no-action", terminal.shown(action)));
    };
  }

  private String named() {
    if (name == null) {
      throw new UsageException(
          Objects.requireNonNull(spec), "NAME", Message.of("cli.lesson.no-name"));
    }
    return name;
  }

  private int list() {
    int number = 1;
    for (Lesson each : LessonFile.builtIn()) {
      String title = each.title().in(terminal.texts().locale());
      String about = each.about().in(terminal.texts().locale());
      if (json) {
        terminal.line(
            Json.event("lesson")
                .with("number", number)
                .with("name", each.name())
                .with("title", title)
                .with("about", about)
                .with("steps", each.steps().size())
                .toString());
      } else {
        terminal.line(
            terminal.say(
                "cli.lesson.line", String.valueOf(number), terminal.strong(each.name()), title));
        terminal.line("    " + about);
      }
      number++;
    }
    return ExitStatus.OK;
  }

  private int run(CommandSpec command) {
    String wanted = named();
    var calls = ListenCommand.provider(command, provider);
    var run = new LessonTelling(terminal, calls, freePorts, json);
    if (wanted.equals(ALL)) {
      return run.all(LessonFile.builtIn());
    }
    if (wanted.endsWith(".yaml") || wanted.endsWith(".yml")) {
      return switch (LessonFile.read(Path.of(wanted))) {
        case Reading.Read(Lesson lesson) -> run.all(List.of(lesson));
        case Reading.Faulty(List<Fault> faults) -> tellFaults(Path.of(wanted), faults);
      };
    }
    List<Lesson> lessons = LessonFile.builtIn();
    for (int i = 0; i < lessons.size(); i++) {
      if (lessons.get(i).name().equals(wanted) || wanted.equals(String.valueOf(i + 1))) {
        return run.all(List.of(lessons.get(i)));
      }
    }
    throw new UsageException(
        command,
        "NAME",
        Message.of(
            "cli.lesson.unknown",
            terminal.shown(wanted),
            String.join(", ", lessons.stream().map(Lesson::name).toList())));
  }

  private int tellFaults(Path file, List<Fault> faults) {
    for (Fault each : faults) {
      String sentence =
          terminal.say(
              "cli.lesson.fault",
              terminal.shown(file.toString()),
              String.valueOf(each.line()),
              terminal.shown(terminal.say(each.why())));
      terminal.tell(json ? Json.event("fault").with("message", sentence).toString() : sentence);
    }
    return ExitStatus.REFUSED;
  }
}
