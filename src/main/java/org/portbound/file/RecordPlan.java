package org.portbound.file;

import java.nio.file.Path;

/**
 * Where a recording goes and when it begins another file or ends.
 *
 * @param file the file; with a size limit each file has a number before its extension, such as
 *     {@code capture-00001.pcapng}, and none that is there already is ever taken
 * @param replace whether the file may be overwritten if it is there already
 * @param maxFileBytes size at which the next file is begun, in bytes; 0 for no limit
 * @param maxFiles how many files of this recording are kept, the oldest deleted; 0 for all
 * @param maxDatagrams datagrams after which nothing more is written; 0 for no limit
 */
public record RecordPlan(
    Path file, boolean replace, long maxFileBytes, int maxFiles, long maxDatagrams) {
  /** Smallest size limit, in bytes: any datagram fits into a file of this size. */
  public static final long MIN_FILE_BYTES = 256 << 10;

  /** Checks the limits. */
  public RecordPlan {
    if (maxFileBytes != 0 && maxFileBytes < MIN_FILE_BYTES) {
      throw new IllegalArgumentException(
          "a size limit of " + maxFileBytes + " bytes is below " + MIN_FILE_BYTES);
    }
    if (maxFiles < 0 || maxDatagrams < 0 || (maxFiles > 0 && maxFileBytes == 0)) {
      throw new IllegalArgumentException("a number of files needs a size limit, and neither is <0");
    }
  }

  /** One file without limits, which must not be there yet. */
  public static RecordPlan to(Path file) {
    return new RecordPlan(file, false, 0, 0, 0);
  }

  /** The same, and an existing file is overwritten. */
  public RecordPlan withReplace() {
    return new RecordPlan(file, true, maxFileBytes, maxFiles, maxDatagrams);
  }

  /**
   * The same in several files.
   *
   * @param maxBytes of each file, at least {@link #MIN_FILE_BYTES}
   * @param files how many are kept, or 0 for all
   */
  public RecordPlan withRolling(long maxBytes, int files) {
    return new RecordPlan(file, replace, maxBytes, files, maxDatagrams);
  }

  /** The same, for so many datagrams. */
  public RecordPlan withMaxDatagrams(long datagrams) {
    return new RecordPlan(file, replace, maxFileBytes, maxFiles, datagrams);
  }
}
