package org.portbound.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.capture.RowReader;

/**
 * Saves rows. They go into a new file beside the one that is meant, which takes its place when it
 * is complete: whatever goes wrong, an older file stays as it was. What the caller ends is kept as
 * far as it got, under a name that says so. Blocks; any thread.
 */
public final class SavedRows {
  private static final int PROGRESS_ROWS = 1_024;

  private final SaveJob job;
  private long saved;
  private long gone;

  private SavedRows(SaveJob job) {
    this.job = job;
  }

  /**
   * Saves them.
   *
   * @param progress told rows
   */
  public static SaveResult save(SaveJob job, FileProgress progress) {
    return new SavedRows(job).run(progress);
  }

  private SaveResult run(FileProgress progress) {
    Path target = job.file();
    Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      if (Files.exists(target) && (!job.replace() || Files.isDirectory(target))) {
        throw new FileAlreadyExistsException(target.toString());
      }
      boolean complete;
      try (RowSink sink = RowSink.open(job, beside)) {
        complete = writeAll(sink, progress);
        sink.finish();
      }
      if (!complete) {
        return stopped(beside);
      }
      move(beside, target);
      return new SaveResult.Saved(target, saved, gone, Files.size(target));
    } catch (IOException e) {
      return new SaveResult.NotSaved(FileErrors.notMade(target, cleanedUp(beside, e)));
    }
  }

  private SaveResult stopped(Path beside) throws IOException {
    if (saved == 0) {
      Files.delete(beside);
      return new SaveResult.Cancelled();
    }
    Path part = WholeFile.part(job.file());
    Files.move(beside, part);
    return new SaveResult.Stopped(part, saved, job.view().end() - job.view().first());
  }

  private void move(Path from, Path to) throws IOException {
    if (job.replace()) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.move(from, to);
    }
  }

  private static IOException cleanedUp(Path beside, IOException error) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  /** What the user noted, or what the file says that the row is from. */
  private @Nullable String comment(long number, RowReader reader) {
    String noted = job.notes().comment(number);
    return noted == null && reader instanceof CaptureReader capture
        ? capture.comment().orElse(null)
        : noted;
  }

  /** Writes them; false if it was not to go on. */
  private boolean writeAll(RowSink sink, FileProgress progress) throws IOException {
    RowReader reader = job.rows().reader();
    var row = new Datagram();
    long first = job.view().first();
    long end = job.view().end();
    for (long place = first; place < end; place++) {
      if ((place - first) % PROGRESS_ROWS == 0 && !progress.goesOn(place - first, end - first)) {
        return false;
      }
      long number = job.view().number(place);
      if (number != 0 && reader.read(number, row)) {
        sink.write(row, comment(number, reader));
        saved++;
      } else {
        gone++;
      }
    }
    progress.goesOn(end - first, end - first);
    return true;
  }
}
