package org.portbound.ui.traffic;

/**
 * Which places of a view are in sight: the view grows at its end and loses rows at its start while
 * a window of fixed height looks at it.
 */
final class LogScroll {
  private long first = 1;
  private long end = 1;
  private long top = 1;
  private int rows = 1;
  private boolean following = true;

  /**
   * The view has changed: {@code first} is its oldest place, {@code end} comes after its newest.
   */
  void update(long newFirst, long newEnd) {
    first = newFirst;
    end = Math.max(newFirst, newEnd);
    settle();
  }

  /** So many rows fit into the window. */
  void setRows(int newRows) {
    rows = Math.max(1, newRows);
    settle();
  }

  private void settle() {
    top = following ? lastTop() : Math.clamp(top, first, lastTop());
  }

  /** The row at the top when the newest is at the bottom. */
  private long lastTop() {
    return Math.max(first, end - rows);
  }

  /** Keeps the newest row in sight. */
  void follow() {
    following = true;
    settle();
  }

  /** Stands still with this place at the top, as far as there are rows. */
  void stayAt(long place) {
    following = false;
    top = Math.clamp(place, first, lastTop());
  }

  /** Moves by rows; back at the end it follows again. */
  void moveBy(long delta) {
    moveTo(top + delta);
  }

  /** Moves so that this row is at the top, as far as there are rows. */
  void moveTo(long place) {
    top = Math.clamp(place, first, lastTop());
    following = top == lastTop();
  }

  /** Moves as little as brings this row into sight, and stays there. */
  void reveal(long place) {
    following = false;
    if (place < top) {
      top = place;
    } else if (place >= top + rows) {
      top = place - rows + 1;
    }
    settle();
  }

  boolean following() {
    return following;
  }

  long top() {
    return top;
  }

  int rows() {
    return rows;
  }

  long first() {
    return first;
  }

  long end() {
    return end;
  }

  /** How many rows came after the last one in sight. */
  long below() {
    return Math.max(0, end - (top + rows));
  }

  /** How far the top can move, in rows. */
  long range() {
    return lastTop() - first;
  }
}
