package org.portbound.file;

import java.nio.file.Path;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowView;

/**
 * Rows that are to be saved, and where.
 *
 * @param rows where they are: a {@link org.portbound.capture.DatagramLog} or a {@link CaptureFile}
 * @param view which of them, in which order: {@link RowView#all}, those a filter shows, or {@link
 *     ChosenRows}; what comes after saving began is left out
 * @param notes names and comments
 * @param format how
 * @param file where to
 * @param replace whether the file may be replaced if it is there already
 */
public record SaveJob(
    DatagramRows rows,
    RowView view,
    RowNotes notes,
    SaveFormat format,
    Path file,
    boolean replace) {
  /** All rows, into a file that must not be there yet. */
  public static SaveJob all(DatagramRows rows, RowNotes notes, SaveFormat format, Path file) {
    return new SaveJob(rows, RowView.all(rows), notes, format, file, false);
  }

  /** The same, and an existing file is replaced. */
  public SaveJob withReplace() {
    return new SaveJob(rows, view, notes, format, file, true);
  }

  /** The same, with only those rows. */
  public SaveJob withView(RowView only) {
    return new SaveJob(rows, only, notes, format, file, replace);
  }
}
