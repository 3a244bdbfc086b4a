package org.portbound.guide;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of a chapter that stands below the one before. */
public sealed interface Block {
  /** All that is written there, for searches and for those who listen. */
  String text();

  /** What some spans say. */
  private static String text(List<Span> spans) {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  private static String text(Stream<String> parts) {
    return parts.collect(Collectors.joining(" "));
  }

  /**
   * A heading.
   *
   * @param level 1 for the chapter's title, 2 for a section's
   * @param anchor the section's name, the same in every language; empty for a title
   */
  record Heading(int level, String anchor, String text) implements Block {}

  /** Some sentences. */
  record Paragraph(List<Span> spans) implements Block {
    /** Copies the list. */
    public Paragraph {
      spans = List.copyOf(spans);
    }

    @Override
    public String text() {
      return Block.text(spans);
    }
  }

  /** A list, with numbers or without. */
  record Items(boolean numbered, List<List<Block>> items) implements Block {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String text() {
      return Block.text(items.stream().flatMap(List::stream).map(Block::text));
    }
  }

  /** A table; every row has as many cells as the head. */
  record Table(List<List<Span>> head, List<List<List<Span>>> rows) implements Block {
    /** Copies the lists. */
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }

    @Override
    public String text() {
      return Block.text(
          Stream.concat(Stream.of(head), rows.stream()).flatMap(List::stream).map(Block::text));
    }
  }

  /** Lines to be typed or read letter by letter, without the last line's end. */
  record Listing(String text) implements Block {}

  /**
   * A picture.
   *
   * @param file its name, in the folder of pictures
   * @param text what is to be seen
   */
  record Picture(String file, String text) implements Block {}
}
