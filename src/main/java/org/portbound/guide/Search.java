package org.portbound.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Words that are looked for in the guide, in large or small letters. A section has to have all of
 * them.
 *
 * @param words in small letters
 */
public record Search(List<String> words) {
  private static final int BEFORE = 30;
  private static final int AFTER = 70;

  /** Copies the list. */
  public Search {
    words = List.copyOf(words);
  }

  /** The words of a text. */
  public static Search of(String text) {
    return new Search(
        text.isBlank() ? List.of() : List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+")));
  }

  /**
   * A section with all words.
   *
   * @param place where it is
   * @param chapter its chapter's title
   * @param title its own
   * @param excerpt what stands around the first of the words, in one line
   */
  public record Hit(Place place, String chapter, String title, String excerpt) {}

  /** The sections that have all words, in the guide's order; none for no words. */
  public List<Hit> in(Guide guide) {
    var hits = new ArrayList<Hit>();
    if (words.isEmpty()) {
      return hits;
    }
    for (Chapter chapter : guide.chapters()) {
      for (Chapter.Section section : chapter.sections()) {
        String text =
            section.blocks().stream()
                .map(Block::text)
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ");
        String all = (section.title() + " " + text).toLowerCase(Locale.ROOT);
        if (words.stream().allMatch(all::contains)) {
          var place = new Place(chapter.name(), section.anchor());
          hits.add(new Hit(place, chapter.title(), section.title(), excerpt(text)));
        }
      }
    }
    return hits;
  }

  private String excerpt(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    int at =
        Math.max(0, words.stream().mapToInt(small::indexOf).filter(i -> i >= 0).min().orElse(0));
    int from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1;
    int to = Math.min(text.length(), Math.max(from, at) + AFTER);
    return (from == 0 ? "" : "… ")
        + text.substring(Math.min(from, to), to)
        + (to < text.length() ? " …" : "");
  }
}
