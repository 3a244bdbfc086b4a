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

  /** The caller ended it; no file was left or changed. */
  record Cancelled() implements SaveResult {}

  /**
   * It could not be written; no file was left or changed.
   *
   * @param why names the file, the reason and the remedy
   */
  record NotSaved(Message why) implements SaveResult {}
}
