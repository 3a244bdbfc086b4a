package org.portbound.file;

import java.util.Arrays;
import org.portbound.capture.RowView;

/** Rows that were picked one by one, such as marked ones, in the order of their numbers. */
public final class ChosenRows implements RowView {
  private final long[] numbers;

  /** Takes a copy of the numbers. */
  public ChosenRows(long[] numbers) {
    this.numbers = Arrays.stream(numbers).sorted().distinct().toArray();
  }

  @Override
  public long first() {
    return 1;
  }

  @Override
  public long end() {
    return numbers.length + 1L;
  }

  @Override
  public long number(long place) {
    return place >= 1 && place <= numbers.length ? numbers[(int) (place - 1)] : 0;
  }

  @Override
  public long placeOf(long number) {
    int found = Arrays.binarySearch(numbers, number);
    return (found >= 0 ? found : -found - 1) + 1L;
  }
}
