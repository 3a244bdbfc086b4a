package org.portbound.capture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user has noted on rows: a mark, a comment, or both. Kept by the rows' numbers, also for
 * rows that the log has given up. Any thread.
 */
public final class Marks {
  /** Longest comment, in characters. */
  public static final int MAX_COMMENT_CHARACTERS = 4_000;

  private record Note(boolean marked, String comment) {
    boolean isEmpty() {
      return !marked && comment.isEmpty();
    }
  }

  private static final Note NONE = new Note(false, "");

  private final ConcurrentSkipListMap<Long, Note> notes = new ConcurrentSkipListMap<>();

  /** No marks. */
  public Marks() {}

  /** Whether a row is marked. */
  public boolean marked(long number) {
    return note(number).marked;
  }

  /** The comment on a row; empty if there is none. */
  public String comment(long number) {
    return note(number).comment;
  }

  private Note note(long number) {
    return notes.getOrDefault(number, NONE);
  }

  /** Marks a row or takes its mark away; a comment stays. */
  public void mark(long number, boolean marked) {
    change(number, marked, null);
  }

  /**
   * Comments on a row.
   *
   * @param comment what is longer than {@link #MAX_COMMENT_CHARACTERS} is cut; empty for none
   */
  public void comment(long number, String comment) {
    String kept =
        comment.length() > MAX_COMMENT_CHARACTERS
            ? comment.substring(0, MAX_COMMENT_CHARACTERS)
            : comment;
    change(number, null, kept);
  }

  /** Changes what is not null. */
  private void change(long number, @Nullable Boolean marked, @Nullable String comment) {
    notes.compute(
        number,
        (_, before) -> {
          Note old = before == null ? NONE : before;
          var note =
              new Note(
                  marked == null ? old.marked : marked, comment == null ? old.comment : comment);
          return note.isEmpty() ? null : note;
        });
  }

  /** The first marked or commented row after this number, or 0. */
  public long after(long number) {
    Map.Entry<Long, Note> next = notes.higherEntry(number);
    return next == null ? 0 : next.getKey();
  }

  /** The last marked or commented row before this number, or 0. */
  public long before(long number) {
    Map.Entry<Long, Note> previous = notes.lowerEntry(number);
    return previous == null ? 0 : previous.getKey();
  }

  /** The marked or commented rows, in order. */
  public List<Long> numbers() {
    return List.copyOf(notes.keySet());
  }
}
