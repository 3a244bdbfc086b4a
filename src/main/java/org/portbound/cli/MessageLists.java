package org.portbound.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.portbound.file.MessageStore;
import org.portbound.message.BuiltInMessages;
import org.portbound.message.MessageFile;
import org.portbound.message.SavedMessage;
import org.portbound.message.SavedMessages;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import picocli.CommandLine.Model.CommandSpec;

/** The messages that a command can name. */
final class MessageLists {
  private MessageLists() {}

  /** Those of a file; it must be there. */
  static MessageFile.Reading inFile(CommandSpec spec, String option, Path file) {
    return UsageException.orThrow(spec, option, MessageStore.read(file));
  }

  /** The user's own, then those that come with the program and whose name is free. */
  static List<SavedMessage> ownAndBuiltIn(CommandSpec spec, Path own) {
    var all =
        new ArrayList<SavedMessage>(
            UsageException.orThrow(spec, own.toString(), new MessageStore(own).load()).messages());
    for (SavedMessage each : BuiltInMessages.all()) {
      if (SavedMessages.named(all, each.name()).isEmpty()) {
        all.add(each);
      }
    }
    return all;
  }

  /** The message of this name; throws {@link UsageException} with the names there are. */
  static SavedMessage named(
      List<SavedMessage> messages, String name, CommandSpec spec, String argument) {
    return SavedMessages.named(messages, name)
        .orElseThrow(
            () ->
                new UsageException(
                    spec,
                    argument,
                    messages.isEmpty()
                        ? Message.of("cli.messages.none", name)
                        : Message.of(
                            "cli.messages.unknown",
                            name,
                            String.join(
                                ", ", messages.stream().map(SavedMessage::name).toList()))));
  }

  /** Tells the mistakes in a file; whether there were some. */
  static boolean tellFaults(
      Terminal terminal, boolean json, Path file, List<MessageFile.Fault> faults) {
    for (MessageFile.Fault each : faults) {
      String sentence =
          terminal.say(
              "cli.messages.fault",
              terminal.shown(file.toString()),
              each.line(),
              terminal.say(each.why()));
      terminal.tell(json ? Json.event("fault").with("message", sentence).toString() : sentence);
    }
    return !faults.isEmpty();
  }

  /** Tells what came of a change; the exit status for it. */
  static int tell(Terminal terminal, Parsed<?> outcome, String done, Object... arguments) {
    return switch (outcome) {
      case Parsed.Valid<?> valid -> {
        terminal.line(terminal.say(done, arguments));
        if (valid.value() instanceof MessageStore.Changed changed) {
          changed.setAside().ifPresent(each -> terminal.tell(terminal.say(each)));
        }
        yield ExitStatus.OK;
      }
      case Parsed.Invalid<?>(Message why) -> {
        terminal.tell(terminal.say(why));
        yield ExitStatus.REFUSED;
      }
    };
  }
}
