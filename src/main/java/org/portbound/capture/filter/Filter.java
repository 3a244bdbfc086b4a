package org.portbound.capture.filter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.portbound.capture.RowCondition;
import org.portbound.text.Message;

/** Which datagrams to show. Immutable; two that mean the same in the same words are equal. */
public final class Filter {
  private final Node root;

  Filter(Node root) {
    this.root = root;
  }

  /** What came of reading a filter. */
  public sealed interface Reading {
    /**
     * It can be understood.
     *
     * @param filter what it means
     */
    record Parsed(Filter filter) implements Reading {}

    /**
     * It cannot.
     *
     * @param position where the fault begins, in characters from 0; the text's length if something
     *     is missing at its end
     * @param length of the fault, in characters; 0 if something is missing
     * @param why names the fault and the remedy
     */
    record Error(int position, int length, Message why) implements Reading {}
  }

  /** Reads a filter as a user typed it. Blank text lets every row through. */
  public static Reading parse(String text) {
    return Parser.parse(text);
  }

  /**
   * What may be asked of rows. Each thread that asks needs a condition of its own.
   *
   * @param surroundings what the rows alone do not tell
   */
  public RowCondition condition(Surroundings surroundings) {
    return new Compiler(surroundings).compile(root);
  }

  /** Whether every row is let through. */
  public boolean isEverything() {
    return root.equals(Parser.EVERYTHING);
  }

  /** The interfaces that it names, each once. */
  public Set<String> interfaceNames() {
    var names = new LinkedHashSet<String>();
    collect(root, names);
    return names;
  }

  private static void collect(Node node, Set<String> names) {
    switch (node) {
      case Node.And(List<Node> parts) -> parts.forEach(each -> collect(each, names));
      case Node.Or(List<Node> parts) -> parts.forEach(each -> collect(each, names));
      case Node.Not(Node part) -> collect(part, names);
      case Node.OnInterface(String name) -> names.add(name);
      case Node.Network _, Node.Range _, Node.Span _, Node.Text _, Node.Hex _, Node.Flag _ -> {}
    }
  }

  Node root() {
    return root;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Filter filter && filter.root.equals(root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /** The filter in words that {@link #parse} understands in the same way. */
  @Override
  public String toString() {
    return Printer.print(root);
  }
}
