package org.portbound.capture.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portbound.capture.filter.Token.Kind;

/**
 * What may be written at the caret of a filter that is being typed.
 *
 * @param from where the word begins that a suggestion replaces
 * @param to where it ends: the caret
 * @param suggestions words and values, the likeliest first
 */
public record Completion(int from, int to, List<Suggestion> suggestions) {
  /** Copies the suggestions. */
  public Completion {
    suggestions = List.copyOf(suggestions);
  }

  /**
   * Something to write.
   *
   * @param text the word or the value
   * @param term the term that it is, or empty for a value
   */
  public record Suggestion(String text, Optional<Term> term) {}

  /**
   * Completes what stands before the caret.
   *
   * @param seen values that were seen lately, for each term
   */
  public static Completion at(String text, int caret, Map<Term, List<String>> seen) {
    String before = text.substring(0, caret);
    List<Token> tokens = Lexer.readable(before);
    boolean quoteOpen = tokens.getLast().end() < before.stripTrailing().length();
    if (quoteOpen) {
      return new Completion(caret, caret, List.of());
    }
    int last = tokens.size() - 2;
    boolean typing = last >= 0 && tokens.get(last).end() == caret && isWord(tokens.get(last));
    int from = typing ? tokens.get(last).start() : caret;
    String begun = before.substring(from).toLowerCase(Locale.ROOT);
    Optional<Term> asked = termBefore(tokens, typing ? last - 1 : last);
    List<Suggestion> found = asked.map(term -> values(term, begun, seen)).orElse(terms(begun));
    return new Completion(from, caret, found);
  }

  private static boolean isWord(Token token) {
    return switch (token.kind()) {
      case WORD, AND, OR, NOT -> true;
      default -> false;
    };
  }

  /** The term whose value is to come behind this token. */
  private static Optional<Term> termBefore(List<Token> tokens, int at) {
    int term = at >= 0 && tokens.get(at).is(Kind.COMPARISON) ? at - 1 : at;
    return term >= 0 && tokens.get(term).is(Kind.WORD)
        ? Term.named(tokens.get(term).text()).filter(each -> each.kind() != Term.Kind.FLAG)
        : Optional.empty();
  }

  private static List<Suggestion> values(Term term, String begun, Map<Term, List<String>> seen) {
    return seen.getOrDefault(term, List.of()).stream()
        .filter(each -> each.startsWith(begun) && !each.equals(begun))
        .map(each -> new Suggestion(each, Optional.empty()))
        .toList();
  }

  private static List<Suggestion> terms(String begun) {
    var found = new ArrayList<Suggestion>();
    Arrays.stream(Term.values())
        .filter(each -> each.word().startsWith(begun) && !each.word().equals(begun))
        .forEach(each -> found.add(new Suggestion(each.word(), Optional.of(each))));
    return found;
  }
}
