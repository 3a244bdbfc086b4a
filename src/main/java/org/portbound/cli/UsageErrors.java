package org.portbound.cli;

import java.util.List;
import java.util.Map;
import org.portbound.text.Message;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every fault of a command line into one sentence on standard error. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Terminal terminal;

  UsageErrors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    String command = fault.getCommandLine().getCommandSpec().qualifiedName(" ");
    terminal.tell(command + ": " + sentence(fault));
    if (fault instanceof UsageException usage) {
      usage.place().ifPresent(this::point);
    }
    terminal.tell(terminal.say("cli.usage-error.help", command));
    return ExitStatus.USAGE;
  }

  /** The argument, and below it a mark under what is wrong. */
  private void point(UsageException.Place place) {
    int to = place.from() + place.length();
    String before = terminal.shown(place.text().substring(0, place.from()));
    String fault = terminal.shown(place.text().substring(place.from(), to));
    terminal.tell("  " + before + fault + terminal.shown(place.text().substring(to)));
    terminal.tell("  " + " ".repeat(before.length()) + "^".repeat(Math.max(1, fault.length())));
  }

  private String sentence(ParameterException fault) {
    return switch (fault) {
      case UsageException usage -> usage.argument() + ": " + terminal.say(usage.why());
      case UnmatchedArgumentException unmatched -> terminal.say(unmatched(unmatched));
      case MissingParameterException missing -> terminal.say(missing(missing));
      case OverwrittenOptionException twice ->
          terminal.say("cli.usage-error.twice", name(twice.getOverwritten()));
      default -> {
        Map<String, CommandLine> commands = fault.getCommandLine().getSubcommands();
        yield commands.isEmpty()
            ? terminal.shown(String.valueOf(fault.getMessage()))
            : terminal.say("cli.usage-error.no-command", String.join(", ", commands.keySet()));
      }
    };
  }

  private Message unmatched(UnmatchedArgumentException fault) {
    String argument = terminal.shown(fault.getUnmatched().getFirst());
    CommandLine command = fault.getCommandLine();
    List<String> suggestions = fault.getSuggestions();
    if (fault.isUnknownOption()) {
      return suggestions.isEmpty()
          ? Message.of("cli.usage-error.unknown-option", argument)
          : Message.of(
              "cli.usage-error.unknown-option-like", argument, String.join(", ", suggestions));
    }
    return command.getSubcommands().isEmpty()
        ? Message.of("cli.usage-error.too-many", argument)
        : Message.of(
            "cli.usage-error.unknown-command",
            argument,
            String.join(", ", command.getSubcommands().keySet()));
  }

  private Message missing(MissingParameterException fault) {
    ArgSpec first = fault.getMissing().getFirst();
    return first.isOption()
        ? Message.of("cli.usage-error.no-value", name(first), first.paramLabel())
        : Message.of("cli.usage-error.missing", first.paramLabel());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
