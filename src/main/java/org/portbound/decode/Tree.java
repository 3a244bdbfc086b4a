package org.portbound.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * Fields being gathered, within what one payload may cost. Once that is spent nothing more is
 * taken, and the last field says so.
 */
final class Tree {
  /** Deeper is nobody's message and hard to show. */
  static final int MAX_DEPTH = 64;

  private final Input input;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Field> top = new ArrayList<>();
  private int nodes;
  private @Nullable Field last;

  /** A field whose parts are still coming. */
  private record Open(Message name, int offset, List<Field> children) {}

  Tree(Input input) {
    this.input = input;
  }

  /** Whether another field can be added. */
  boolean hasRoom() {
    return nodes < input.maxNodes();
  }

  int depth() {
    return open.size();
  }

  /** Adds a field without parts. */
  void add(Message name, Message value, int offset, int length) {
    nodes++;
    children().add(new Field(name, value, offset, length, List.of()));
  }

  /** Adds a field that a key names. */
  void add(String key, String value, int offset, int length) {
    add(Message.of(key), Words.own(value), offset, length);
  }

  /** Begins a field with parts. */
  void open(Message name, int offset) {
    nodes++;
    open.push(new Open(name, offset, new ArrayList<>()));
  }

  /** Ends the field begun last. */
  void close(Message value, int end) {
    Open done = open.pop();
    children()
        .add(
            new Field(
                done.name(),
                value,
                done.offset(),
                Math.max(0, end - done.offset()),
                done.children()));
  }

  /** How many parts the field begun last has. */
  int parts() {
    return children().size();
  }

  private List<Field> children() {
    Open inner = open.peek();
    return inner == null ? top : inner.children();
  }

  /** Says at the end where reading stopped, and why. */
  void stop(Message why, int offset) {
    last =
        new Field(
            Message.of("decode.stopped"),
            why,
            offset,
            Math.max(0, input.length() - offset),
            List.of());
  }

  /** Says at the end that there is more than one payload may cost. */
  void stopFull(int offset) {
    stop(Message.of("decode.stopped.full"), offset);
  }

  /** Ends every field that is open, at this byte. */
  List<Field> finish(int end) {
    while (!open.isEmpty()) {
      close(Words.NOTHING, end);
    }
    if (last != null) {
      top.add(last);
    }
    return top;
  }
}
