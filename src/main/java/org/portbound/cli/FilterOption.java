package org.portbound.cli;

import org.portbound.capture.RowCondition;
import org.portbound.capture.filter.Filter;
import org.portbound.capture.filter.Surroundings;
import org.portbound.text.Message;
import picocli.CommandLine.Model.CommandSpec;

/** The option {@code --filter} of the commands that print datagrams. */
final class FilterOption {
  /** Nothing is marked in the terminal. */
  private static final Surroundings SURROUNDINGS = Surroundings.here(number -> false);

  private FilterOption() {}

  /** The filter; throws {@link UsageException}, with the place, if it cannot be understood. */
  static Filter read(CommandSpec command, String text) {
    return switch (Filter.parse(text)) {
      case Filter.Reading.Parsed(Filter filter) -> {
        SURROUNDINGS
            .missing(filter)
            .ifPresent(
                name -> {
                  throw new UsageException(
                      command, "--filter", Message.of("filter.no-such-interface", name));
                });
        yield filter;
      }
      case Filter.Reading.Error(int position, int length, var why) ->
          throw new UsageException(
              command, "--filter", why, new UsageException.Place(text, position, length));
    };
  }

  /** What a filter asks of rows. */
  static RowCondition condition(Filter filter) {
    return filter.condition(SURROUNDINGS);
  }
}
