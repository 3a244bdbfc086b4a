package org.portbound.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.file.MessageStore;
import org.portbound.file.UserFiles;
import org.portbound.message.BuiltInMessages;
import org.portbound.message.MessageFile;
import org.portbound.message.SavedMessage;
import org.portbound.message.SavedMessages;
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

  /** A message, and whether the user wrote it. */
  private record Listed(SavedMessage message, boolean own) {}

  @Override
  public Integer call() {
    Path given = file;
    Path from = given == null ? UserFiles.messages() : given;
    MessageFile.Reading own =
        given == null
            ? UsageException.orThrow(spec(), from.toString(), new MessageStore(from).load())
            : MessageLists.inFile(spec(), "--file", given);
    var all = new ArrayList<Listed>();
    own.messages().forEach(each -> all.add(new Listed(each, true)));
    if (given == null) {
      BuiltInMessages.all().stream()
          .filter(each -> SavedMessages.named(own.messages(), each.name()).isEmpty())
          .forEach(each -> all.add(new Listed(each, false)));
    }
    String wanted = name;
    if (wanted == null) {
      all.forEach(each -> print(each, false));
    } else {
      SavedMessage found =
          MessageLists.named(all.stream().map(Listed::message).toList(), wanted, spec(), "NAME");
      all.stream().filter(each -> each.message() == found).forEach(each -> print(each, true));
    }
    return MessageLists.tellFaults(terminal, json, from, own.faults())
        ? ExitStatus.REFUSED
        : ExitStatus.OK;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private void print(Listed listed, boolean whole) {
    SavedMessage message = listed.message();
    if (json) {
      terminal.line(object(listed).toString());
      return;
    }
    terminal.line(
        terminal
            .say(
                "cli.messages.line",
                terminal.shown(message.name()),
                terminal.shown(message.destination()))
            .stripTrailing());
    String note = note(listed);
    if (!note.isEmpty()) {
      terminal.line("    " + note);
    }
    if (whole) {
      lines(message).forEach(terminal::line);
    }
  }

  private String note(Listed listed) {
    return listed.own()
        ? terminal.shown(listed.message().note())
        : terminal.say("message.built-in." + listed.message().name());
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

  private Json object(Listed listed) {
    SavedMessage message = listed.message();
    return Json.event("message")
        .with("name", message.name())
        .with("own", listed.own())
        .with("note", note(listed))
        .with("destination", message.destination().isEmpty() ? null : message.destination())
        .with("notation", message.notation().name().toLowerCase(Locale.ROOT))
        .with("payload", message.payload())
        .with("parameters", message.parameters())
        .with("replySeconds", message.replySeconds());
  }
}
