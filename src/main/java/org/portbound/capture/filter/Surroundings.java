package org.portbound.capture.filter;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.portbound.socket.Interface;

/**
 * What a filter needs to know beside the rows.
 *
 * @param marked whether the row of a number is marked; asked by the thread that asks the condition
 * @param interfaces the index of the interface of a name; asked once, when a filter is made into a
 *     condition
 * @param zone whose clock {@code time} is read on
 */
public record Surroundings(
    LongPredicate marked, Function<String, OptionalInt> interfaces, ZoneId zone) {
  /** This machine's interfaces and clock. */
  public static Surroundings here(LongPredicate marked) {
    return new Surroundings(marked, Surroundings::indexOf, ZoneId.systemDefault());
  }

  /** The first interface that a filter names and that is not here, or empty. */
  public Optional<String> missing(Filter filter) {
    return filter.interfaceNames().stream()
        .filter(each -> interfaces.apply(each).isEmpty())
        .findFirst();
  }

  private static OptionalInt indexOf(String name) {
    return Interface.named(name).stream().mapToInt(Interface::index).findFirst();
  }
}
