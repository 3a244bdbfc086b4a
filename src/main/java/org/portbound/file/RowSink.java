package org.portbound.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.text.Visible;

/** Takes rows in one format. One thread at a time. */
interface RowSink extends AutoCloseable {
  /** Makes a file, which is not there yet, for a job's format. */
  static RowSink open(SaveJob job, Path file) throws IOException {
    return switch (job.format()) {
      case PCAPNG -> new PcapngSink(file, job.notes());
      case CSV -> LineSink.open(file, CsvLines.HEADINGS, new CsvLines(job.notes())::line);
      case JSON_LINES -> LineSink.open(file, "", new DatagramLines()::json);
      case TEXT -> LineSink.open(file, "", new TextLines(job.notes(), Visible::of)::line);
    };
  }

  void write(Datagram row, @Nullable String comment) throws IOException;

  /** Writes what is still to be written. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
