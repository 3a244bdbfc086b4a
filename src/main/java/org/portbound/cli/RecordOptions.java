package org.portbound.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.file.RecordPlan;
import org.portbound.text.Message;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what is recorded to disk, and how. */
final class RecordOptions {
  @Option(names = "--pcapng", paramLabel = "FILE")
  private @Nullable String file;

  @Option(names = "--replace")
  private boolean replace;

  @Option(names = "--max-file-size", paramLabel = "SIZE")
  private @Nullable String maxFileSize;

  @Option(names = "--max-files", paramLabel = "N")
  private @Nullable String maxFiles;

  /** What is to be recorded, or empty for nothing; throws {@link UsageException} for a fault. */
  Optional<RecordPlan> plan(CommandSpec spec) {
    String size = maxFileSize;
    String number = maxFiles;
    String target = file;
    if (target == null) {
      needs(spec, replace, "--replace", "--pcapng FILE");
      needs(spec, size != null, "--max-file-size", "--pcapng FILE");
      needs(spec, number != null, "--max-files", "--pcapng FILE");
      return Optional.empty();
    }
    RecordPlan plan = RecordPlan.to(path(spec, "--pcapng", target));
    if (size == null) {
      needs(spec, number != null, "--max-files", "--max-file-size SIZE");
      return Optional.of(replace ? plan.withReplace() : plan);
    }
    if (replace) {
      throw new UsageException(
          spec, "--replace", Message.of("cli.record.replace-rolling", "--max-file-size"));
    }
    long bytes = UsageException.orThrow(spec, "--max-file-size", Amounts.readFileSize(size));
    int files =
        number == null ? 0 : UsageException.orThrow(spec, "--max-files", Amounts.readFiles(number));
    return Optional.of(plan.withRolling(bytes, files));
  }

  /** A file name of the command line. */
  static Path path(CommandSpec spec, String option, String name) {
    try {
      Path path = Path.of(name);
      if (path.getFileName() != null) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new UsageException(spec, option, Message.of("cli.file.not-a-name", name));
    }
    throw new UsageException(spec, option, Message.of("cli.file.not-a-name", name));
  }

  private static void needs(CommandSpec spec, boolean given, String option, String other) {
    if (given) {
      throw new UsageException(spec, option, Message.of("cli.option.needs", other));
    }
  }
}
