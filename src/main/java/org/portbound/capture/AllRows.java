package org.portbound.capture;

/** Every row in its own place. */
record AllRows(DatagramRows rows) implements RowView {
  @Override
  public long first() {
    return rows.first();
  }

  @Override
  public long end() {
    return rows.end();
  }

  @Override
  public long number(long place) {
    return place >= rows.first() && place < rows.end() ? place : 0;
  }

  @Override
  public long placeOf(long number) {
    return Math.clamp(number, rows.first(), rows.end());
  }
}
