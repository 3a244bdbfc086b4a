package org.portbound.ui.control;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.portbound.workbench.LedgerEntry;

/**
 * Which calls are shown: those that have every word. {@code #2} stands for listener 2, {@code p1}
 * for peer process 1, {@code failed} for calls that failed.
 *
 * @param words in lower case
 */
record LedgerFilter(List<String> words) {
  private static final String FAILED = "failed";

  static LedgerFilter read(String text) {
    return new LedgerFilter(
        Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(each -> !each.isEmpty())
            .toList());
  }

  boolean matches(LedgerEntry entry) {
    return words.stream().allMatch(word -> has(entry, word));
  }

  private static boolean has(LedgerEntry entry, String word) {
    if (word.equals(FAILED)) {
      return entry.failed();
    }
    if (word.matches("#\\d{1,9}")) {
      return entry.listener() == Integer.parseInt(word.substring(1));
    }
    if (word.matches("p\\d{1,9}")) {
      return entry.peer() == Integer.parseInt(word.substring(1));
    }
    return entry.call().toString().toLowerCase(Locale.ROOT).contains(word);
  }
}
