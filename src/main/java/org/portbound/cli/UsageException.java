package org.portbound.cli;

import org.portbound.text.Message;
import org.portbound.text.Parsed;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An argument that cannot be understood; names it, and says what to write instead. */
final class UsageException extends ParameterException {
  private static final long serialVersionUID = 1L;

  private final String argument;
  private final transient Message why;

  /**
   * @param argument the option or parameter at fault, such as {@code --count}
   */
  UsageException(CommandSpec command, String argument, Message why) {
    super(command.commandLine(), argument + " " + why.key());
    this.argument = argument;
    this.why = why;
  }

  /** The value that was read, or this exception. */
  static <T> T orThrow(CommandSpec command, String argument, Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T>(Message why) -> throw new UsageException(command, argument, why);
    };
  }

  /** The option or parameter at fault. */
  String argument() {
    return argument;
  }

  /** The fault and its remedy. */
  Message why() {
    return why;
  }
}
