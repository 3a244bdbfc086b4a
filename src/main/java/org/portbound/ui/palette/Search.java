package org.portbound.ui.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.portbound.ui.control.Action;

/**
 * Which actions fit what is typed, the best first: every word must be in what the action says, as a
 * piece of it or at least as letters in this order. What fits as well stands in the order of its
 * last use, then of its kind. Any thread.
 */
final class Search {
  private static final int AT_START = 0;
  private static final int WORD_START = 1;
  private static final int WITHIN = 2;
  private static final int SCATTERED = 6;

  /** Letters in order say little if whole sentences lie between them. */
  private static final int MOST_SCATTERED = 24;

  private Search() {}

  private record Found(Action action, int distance, int lastUse) {}

  /**
   * Those that fit.
   *
   * @param typed words; blank fits everything
   * @param kindWords the word for what an action is about
   * @param recent ids of what was used, the newest first
   */
  static List<Action> find(
      List<Action> actions, String typed, KindWords kindWords, List<String> recent) {
    var found = new ArrayList<Found>();
    Set<String> seen = new HashSet<>();
    for (Action each : actions) {
      String said = fold(each.words() + " " + kindWords.of(each.kind()));
      OptionalInt distance = distance(said, fold(typed).strip());
      if (distance.isPresent() && seen.add(each.id())) {
        int use = recent.indexOf(each.id());
        found.add(new Found(each, distance.getAsInt(), use < 0 ? Integer.MAX_VALUE : use));
      }
    }
    found.sort(
        Comparator.comparingInt(Found::distance)
            .thenComparingInt(Found::lastUse)
            .thenComparing(each -> each.action().kind()));
    return found.stream().map(Found::action).toList();
  }

  /** Says what actions are about. */
  @FunctionalInterface
  interface KindWords {
    /** The word for a kind. */
    String of(Action.Kind kind);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static OptionalInt distance(String said, String typed) {
    int sum = 0;
    for (String word : typed.split("\\s+")) {
      int one = word.isEmpty() ? 0 : distanceOfWord(said, word);
      if (one < 0) {
        return OptionalInt.empty();
      }
      sum += one;
    }
    return OptionalInt.of(sum);
  }

  /** −1 if it does not fit. */
  private static int distanceOfWord(String said, String word) {
    if (said.startsWith(word)) {
      return AT_START;
    }
    int at = said.indexOf(word);
    if (at < 0) {
      return scattered(said, word);
    }
    for (; at >= 0; at = said.indexOf(word, at + 1)) {
      if (at > 0 && !Character.isLetterOrDigit(said.charAt(at - 1))) {
        return WORD_START;
      }
    }
    return WITHIN;
  }

  /** The letters in this order, as near to one another as they come. */
  private static int scattered(String said, String word) {
    int best = Integer.MAX_VALUE;
    for (int from = said.indexOf(word.charAt(0));
        from >= 0;
        from = said.indexOf(word.charAt(0), from + 1)) {
      int at = from;
      for (int i = 1; i < word.length() && at >= 0; i++) {
        at = said.indexOf(word.charAt(i), at + 1);
      }
      if (at >= 0) {
        best = Math.min(best, at - from + 1 - word.length());
      }
    }
    return best > MOST_SCATTERED ? -1 : SCATTERED + best;
  }
}
