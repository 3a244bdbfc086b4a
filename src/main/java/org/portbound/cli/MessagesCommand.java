package org.portbound.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.message.BuiltInMessages;
import org.portbound.message.MessageFile;
import org.portbound.message.SavedMessage;
import org.portbound.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound messages}: the messages that can be sent by name. Opens no socket. */
@Command(name = "messages", sortOptions = false)
final class MessagesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..1", descriptionKey = "name")
  private @Nullable String name;

  @Option(names = "--file", paramLabel = "F")
  private @Nullable Path file;

  @Option(names = "--json")
  private boolean json;

  MessagesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path from = file;
    MessageFile.Reading reading =
        from == null ? new MessageFile.Reading(BuiltInMessages.all(), List.of()) : read(from);
    List<SavedMessage> shown =
        name == null
            ? reading.messages()
            : List.of(named(reading.messages(), name, Objects.requireNonNull(spec), "NAME"));
    boolean whole = name != null;
    for (SavedMessage each : shown) {
      if (json) {
        terminal.line(object(each).toString());
      } else {
        terminal.line(
            terminal.say("cli.messages.line", terminal.shown(each.name()), each.destination()));
        terminal.line("    " + note(each));
        if (whole) {
          lines(each).forEach(terminal::line);
        }
      }
    }
    return tellFaults(reading) ? ExitStatus.REFUSED : ExitStatus.OK;
  }

  private MessageFile.Reading read(Path from) {
    try {
      return MessageFile.read(Files.readString(from, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException(
          Objects.requireNonNull(spec),
          "--file",
          Message.of("message.file.unreadable", from, e.getClass().getSimpleName()));
    }
  }

  /** The message of this name; throws {@link UsageException} with the names there are. */
  static SavedMessage named(
      List<SavedMessage> messages, String name, CommandSpec spec, String argument) {
    return messages.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    spec,
                    argument,
                    Message.of(
                        "cli.messages.unknown",
                        name,
                        String.join(", ", messages.stream().map(SavedMessage::name).toList()))));
  }

  private String note(SavedMessage message) {
    return file == null
        ? terminal.say("message.built-in." + message.name())
        : terminal.shown(message.note());
  }

  private List<String> lines(SavedMessage message) {
    var lines = new ArrayList<String>();
    message
        .parameters()
        .forEach(
            (parameter, value) ->
                lines.add(
                    "    "
                        + terminal.say(
                            "cli.messages.parameter",
                            terminal.shown(parameter),
                            terminal.shown(value))));
    lines.add("    " + terminal.shown(message.payload()));
    return lines;
  }

  private Json object(SavedMessage message) {
    return Json.event("message")
        .with("name", message.name())
        .with("note", note(message))
        .with("destination", message.destination().isEmpty() ? null : message.destination())
        .with("notation", message.notation().name().toLowerCase(Locale.ROOT))
        .with("payload", message.payload())
        .with("parameters", message.parameters());
  }

  /** Whether there were mistakes in the file. */
  private boolean tellFaults(MessageFile.Reading reading) {
    for (MessageFile.Fault each : reading.faults()) {
      String sentence =
          terminal.say(
              "cli.messages.fault", String.valueOf(file), each.line(), terminal.say(each.why()));
      terminal.tell(json ? Json.event("fault").with("message", sentence).toString() : sentence);
    }
    return !reading.faults().isEmpty();
  }
}
