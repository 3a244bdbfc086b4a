package org.portbound.file;

import java.nio.file.Path;
import org.portbound.text.Message;

/** What came of saving rows. */
public sealed interface SaveResult {
  /**
   * They are in the file.
   *
   * @param rows how many
   * @param gone rows that had been given up before it was their turn
   * @param bytes size of the file, in bytes
   */
  record Saved(Path file, long rows, long gone, long bytes) implements SaveResult {}

  /** The caller ended it before the first row; no file was left or changed. */
  record Cancelled() implements SaveResult {}

  /**
   * The caller ended it; what was saved so far is kept in a file of its own. The file that was
   * meant is not there, or as it was.
   *
   * @param part the file with what was saved: {@code NAME.part-1.csv} for {@code NAME.csv}
   * @param rows how many are in it
   * @param all how many there would have been
   */
  record Stopped(Path part, long rows, long all) implements SaveResult {}

  /**
   * It could not be written; no file was left or changed.
   *
   * @param why names the file, the reason and the remedy
   */
  record NotSaved(Message why) implements SaveResult {}
}
