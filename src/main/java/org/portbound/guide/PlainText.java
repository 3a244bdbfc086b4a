package org.portbound.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A chapter as lines for a terminal. */
public final class PlainText {
  private static final String DEEPER = "  ";

  private final int width;
  private final List<String> lines = new ArrayList<>();

  private PlainText(int width) {
    this.width = width;
  }

  /**
   * The chapter's lines; pictures are left out.
   *
   * @param width characters in a line, at most; listings may be wider
   */
  public static List<String> of(Chapter chapter, int width) {
    var text = new PlainText(width);
    text.heading(chapter.title(), '=');
    text.blocks(chapter.blocks(), "");
    return List.copyOf(text.lines);
  }

  private void heading(String words, char below) {
    lines.add(words);
    lines.add(String.valueOf(below).repeat(words.length()));
  }

  private void blocks(List<Block> blocks, String indent) {
    for (Block each : blocks) {
      if (!(each instanceof Block.Picture)) {
        lines.add("");
        block(each, indent);
      }
    }
  }

  private void block(Block block, String indent) {
    switch (block) {
      case Block.Heading heading -> heading(heading.text(), '-');
      case Block.Paragraph paragraph -> wrap(line(paragraph.spans()), indent, indent);
      case Block.Items list -> items(list, indent);
      case Block.Table table -> table(table);
      case Block.Listing listing ->
          listing.text().lines().forEach(line -> lines.add(indent + DEEPER + line));
      case Block.Picture _ -> {
        // A terminal has none.
      }
    }
  }

  private void items(Block.Items list, String indent) {
    int number = 1;
    for (List<Block> item : list.items()) {
      String sign = list.numbered() ? number++ + ". " : "- ";
      String first = item.getFirst() instanceof Block.Paragraph words ? line(words.spans()) : "";
      wrap(first, indent + sign, indent + " ".repeat(sign.length()));
      blocks(item.subList(1, item.size()), indent + DEEPER);
    }
  }

  /** In columns if that fits, else a row below the other. */
  private void table(Block.Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.head().stream().map(PlainText::line).toList());
    table.rows().forEach(row -> rows.add(row.stream().map(PlainText::line).toList()));
    int[] widths =
        IntStream.range(0, table.head().size())
            .map(at -> rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0))
            .toArray();
    if (IntStream.of(widths).sum() + DEEPER.length() * widths.length <= width) {
      for (List<String> row : rows) {
        lines.add(
            IntStream.range(0, row.size())
                .mapToObj(at -> row.get(at) + " ".repeat(widths[at] - row.get(at).length()))
                .collect(Collectors.joining(DEEPER, DEEPER, ""))
                .stripTrailing());
      }
      return;
    }
    for (List<String> row : rows.subList(1, rows.size())) {
      int last = row.size() - 1;
      wrap(String.join("  ", row.subList(0, last)), DEEPER, DEEPER);
      wrap(row.get(last), DEEPER.repeat(3), DEEPER.repeat(3));
    }
  }

  private static String line(List<Span> spans) {
    return spans.stream()
        .map(
            each ->
                each instanceof Span.Link link && Place.of(link.target()).isEmpty()
                    ? link.text() + " <" + link.target() + ">"
                    : each.text())
        .collect(Collectors.joining());
  }

  private void wrap(String words, String first, String indent) {
    var line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.split(" ")) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
  }
}
