package org.portbound.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.file.MessageStore;
import org.portbound.file.UserFiles;
import org.portbound.message.MessageFile;
import org.portbound.message.Notation;
import org.portbound.message.SavedMessage;
import org.portbound.message.SavedMessages;
import org.portbound.socket.Endpoint;
import org.portbound.text.Message;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands of {@code portbound messages} that change what is saved. */
final class MessageChanges {
  private MessageChanges() {}

  /** Adds them to the command that lists. */
  static CommandLine addTo(MessagesCommand command, Terminal terminal) {
    return new CommandLine(command)
        .addSubcommand(new Save(terminal))
        .addSubcommand(new Rename(terminal))
        .addSubcommand(new Delete(terminal))
        .addSubcommand(new Import(terminal))
        .addSubcommand(new Export(terminal));
  }

  /** What all of them share. */
  private abstract static class Change implements Callable<Integer> {
    final Terminal terminal;

    @Spec @Nullable CommandSpec spec;

    @Option(names = "--file", paramLabel = "F")
    private @Nullable Path file;

    Change(Terminal terminal) {
      this.terminal = terminal;
    }

    CommandSpec spec() {
      return Objects.requireNonNull(spec);
    }

    MessageStore store() {
      Path other = file;
      return new MessageStore(other == null ? UserFiles.messages() : other);
    }

    /** What is saved now, without the mistakes. */
    List<SavedMessage> saved() {
      MessageStore store = store();
      return UsageException.orThrow(spec(), store.file().toString(), store.load()).messages();
    }
  }

  /** {@code portbound messages save}. */
  @Command(name = "save", sortOptions = false)
  static final class Save extends Change {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TEXT", arity = "0..1", descriptionKey = "text")
    private @Nullable String text;

    @Option(names = "--hex", paramLabel = "H")
    private @Nullable String hex;

    @Option(names = "--to", paramLabel = "DEST:PORT")
    private @Nullable String destination;

    @Option(names = "--note", paramLabel = "NOTE")
    private String note = "";

    @Option(names = "--param", paramLabel = "NAME=VALUE")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--replies", paramLabel = "T")
    private @Nullable String replies;

    Save(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      SavedMessage message = message();
      return MessageLists.tell(
          terminal,
          store().change(before -> SavedMessages.with(before, message)),
          "cli.messages.saved",
          terminal.shown(name));
    }

    private SavedMessage message() {
      String typed = text;
      String digits = hex;
      if ((typed == null) == (digits == null)) {
        throw new UsageException(spec(), "TEXT", Message.of("cli.messages.one-payload"));
      }
      if (name.isBlank()) {
        throw new UsageException(spec(), "NAME", Message.of("message.file.no-name"));
      }
      String to = destination;
      if (to != null) {
        UsageException.orThrow(spec(), "--to", Endpoint.read(to));
      }
      String wait = replies;
      Duration waited =
          wait == null
              ? Duration.ZERO
              : UsageException.orThrow(spec(), "--replies", Amounts.readTime(wait));
      if (waited.toSeconds() > SavedMessage.MAX_REPLY_SECONDS) {
        throw new UsageException(spec(), "--replies", Message.of("cli.replies.too-long"));
      }
      var message =
          new SavedMessage(
              name,
              note,
              to == null ? "" : to,
              typed == null ? Notation.HEX : Notation.TEXT,
              typed == null ? Objects.requireNonNull(digits) : typed,
              parameters,
              (int) Math.ceilDiv(waited.toMillis(), 1_000));
      UsageException.orThrow(spec(), typed == null ? "--hex" : "TEXT", message.template());
      return message;
    }
  }

  /** {@code portbound messages rename}. */
  @Command(name = "rename", sortOptions = false)
  static final class Rename extends Change {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "new")
    private String newName = "";

    Rename(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      List<SavedMessage> saved = saved();
      SavedMessage message = MessageLists.named(saved, name, spec(), "NAME");
      if (newName.isBlank() || SavedMessages.named(saved, newName).isPresent()) {
        throw new UsageException(spec(), "NEW", Message.of("cli.messages.name-taken", newName));
      }
      return MessageLists.tell(
          terminal,
          store().change(before -> SavedMessages.replaced(before, name, message.withName(newName))),
          "cli.messages.renamed",
          terminal.shown(name),
          terminal.shown(newName));
    }
  }

  /** {@code portbound messages delete}. */
  @Command(name = "delete", sortOptions = false)
  static final class Delete extends Change {
    @Parameters(paramLabel = "NAME", arity = "1..*", descriptionKey = "names")
    private List<String> names = List.of();

    Delete(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      List<SavedMessage> saved = saved();
      names.forEach(each -> MessageLists.named(saved, each, spec(), "NAME"));
      return MessageLists.tell(
          terminal,
          store()
              .change(
                  before -> before.stream().filter(each -> !names.contains(each.name())).toList()),
          "cli.messages.deleted",
          terminal.shown(String.join(", ", names)));
    }
  }

  /** {@code portbound messages import}. */
  @Command(name = "import", sortOptions = false)
  static final class Import extends Change {
    @Parameters(paramLabel = "FROM", descriptionKey = "from")
    private Path from = Path.of("");

    Import(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      MessageFile.Reading reading = MessageLists.inFile(spec(), "FROM", from);
      int status =
          MessageLists.tell(
              terminal,
              store().change(before -> SavedMessages.merged(before, reading.messages())),
              "cli.messages.imported",
              String.valueOf(reading.messages().size()));
      return MessageLists.tellFaults(terminal, false, from, reading.faults())
          ? ExitStatus.REFUSED
          : status;
    }
  }

  /** {@code portbound messages export}. */
  @Command(name = "export", sortOptions = false)
  static final class Export extends Change {
    @Parameters(index = "0", paramLabel = "INTO", descriptionKey = "into")
    private Path into = Path.of("");

    @Parameters(index = "1..*", paramLabel = "NAME", arity = "0..*", descriptionKey = "names")
    private List<String> names = new ArrayList<>();

    Export(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() {
      List<SavedMessage> saved = saved();
      List<SavedMessage> chosen =
          names.isEmpty()
              ? saved
              : names.stream()
                  .map(each -> MessageLists.named(saved, each, spec(), "NAME"))
                  .toList();
      return MessageLists.tell(
          terminal,
          MessageStore.write(into, chosen),
          "cli.messages.exported",
          String.valueOf(chosen.size()),
          terminal.shown(into.toString()));
    }
  }
}
