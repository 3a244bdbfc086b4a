package org.portbound.capture.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portbound.capture.filter.Filter.Reading;
import org.portbound.capture.filter.Token.Kind;

/** Reads a filter: {@code or} binds less than {@code and}, and both less than {@code not}. */
final class Parser {
  /** Lets every row through. */
  static final Node EVERYTHING = new Node.And(List.of());

  /** Nobody nests deeper; whoever does would exhaust the stack. */
  private static final int MAX_DEPTH = 100;

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Reading parse(String text) {
    try {
      var parser = new Parser(Lexer.tokens(text));
      return new Reading.Parsed(new Filter(parser.whole()));
    } catch (Fault fault) {
      return fault.error();
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private boolean takeIf(Kind kind) {
    boolean there = peek().is(kind);
    next += there ? 1 : 0;
    return there;
  }

  private Node whole() throws Fault {
    if (peek().is(Kind.END)) {
      return EVERYTHING;
    }
    Node node = or();
    if (!peek().is(Kind.END)) {
      throw unexpected(peek());
    }
    return node;
  }

  /** A piece where nothing or another condition should be. */
  private static Fault unexpected(Token at) {
    return at.is(Kind.COMPARISON)
        ? new Fault(at, "filter.comparison-alone", at.text())
        : new Fault(at, "filter.close-alone");
  }

  private Node or() throws Fault {
    Node first = and();
    if (!peek().is(Kind.OR)) {
      return first;
    }
    var parts = new ArrayList<Node>(List.of(first));
    while (takeIf(Kind.OR)) {
      parts.add(and());
    }
    return new Node.Or(parts);
  }

  private Node and() throws Fault {
    Node first = not();
    var parts = new ArrayList<Node>(List.of(first));
    while (takeIf(Kind.AND) || begins(peek())) {
      parts.add(not());
    }
    return parts.size() == 1 ? first : new Node.And(parts);
  }

  /** Whether a piece can begin a condition, so that an {@code and} before it may be left out. */
  private static boolean begins(Token token) {
    return switch (token.kind()) {
      case WORD, QUOTED, NOT, OPEN -> true;
      case COMPARISON, AND, OR, CLOSE, END -> false;
    };
  }

  private Node not() throws Fault {
    if (++depth > MAX_DEPTH) {
      throw new Fault(peek(), "filter.too-deep", MAX_DEPTH);
    }
    Node node = takeIf(Kind.NOT) ? new Node.Not(not()) : primary();
    depth--;
    return node;
  }

  private Node primary() throws Fault {
    Token token = take();
    return switch (token.kind()) {
      case OPEN -> parenthesis(token);
      case QUOTED -> Values.text(token, true);
      case WORD -> word(token);
      case COMPARISON -> throw unexpected(token);
      case AND, OR, NOT, CLOSE, END -> throw missing(token);
    };
  }

  /** A condition is missing before this piece. */
  private Fault missing(Token at) {
    Kind before = next < 2 ? Kind.END : tokens.get(next - 2).kind();
    return switch (before) {
      case AND, OR, NOT -> {
        Token word = tokens.get(next - 2);
        yield new Fault(word, "filter.nothing-after", word.text());
      }
      case OPEN -> new Fault(tokens.get(next - 2), "filter.nothing-in-parentheses");
      default ->
          at.is(Kind.CLOSE) ? unexpected(at) : new Fault(at, "filter.nothing-before", at.text());
    };
  }

  private Node parenthesis(Token open) throws Fault {
    Node inside = or();
    if (peek().is(Kind.COMPARISON)) {
      throw unexpected(peek());
    }
    if (!takeIf(Kind.CLOSE)) {
      throw new Fault(open, "filter.open-alone");
    }
    return inside;
  }

  private Node word(Token word) throws Fault {
    Optional<Term> term = Term.named(word.text());
    if (term.isPresent()) {
      return term(word, term.get());
    }
    if (peek().is(Kind.COMPARISON)) {
      throw new Fault(word, "filter.no-term", word.text());
    }
    return Values.text(word, true);
  }

  private Node term(Token word, Term term) throws Fault {
    if (term.kind() == Term.Kind.FLAG) {
      return new Node.Flag(term);
    }
    Token comparison = peek();
    boolean compared = takeIf(Kind.COMPARISON);
    if (term == Term.DROPS && !compared && !Values.beginsWithDigit(peek())) {
      return new Node.Range(term, 1, Long.MAX_VALUE);
    }
    String sign = compared ? comparison.text() : "=";
    Token value = peek();
    if (!value.is(Kind.WORD) && !value.is(Kind.QUOTED)) {
      int end = compared ? comparison.end() : word.end();
      throw new Fault(
          word.start(), end - word.start(), "filter.no-value", word.text(), term.example());
    }
    take();
    if (term == Term.TEXT && value.is(Kind.WORD) && value.text().startsWith("~")) {
      throw new Fault(value, "filter.no-expressions");
    }
    boolean ordered = term.kind() == Term.Kind.NUMBER || term.kind() == Term.Kind.TIME;
    if (!ordered && (sign.startsWith("<") || sign.startsWith(">"))) {
      throw new Fault(comparison, "filter.no-order", word.text(), sign, term.example());
    }
    Node node =
        switch (term.kind()) {
          case ADDRESS -> Values.network(term, value);
          case NUMBER -> Values.range(term, sign, value);
          case INTERFACE -> Values.onInterface(value);
          case TIME -> Times.span(sign, value);
          case TEXT -> Values.text(value, false);
          case HEX -> hex(value);
          case FLAG -> throw new AssertionError("a flag has no value");
        };
    return sign.equals("!=") ? new Node.Not(node) : node;
  }

  /** Bytes may be written apart: pairs of digits that follow belong to them. */
  private Node hex(Token first) throws Fault {
    var digits = new StringBuilder(Values.hexDigits(first));
    while (peek().is(Kind.WORD) && Values.isHexPair(peek().text())) {
      digits.append(Values.hexDigits(take()));
    }
    return new Node.Hex(digits.toString());
  }
}
