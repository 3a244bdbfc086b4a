package org.portbound.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An argument that cannot be understood; names it, and says what to write instead. */
final class UsageException extends ParameterException {
  private static final long serialVersionUID = 1L;

  private final String argument;
  private final transient Message why;
  private final transient @Nullable Place place;

  /**
   * Where in an argument its fault is.
   *
   * @param text the argument
   * @param from the fault's first character, from 0
   * @param length of the fault, in characters
   */
  record Place(String text, int from, int length) {}

  /**
   * @param argument the option or parameter at fault, such as {@code --count}
   */
  UsageException(CommandSpec command, String argument, Message why) {
    this(command, argument, why, null);
  }

  /** The same, with the place of the fault. */
  UsageException(CommandSpec command, String argument, Message why, @Nullable Place place) {
    super(command.commandLine(), argument + " " + why.key());
    this.argument = argument;
    this.why = why;
    this.place = place;
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

  /** Where in the argument the fault is, if that helps. */
  Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** The fault and its remedy. */
  Message why() {
    return why;
  }
}
