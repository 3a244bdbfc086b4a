package installer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Other programs, and files as trees. */
final class Tools {
  private Tools() {}

  /** The systems whose packages differ. */
  enum System {
    LINUX,
    MAC,
    WINDOWS;

    /** The one that this build runs on; it makes no other one's packages. */
    static System here() {
      String name = java.lang.System.getProperty("os.name").toLowerCase(Locale.ROOT);
      return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MAC : LINUX;
    }
  }

  /** Runs a tool of the JDK that runs this. */
  static void jdk(String name, List<String> arguments) throws IOException, InterruptedException {
    jdk(name, arguments, Map.of());
  }

  /** The same, with more in its environment, where that does not say otherwise. */
  static void jdk(String name, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(java.lang.System.getProperty("java.home"), "bin", name).toString());
    command.addAll(arguments);
    run(command, environment);
  }

  /** Whether a program is on the path. */
  static boolean found(String program) {
    return Stream.of(java.lang.System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(
            folder ->
                Files.isExecutable(Path.of(folder, program))
                    || Files.isExecutable(Path.of(folder, program + ".exe")));
  }

  /** Runs a program to its end, with its output on ours. */
  static void run(List<String> command) throws IOException, InterruptedException {
    run(command, Map.of());
  }

  private static void run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).inheritIO();
    environment.forEach(process.environment()::putIfAbsent);
    int status = process.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": status " + status);
    }
  }

  /** What a program writes to standard output. */
  static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
    return output;
  }

  /** Copies a tree with the files' permissions; links stay links. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(
              each,
              copy,
              StandardCopyOption.COPY_ATTRIBUTES,
              StandardCopyOption.REPLACE_EXISTING,
              LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /** Removes a tree, if it is there. */
  static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException error)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
