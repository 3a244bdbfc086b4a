package org.portbound.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portbound.file.bench.BenchFile;

/**
 * {@code portbound FILE}: a workbench or a capture that the window opens. A file that has the name
 * of one need not be there: the window says so. Any other one must be, so that a command which is
 * misspelt stays a mistake.
 */
final class FileArgument {
  private static final List<String> ENDINGS = List.of(BenchFile.ENDING, ".pcapng", ".pcap", ".cap");

  private FileArgument() {}

  /** The file, if the arguments are one and at most a language before or behind it. */
  static Optional<Path> read(List<String> arguments) {
    int last = arguments.size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean alone =
          last == 0
              || i == 0 && LanguageOption.alone(arguments.subList(1, last + 1))
              || i == last && LanguageOption.alone(arguments.subList(0, last));
      if (alone) {
        Optional<Path> file = file(arguments.get(i));
        if (file.isPresent()) {
          return file;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> file(String argument) {
    try {
      Path path = Path.of(argument);
      String name = argument.toLowerCase(Locale.ROOT);
      boolean named = !argument.startsWith("-") && ENDINGS.stream().anyMatch(name::endsWith);
      return named || path.isAbsolute() && Files.isRegularFile(path)
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
