package org.portbound.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code --lang}, which every command takes. The language must be known before the commands are
 * made, for their help is in it; so it is looked for in the arguments first, and picocli checks it
 * afterwards as any other option.
 */
final class LanguageOption {
  private static final String NAME = "--lang";
  private static final String JSON = "--json";
  private static final String END_OF_OPTIONS = "--";

  private LanguageOption() {}

  /**
   * The sentences for a command line: English for programs ({@code --json}), whatever the language;
   * else the language that is asked for, else the given one.
   */
  static Texts texts(Texts otherwise, String... arguments) {
    List<String> options =
        Arrays.stream(arguments).takeWhile(each -> !each.equals(END_OF_OPTIONS)).toList();
    return options.contains(JSON)
        ? Texts.in(Locale.ENGLISH)
        : wanted(options).map(Texts::in).orElse(otherwise);
  }

  /** The language, if the options name one that there is. */
  static Optional<Locale> wanted(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      String each = options.get(i);
      if (each.startsWith(NAME + "=")) {
        return language(each.substring(NAME.length() + 1));
      }
      if (each.equals(NAME) && i + 1 < options.size()) {
        return language(options.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** Whether the arguments are this option and nothing else, with a language that there is. */
  static boolean alone(List<String> arguments) {
    if (arguments.isEmpty()) {
      return false;
    }
    boolean noMore = arguments.size() == (arguments.getFirst().contains("=") ? 1 : 2);
    return noMore && arguments.getFirst().startsWith(NAME) && wanted(arguments).isPresent();
  }

  private static Optional<Locale> language(String code) {
    return Texts.languages().stream().filter(each -> each.getLanguage().equals(code)).findFirst();
  }

  private static String codes(String between) {
    return Texts.languages().stream().map(Locale::getLanguage).collect(Collectors.joining(between));
  }

  /** Adds the option to a command and all below it. */
  static void addTo(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(
        OptionSpec.builder(NAME)
            .paramLabel(codes("|"))
            .type(String.class)
            .setter(
                new ISetter() {
                  @Override
                  public <T extends @Nullable Object> T set(T value) {
                    if (value instanceof String code && language(code).isEmpty()) {
                      throw new UsageException(
                          spec, NAME, Message.of("cli.lang.unknown", code, codes(", ")));
                    }
                    return value;
                  }
                })
            .build());
    command.getSubcommands().values().forEach(LanguageOption::addTo);
  }
}
