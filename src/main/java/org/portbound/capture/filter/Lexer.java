package org.portbound.capture.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.portbound.capture.filter.Token.Kind;

/** Cuts a filter's text into pieces. */
final class Lexer {
  /** What ends a word, beside white space. */
  private static final String SPECIAL = "()\"=<>!&|";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** All pieces, the last one {@link Kind#END}. */
  static List<Token> tokens(String text) throws Fault {
    var lexer = new Lexer(text);
    while (lexer.next()) {
      // Each step adds a piece.
    }
    return lexer.tokens;
  }

  /** The same, up to a piece that cannot be read; for helping while someone still types. */
  static List<Token> readable(String text) {
    var lexer = new Lexer(text);
    try {
      while (lexer.next()) {
        // Each step adds a piece.
      }
    } catch (Fault unfinished) {
      lexer.add(Kind.END, lexer.at);
    }
    return lexer.tokens;
  }

  private boolean next() throws Fault {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      add(Kind.END, at);
      return false;
    }
    switch (text.charAt(at)) {
      case '(' -> add(Kind.OPEN, at + 1);
      case ')' -> add(Kind.CLOSE, at + 1);
      case '"' -> quoted();
      case '&' -> twice(Kind.AND, '&', "and");
      case '|' -> twice(Kind.OR, '|', "or");
      case '!' -> add(follows('=') ? Kind.COMPARISON : Kind.NOT, follows('=') ? at + 2 : at + 1);
      case '=' -> add(Kind.COMPARISON, follows('=') ? at + 2 : at + 1);
      case '<', '>' -> add(Kind.COMPARISON, follows('=') ? at + 2 : at + 1);
      default -> word();
    }
    return true;
  }

  private boolean follows(char next) {
    return at + 1 < text.length() && text.charAt(at + 1) == next;
  }

  private void twice(Kind kind, char sign, String word) throws Fault {
    if (!follows(sign)) {
      throw new Fault(at, 1, "filter.single-sign", sign, word);
    }
    add(kind, at + 2);
  }

  private void word() {
    int end = at;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && SPECIAL.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    add(
        switch (text.substring(at, end).toLowerCase(Locale.ROOT)) {
          case "and" -> Kind.AND;
          case "or" -> Kind.OR;
          case "not" -> Kind.NOT;
          default -> Kind.WORD;
        },
        end);
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at, end));
    at = end;
  }

  private void quoted() throws Fault {
    var content = new StringBuilder();
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      if (text.charAt(i) == '\\') {
        content.append(escape(i));
        i++;
      } else {
        content.append(text.charAt(i));
      }
      i++;
    }
    if (i >= text.length()) {
      throw new Fault(at, text.length() - at, "filter.quote-open");
    }
    tokens.add(new Token(Kind.QUOTED, content.toString(), at, i + 1));
    at = i + 1;
  }

  private char escape(int backslash) throws Fault {
    if (backslash + 1 >= text.length()) {
      throw new Fault(at, text.length() - at, "filter.quote-open");
    }
    char letter = text.charAt(backslash + 1);
    return switch (letter) {
      case '"', '\\' -> letter;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      default -> throw new Fault(backslash, 2, "filter.bad-escape", "\\" + letter);
    };
  }
}
