package org.portbound.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portbound.file.UserFiles;
import org.portbound.message.Notation;
import org.portbound.message.Payload;
import org.portbound.message.SavedMessage;
import org.portbound.message.Template;
import org.portbound.text.Message;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what a datagram carries, beside the parameter TEXT. */
final class PayloadOptions {
  @Option(names = "--hex", paramLabel = "H")
  private @Nullable String hex;

  @Option(names = "--file", paramLabel = "F")
  private @Nullable Path file;

  @Option(names = "--template", paramLabel = "NAME")
  private @Nullable String template;

  @Option(names = "--param", paramLabel = "NAME=VALUE")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--messages", paramLabel = "F")
  private @Nullable Path messages;

  /**
   * What is to be sent.
   *
   * @param template its bytes, with places
   * @param message the saved message that it is, if it is one
   * @param file the file that it came from, if it did
   */
  record Chosen(Template template, Optional<SavedMessage> message, Optional<Path> file) {}

  /** Whether a saved message was named, which has a destination of its own. */
  boolean namesMessage() {
    return template != null;
  }

  /** Reads what was given; throws {@link UsageException} for a fault. */
  Chosen chosen(CommandSpec spec, @Nullable String text) {
    long given = Stream.of(text, hex, file, template).filter(Objects::nonNull).count();
    if (given != 1) {
      String key = given == 0 ? "cli.send.no-payload" : "cli.send.two-payloads";
      throw new UsageException(spec, "TEXT", Message.of(key));
    }
    String name = template;
    if (name != null) {
      return named(spec, name);
    }
    if (!parameters.isEmpty()) {
      throw new UsageException(spec, "--param", Message.of("cli.option.needs", "--template NAME"));
    }
    if (messages != null) {
      throw new UsageException(
          spec, "--messages", Message.of("cli.option.needs", "--template NAME"));
    }
    String digits = hex;
    Path path = file;
    Template read =
        path != null
            ? Template.of(UsageException.orThrow(spec, "--file", Payload.file(path)))
            : digits != null
                ? UsageException.orThrow(spec, "--hex", Template.read(digits, Notation.HEX))
                : UsageException.orThrow(
                    spec, "TEXT", Template.read(Objects.requireNonNull(text), Notation.TEXT));
    return new Chosen(read, Optional.empty(), Optional.ofNullable(path));
  }

  private Chosen named(CommandSpec spec, String name) {
    Path from = messages;
    SavedMessage message =
        MessageLists.named(
            from == null
                ? MessageLists.ownAndBuiltIn(spec, UserFiles.messages())
                : MessageLists.inFile(spec, "--messages", from).messages(),
            name,
            spec,
            "--template");
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      boolean known =
          message.parameters().containsKey(each.getKey())
              || SavedMessage.parametersIn(message.payload()).contains(each.getKey());
      if (!known) {
        throw new UsageException(
            spec,
            "--param",
            Message.of(
                message.parameters().isEmpty()
                    ? "cli.send.no-parameters"
                    : "cli.send.unknown-parameter",
                each.getKey(),
                name,
                String.join(", ", message.parameters().keySet())));
      }
      message = message.with(each.getKey(), each.getValue());
    }
    String argument = parameters.isEmpty() ? "--template" : "--param";
    return new Chosen(
        UsageException.orThrow(spec, argument, message.template()),
        Optional.of(message),
        Optional.empty());
  }
}
