import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks ({@code check}) or writes ({@code apply}) the format of every Java file below src. */
final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean apply = args.length == 1 && args[0].equals("apply");
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    var formatter = new Formatter();
    long unformatted =
        sources.parallelStream().filter(source -> !isFormatted(source, formatter, apply)).count();
    if (unformatted > 0 && !apply) {
      System.err.println("Write it with: mvn -q -Pformat process-test-classes");
      System.exit(1);
    }
  }

  /** Whether it was; one that was not is written or told. */
  private static boolean isFormatted(Path source, Formatter formatter, boolean apply) {
    try {
      String text = Files.readString(source);
      String formatted = formatter.formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        return true;
      }
      if (apply) {
        write(source, formatted);
      } else {
        System.err.println(source + ": not in the project's format");
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException(source + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path source, String formatted) throws IOException {
    Files.writeString(source, formatted);
    System.out.println(source + ": formatted");
  }
}
