package org.portbound.ui.traffic.detail;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A line of the tree: a name, a value that may come later, and the bytes that say so. */
final class DetailRow {
  private final String id;
  private final String name;
  private final ByteRange range;
  private final ReadOnlyStringWrapper value;

  /**
   * @param id the id of the label that shows the value
   */
  DetailRow(String id, String name, String value, ByteRange range) {
    this.id = id;
    this.name = name;
    this.range = range;
    this.value = new ReadOnlyStringWrapper(value);
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  ByteRange range() {
    return range;
  }

  void setValue(String now) {
    value.set(now);
  }

  ReadOnlyStringProperty value() {
    return value.getReadOnlyProperty();
  }

  /** As a reader of the screen says it. */
  @Override
  public String toString() {
    return value.get().isEmpty() ? name : name + ": " + value.get();
  }
}
