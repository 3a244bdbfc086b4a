package org.portbound.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The message keys that the program's source mentions: whole ones, and ones that it puts together
 * such as {@code "ui." + id + ".label"}. What fills such a gap must itself stand in the source: as
 * a literal, as a constant's name, or put together again.
 */
final class SourceKeys {
  private static final Path SOURCE = Path.of("src/main/java");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<block>\"\"\"[\\s\\S]*?\"\"\")|\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"|(?<comment>//[^\\n"
              + "]*|/\\*[\\s\\S]*?\\*/)"
              + "|(?<char>'(?:[^'\\\\]|\\\\.)+')|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<sign>\\S)");
  private static final Pattern KEY_PART = Pattern.compile("[a-z0-9.-]+");
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final String GAP = "\0";
  private static final int DEEPEST = 3;

  private final Set<String> literals = new HashSet<>();

  /** Literals that nothing is put before or behind. */
  private final Set<String> whole = new HashSet<>();

  private final Set<String> constants = new HashSet<>();

  /** Ids that get a name and a tooltip. */
  private final Set<String> named = new HashSet<>();

  /** Literals with gaps between them. */
  private final Set<List<String>> gapped = new HashSet<>();

  private SourceKeys() {}

  private record Token(@Nullable String text, String code) {}

  /**
   * Reads all of it.
   *
   * @param names what fills a gap and stands in a file of data
   */
  static SourceKeys read(Collection<String> names) throws IOException {
    var keys = new SourceKeys();
    keys.constants.addAll(names);
    try (Stream<Path> files = Files.walk(SOURCE)) {
      files
          .filter(each -> each.toString().endsWith(".java"))
          .map(SourceKeys::tokens)
          .map(SourceKeys::withTexts)
          .forEach(keys::take);
    }
    return keys;
  }

  /** The literal in place of the name of a constant that stands for it. */
  private static List<Token> withTexts(List<Token> tokens) {
    Map<String, Token> texts = new HashMap<>();
    for (int i = 0; i + 3 < tokens.size(); i++) {
      if (CONSTANT.matcher(tokens.get(i).code()).matches()
          && tokens.get(i + 1).code().equals("=")
          && tokens.get(i + 2).text() != null
          && tokens.get(i + 3).code().equals(";")) {
        texts.put(tokens.get(i).code(), tokens.get(i + 2));
      }
    }
    return tokens.stream().map(each -> texts.getOrDefault(each.code(), each)).toList();
  }

  private static List<Token> tokens(Path file) {
    var tokens = new ArrayList<Token>();
    Matcher matcher;
    try {
      matcher = TOKEN.matcher(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (matcher.find()) {
      if (matcher.group("comment") == null) {
        tokens.add(new Token(matcher.group("text"), matcher.group()));
      }
    }
    return tokens;
  }

  private void take(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.text() != null) {
        literals.add(token.text());
        if (!isPlus(tokens, i - 1) && !isPlus(tokens, i + 1)) {
          whole.add(token.text());
        }
        if (i < 2 || !tokens.get(i - 1).code().equals("+")) {
          gap(tokens, i, new ArrayList<>());
        } else if (tokens.get(i - 2).text() == null) {
          List<String> open = new ArrayList<>();
          open.add(GAP);
          gap(tokens, i, open);
        }
      } else if (CONSTANT.matcher(token.code()).matches()) {
        constants.add(token.code());
        constants.add(token.code().toLowerCase(Locale.ROOT));
        constants.add(token.code().toLowerCase(Locale.ROOT).replace('_', '-'));
      } else if (token.code().equals("named")) {
        named(tokens, i + 1);
      }
    }
  }

  private static boolean isPlus(List<Token> tokens, int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).code().equals("+");
  }

  private static String text(Token literal) {
    return Objects.requireNonNull(literal.text());
  }

  /** What is put together from here on, if anything is. */
  private void gap(List<Token> tokens, int from, List<String> pieces) {
    int at = from;
    pieces.add(text(tokens.get(at++)));
    while (at + 1 < tokens.size() && tokens.get(at).code().equals("+")) {
      at++;
      if (tokens.get(at).text() != null) {
        pieces.add(text(tokens.get(at++)));
        continue;
      }
      pieces.add(GAP);
      at = end(tokens, at);
    }
    boolean words =
        pieces.stream().allMatch(each -> each.equals(GAP) || KEY_PART.matcher(each).matches());
    boolean enough = pieces.stream().anyMatch(each -> each.matches(".*[a-z].*[a-z].*"));
    if (pieces.size() > 1 && words && enough) {
      gapped.add(pieces);
    }
  }

  /** Where an operand ends that begins here. */
  private static int end(List<Token> tokens, int from) {
    int depth = 0;
    int at = from;
    while (at < tokens.size()) {
      String code = tokens.get(at).code();
      if (depth == 0 && Set.of("+", ",", ")", ";", "?", ":", "}", "]").contains(code)) {
        return at;
      }
      depth += code.equals("(") || code.equals("[") ? 1 : 0;
      depth -= code.equals(")") || code.equals("]") ? 1 : 0;
      at++;
    }
    return at;
  }

  /** The last argument of a call whose bracket opens here, if it is a literal. */
  private void named(List<Token> tokens, int open) {
    if (!tokens.get(open).code().equals("(")) {
      return;
    }
    int depth = 0;
    for (int at = open; at < tokens.size(); at++) {
      String code = tokens.get(at).code();
      depth += code.equals("(") ? 1 : code.equals(")") ? -1 : 0;
      if (depth == 0) {
        String last = tokens.get(at - 1).text();
        if (last != null && ID.matcher(last).matches() && tokens.get(at - 2).code().equals(",")) {
          named.add(last);
        }
        return;
      }
    }
  }

  /** Every literal that stands alone. */
  Set<String> literals() {
    return Set.copyOf(whole);
  }

  /** The ids that get a name and a tooltip, where they stand in the source as they are. */
  Set<String> named() {
    return Set.copyOf(named);
  }

  /** The beginnings, up to the first gap, of what is put together. */
  Set<String> beginnings() {
    var beginnings = new HashSet<String>();
    for (List<String> each : gapped) {
      String first = each.getFirst();
      if (!first.equals(GAP)) {
        beginnings.add(first);
      }
    }
    return beginnings;
  }

  /** Whether the source asks for this key. */
  boolean mentions(String key) {
    return literals.contains(key) || puts(key, 0);
  }

  /** Whether something in the source can put this together. */
  private boolean puts(String text, int depth) {
    return depth < DEEPEST && gapped.stream().anyMatch(each -> fits(each, 0, text, depth));
  }

  private boolean fits(List<String> pieces, int next, String rest, int depth) {
    if (next == pieces.size()) {
      return rest.isEmpty();
    }
    String piece = pieces.get(next);
    if (!piece.equals(GAP)) {
      return rest.startsWith(piece)
          && fits(pieces, next + 1, rest.substring(piece.length()), depth);
    }
    for (int length = rest.length(); length >= 0; length--) {
      if (fits(pieces, next + 1, rest.substring(length), depth)
          && fills(rest.substring(0, length), depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean fills(String gap, int depth) {
    return literals.contains(gap)
        || constants.contains(gap)
        || NUMBER.matcher(gap).matches()
        || puts(gap, depth + 1);
  }
}
