package org.portbound.file.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.portbound.file.FileErrors;
import org.portbound.file.WholeFile;
import org.portbound.text.Parsed;

/** A saved workbench as a file that people can read and write; blocks. */
public final class BenchFile {
  /** What its name ends with. */
  public static final String ENDING = ".portbound";

  /** How large a file may be, in bytes. */
  public static final long MAX_BYTES = 1 << 20;

  static final String FORMAT = "portbound-workbench";
  static final int VERSION = 1;

  private static final int MAX_DEPTH = 20;

  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength((int) MAX_BYTES)
                  .build())
          .build();

  private BenchFile() {}

  /** Whether a file has the name of a saved workbench. */
  public static boolean isNamedSo(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  /** Reads a file that somebody wrote; invalid if there is nothing to read at all. */
  public static Parsed<BenchReading> read(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return Parsed.invalid("file.bench.no-regular", file);
    }
    try {
      return Files.size(file) > MAX_BYTES
          ? Parsed.invalid("file.bench.too-large", file, String.valueOf(MAX_BYTES >> 10))
          : Parsed.valid(read(Files.readString(file)));
    } catch (CharacterCodingException e) {
      return Parsed.invalid("file.not-utf8", file);
    } catch (IOException e) {
      return new Parsed.Invalid<>(FileErrors.notRead(file, e));
    }
  }

  /** Reads the text of a file; what has a mistake is left out and told, the rest is there. */
  public static BenchReading read(String text) {
    return new BenchReader(text).read();
  }

  /** Writes a file in the place of what is there. */
  public static Parsed<Path> write(Path file, Bench bench) {
    try {
      WholeFile.replace(file, write(bench));
      return Parsed.valid(file);
    } catch (IOException e) {
      return new Parsed.Invalid<>(FileErrors.notMade(file, e));
    }
  }

  /** The text of a file. */
  public static String write(Bench bench) {
    return BenchWriter.write(bench);
  }
}
