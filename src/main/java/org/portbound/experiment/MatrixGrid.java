package org.portbound.experiment;

import java.util.List;
import java.util.Optional;
import org.portbound.socket.ReuseOptions;

/**
 * The matrix as it came out.
 *
 * @param laboratory where it was made
 * @param provider which calls made it, {@code posix} or {@code nio}
 * @param cells same user first; by address case, options of the first, options of the second. Fewer
 *     if it was cancelled
 */
public record MatrixGrid(Laboratory laboratory, String provider, List<MatrixCell> cells) {
  /** The four sets of options, in the order of rows and columns. */
  public static final List<ReuseOptions> OPTIONS =
      List.of(ReuseOptions.NONE, ReuseOptions.ADDR, ReuseOptions.PORT, ReuseOptions.BOTH);

  /** Copies the cells. */
  public MatrixGrid {
    cells = List.copyOf(cells);
  }

  /** The cell of a pair. */
  public Optional<MatrixCell> cell(
      AddressCase addresses, ReuseOptions first, ReuseOptions second, boolean otherUser) {
    return cells.stream()
        .filter(
            each ->
                each.addresses().equals(addresses)
                    && each.first().equals(first)
                    && each.second().equals(second)
                    && each.otherUser() == otherUser)
        .findFirst();
  }

  /** Cells whose result is not the predicted one. */
  public List<MatrixCell> differences() {
    return cells.stream().filter(each -> !each.agrees()).toList();
  }

  /** The cells as comma-separated values, with a line of headings (RFC 4180). */
  public String toCsv() {
    return MatrixCsv.of(this);
  }
}
