package org.portbound.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;

/** Rows as lines of text in UTF-8. */
final class LineSink implements RowSink {
  /** Makes a line of a row, with its end if that is not a plain line feed. */
  interface Lines {
    String of(Datagram row, @Nullable String comment);
  }

  private final BufferedWriter writer;
  private final Lines lines;

  private LineSink(BufferedWriter writer, Lines lines) {
    this.writer = writer;
    this.lines = lines;
  }

  static LineSink open(Path file, String heading, Lines lines) throws IOException {
    var sink =
        new LineSink(
            Files.newBufferedWriter(
                file, UTF_8, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            lines);
    if (!heading.isEmpty()) {
      sink.line(heading);
    }
    return sink;
  }

  private void line(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  @Override
  public void write(Datagram row, @Nullable String comment) throws IOException {
    line(lines.of(row, comment));
  }

  @Override
  public void finish() throws IOException {
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
