package org.portbound.capture.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of the language that stand for a fact about a datagram. What each means is the sentence
 * {@code filter.term.WORD}.
 */
public enum Term {
  /** Source address. */
  SRC(Kind.ADDRESS, "192.0.2.7"),
  /** Destination address. */
  DST(Kind.ADDRESS, "239.255.255.250"),
  /** Source or destination address. */
  ADDR(Kind.ADDRESS, "10.0.0.0/8", "host"),
  /** Source or destination port. */
  PORT(Kind.NUMBER, "3702"),
  /** Source port. */
  SPORT(Kind.NUMBER, "5000..5010"),
  /** Destination port. */
  DPORT(Kind.NUMBER, "< 1024"),
  /** Length of the payload as it was sent, in bytes. */
  LEN(Kind.NUMBER, "> 1000"),
  /** TTL or hop limit as received. */
  TTL(Kind.NUMBER, "> 1", "hops"),
  /** TOS or traffic class. */
  TOS(Kind.NUMBER, "184", "tclass"),
  /** Number of the listener. */
  LISTENER(Kind.NUMBER, "2"),
  /** Interface, by name or index. */
  IFACE(Kind.INTERFACE, "lo"),
  /** Number of the row. */
  NUMBER(Kind.NUMBER, "1..100"),
  /** Datagrams that the kernel dropped at the socket before this one. */
  DROPS(Kind.NUMBER, "> 0"),
  /** Time of arrival, by the clock on the wall. */
  TIME(Kind.TIME, "12:30:05..12:31"),
  /** Text in the payload, exactly as written. */
  TEXT(Kind.TEXT, "\"Probe\""),
  /** Bytes in the payload. */
  HEX(Kind.HEX, "de:ad"),
  /** The payload was cut when it was received. */
  CUT(Kind.FLAG, ""),
  /** This program sent it. */
  SENT(Kind.FLAG, ""),
  /** It was received. */
  RECEIVED(Kind.FLAG, ""),
  /** The user marked it. */
  MARKED(Kind.FLAG, "");

  private static final Map<String, Term> BY_WORD =
      Arrays.stream(values())
          .flatMap(term -> term.words().stream().map(word -> Map.entry(word, term)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Kind kind;
  private final String example;
  private final List<String> aliases;

  /** What follows the word. */
  public enum Kind {
    /** An address, or a network with its prefix length. */
    ADDRESS,
    /** A number, a comparison or a range. */
    NUMBER,
    /** The name or the index of an interface. */
    INTERFACE,
    /** A time, a comparison or a range. */
    TIME,
    /** A word or quoted text. */
    TEXT,
    /** Bytes in hex. */
    HEX,
    /** Nothing. */
    FLAG
  }

  Term(Kind kind, String example, String... aliases) {
    this.kind = kind;
    this.example = example;
    this.aliases = List.of(aliases);
  }

  /** The word itself. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word and the others that mean the same. */
  public List<String> words() {
    return Stream.concat(Stream.of(word()), aliases.stream()).toList();
  }

  /** What follows the word. */
  public Kind kind() {
    return kind;
  }

  /** The word with a value that may follow it. */
  public String example() {
    return example.isEmpty() ? word() : word() + " " + example;
  }

  /** The term with this word, in large or small letters. */
  static Optional<Term> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
  }
}
