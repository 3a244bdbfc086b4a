package org.portbound.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chapter: CommonMark with tables. Of HTML it takes only {@code <a id="…"></a>} in a
 * heading, which gives the section a name on a repository's page as well. What it cannot show is a
 * mistake in the chapter.
 */
final class Markdown {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([a-z0-9-]+)\">");
  private static final String PICTURES = "../pictures/";

  private Markdown() {}

  /**
   * The blocks of a file.
   *
   * @throws IllegalArgumentException if there is something in it that cannot be shown
   */
  static List<Block> read(String text) {
    return blocks(PARSER.parse(text));
  }

  private static List<Block> blocks(Node above) {
    var blocks = new ArrayList<Block>();
    for (Node each : children(above)) {
      blocks.add(block(each));
    }
    return blocks;
  }

  private static List<Node> children(Node above) {
    var children = new ArrayList<Node>();
    for (@Nullable Node each = above.getFirstChild(); each != null; each = each.getNext()) {
      children.add(each);
    }
    return children;
  }

  private static Block block(Node node) {
    return switch (node) {
      case Heading heading -> heading(heading);
      case Paragraph alone when alone.getFirstChild() instanceof Image image -> picture(image);
      case Paragraph paragraph -> new Block.Paragraph(spans(paragraph));
      case BulletList list -> new Block.Items(false, items(list));
      case OrderedList list -> new Block.Items(true, items(list));
      case FencedCodeBlock code -> new Block.Listing(code.getLiteral().stripTrailing());
      case TableBlock table -> table(table);
      default -> throw unknown(node);
    };
  }

  private static IllegalArgumentException unknown(Node node) {
    return new IllegalArgumentException("a chapter of the guide has a " + node);
  }

  private static Block heading(Heading heading) {
    String anchor = "";
    var text = new StringBuilder();
    for (Node each : children(heading)) {
      if (each instanceof HtmlInline html) {
        Matcher matcher = ANCHOR.matcher(html.getLiteral());
        anchor = matcher.matches() ? matcher.group(1) : anchor;
      } else {
        text.append(plain(each));
      }
    }
    return new Block.Heading(heading.getLevel(), anchor, text.toString());
  }

  private static Block picture(Image image) {
    if (image.getNext() != null || !image.getDestination().startsWith(PICTURES)) {
      throw new IllegalArgumentException(image.getDestination() + " is no picture of the guide");
    }
    return new Block.Picture(image.getDestination().substring(PICTURES.length()), inside(image));
  }

  private static List<List<Block>> items(Node list) {
    var items = new ArrayList<List<Block>>();
    for (Node each : children(list)) {
      items.add(blocks(each));
    }
    return items;
  }

  private static Block table(TableBlock table) {
    List<List<Span>> head = List.of();
    var rows = new ArrayList<List<List<Span>>>();
    for (Node part : children(table)) {
      for (Node row : children(part)) {
        List<List<Span>> cells = cells((TableRow) row);
        if (part instanceof TableHead) {
          head = cells;
        } else {
          rows.add(cells);
        }
      }
    }
    return new Block.Table(head, rows);
  }

  private static List<List<Span>> cells(TableRow row) {
    var cells = new ArrayList<List<Span>>();
    for (Node each : children(row)) {
      cells.add(spans((TableCell) each));
    }
    return cells;
  }

  private static List<Span> spans(Node above) {
    var spans = new ArrayList<Span>();
    for (Node each : children(above)) {
      spans.add(
          switch (each) {
            case Text text -> new Span.Words(text.getLiteral(), false, false);
            case SoftLineBreak _ -> new Span.Words(" ", false, false);
            case Code code -> new Span.Code(code.getLiteral());
            case StrongEmphasis strong -> new Span.Words(inside(strong), true, false);
            case Emphasis emphasis -> new Span.Words(inside(emphasis), false, true);
            case Link link -> new Span.Link(inside(link), link.getDestination());
            default -> throw unknown(each);
          });
    }
    return spans;
  }

  private static String inside(Node above) {
    var text = new StringBuilder();
    for (Node each : children(above)) {
      text.append(plain(each));
    }
    return text.toString();
  }

  private static String plain(Node node) {
    return switch (node) {
      case Text text -> text.getLiteral();
      case Code code -> code.getLiteral();
      case SoftLineBreak _ -> " ";
      default -> throw unknown(node);
    };
  }
}
