package org.portbound.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.filter.Filter;
import org.portbound.file.SaveFormat;
import org.portbound.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound read}: prints the datagrams of a capture file, or saves them anew. */
@Command(name = "read", sortOptions = false)
final class ReadCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", descriptionKey = "file")
  private String file = "";

  @Option(names = "--text")
  private boolean text;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--csv")
  private boolean csv;

  @Option(names = "--pcapng", paramLabel = "OUT")
  private @Nullable String pcapng;

  @Option(names = "--replace")
  private boolean replace;

  @Option(names = "--filter", paramLabel = "F")
  private @Nullable String filter;

  @Mixin private DecodeOptions decoding = new DecodeOptions();

  ReadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    String out = pcapng;
    if ((text ? 1 : 0) + (json ? 1 : 0) + (csv ? 1 : 0) + (out != null ? 1 : 0) > 1) {
      throw new UsageException(
          command, "FILE", Message.of("cli.read.one-form", "--text, --json, --csv, --pcapng"));
    }
    if (replace && out == null) {
      throw new UsageException(
          command, "--replace", Message.of("cli.option.needs", "--pcapng OUT"));
    }
    if ((csv || out != null) && decoding.given().isPresent()) {
      throw new UsageException(
          command,
          decoding.given().get(),
          Message.of("cli.option.excludes", decoding.given().get(), csv ? "--csv" : "--pcapng"));
    }
    SaveFormat form =
        out != null
            ? SaveFormat.PCAPNG
            : json ? SaveFormat.JSON_LINES : csv ? SaveFormat.CSV : SaveFormat.TEXT;
    Optional<Filter> wanted =
        Optional.ofNullable(filter).map(each -> FilterOption.read(command, each));
    return new ReadRun(
            terminal,
            RecordOptions.path(command, "FILE", file),
            form,
            wanted,
            decoding.read(command, terminal),
            Optional.ofNullable(out).map(name -> RecordOptions.path(command, "--pcapng", name)),
            replace)
        .run();
  }
}
