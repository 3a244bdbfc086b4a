package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of the {@link Settings}, with its type.
 *
 * @param name such as {@code traffic.columns}; never given another meaning
 * @param fallback what holds until the user decides, or if the file has something unusable there
 * @param read makes the value of a JSON value (map, list, text, number, truth value), or empty if
 *     it is not one
 * @param write makes the JSON value
 * @param <T> immutable
 */
public record Setting<T>(
    String name, T fallback, Function<Object, Optional<T>> read, Function<T, Object> write) {
  /** Yes or no. */
  public static Setting<Boolean> flag(String name, boolean fallback) {
    return new Setting<>(
        name,
        fallback,
        json -> json instanceof Boolean flag ? Optional.of(flag) : Optional.empty(),
        flag -> flag);
  }

  /** A whole number within bounds; one outside them is not used. */
  public static Setting<Integer> number(String name, int fallback, int least, int most) {
    return new Setting<>(
        name,
        fallback,
        json ->
            json instanceof Integer number && number >= least && number <= most
                ? Optional.of(number)
                : Optional.empty(),
        number -> number);
  }

  /** One of an enumeration, by its name. */
  public static <E extends Enum<E>> Setting<E> choice(String name, E fallback) {
    return new Setting<>(
        name,
        fallback,
        json ->
            List.of(fallback.getDeclaringClass().getEnumConstants()).stream()
                .filter(each -> each.name().equals(json))
                .findFirst(),
        Enum::name);
  }

  /** Some text. */
  public static Setting<String> text(String name, String fallback) {
    return new Setting<>(
        name,
        fallback,
        json -> json instanceof String text ? Optional.of(text) : Optional.empty(),
        text -> text);
  }

  /**
   * A list. Elements that cannot be read are left out.
   *
   * @param read makes an element of a JSON value
   * @param write makes the JSON value of an element
   * @param <T> an element, immutable
   */
  public static <T> Setting<List<T>> list(
      String name,
      List<T> fallback,
      Function<Object, Optional<T>> read,
      Function<T, Object> write) {
    return new Setting<>(
        name,
        fallback,
        json -> json instanceof List<?> list ? Optional.of(elements(list, read)) : Optional.empty(),
        list -> list.stream().map(write).toList());
  }

  /** A list of texts. */
  public static Setting<List<String>> texts(String name, List<String> fallback) {
    return list(
        name,
        fallback,
        json -> json instanceof String text ? Optional.of(text) : Optional.empty(),
        text -> text);
  }

  private static <T> List<T> elements(List<?> from, Function<Object, Optional<T>> read) {
    var elements = new ArrayList<T>();
    for (Object each : from) {
      if (each != null) {
        read.apply(each).ifPresent(elements::add);
      }
    }
    return List.copyOf(elements);
  }
}
