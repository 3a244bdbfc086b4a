package org.portbound.guide;

import java.util.ArrayList;
import java.util.List;

/**
 * A chapter.
 *
 * @param name the same in every language, such as {@code desk}
 * @param title its first heading
 * @param blocks what comes after the title
 */
public record Chapter(String name, String title, List<Block> blocks) {
  /** Copies the list. */
  public Chapter {
    blocks = List.copyOf(blocks);
  }

  /**
   * What stands below one heading.
   *
   * @param anchor its name; empty for what stands before the first heading
   * @param title the heading; the chapter's for what stands before the first
   */
  public record Section(String anchor, String title, List<Block> blocks) {
    /** Copies the list. */
    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  /** The sections in their order. */
  public List<Section> sections() {
    var sections = new ArrayList<Section>();
    String anchor = "";
    String heading = title;
    List<Block> below = new ArrayList<>();
    for (Block each : blocks) {
      if (each instanceof Block.Heading next) {
        sections.add(new Section(anchor, heading, below));
        anchor = next.anchor();
        heading = next.text();
        below = new ArrayList<>();
      } else {
        below.add(each);
      }
    }
    sections.add(new Section(anchor, heading, below));
    return sections;
  }
}
