package org.portbound.file;

import org.jspecify.annotations.Nullable;

/** What rows have beside their datagrams. Asked on the thread that saves. */
public interface RowNotes extends RecordedListeners {
  /** What the user noted with a row, or null. */
  @Nullable String comment(long number);

  /**
   * Notes of rows without comments.
   *
   * @param names of listeners
   */
  static RowNotes of(RecordedListeners names) {
    return new RowNotes() {
      @Override
      public String name(int listener) {
        return names.name(listener);
      }

      @Override
      public @Nullable String comment(long number) {
        return null;
      }
    };
  }
}
