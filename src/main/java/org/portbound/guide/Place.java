package org.portbound.guide;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the guide, the same in every language.
 *
 * @param chapter a chapter's name
 * @param anchor a section's name, or empty for the beginning
 */
public record Place(String chapter, String anchor) {
  private static final Pattern LINK = Pattern.compile("([A-Za-z-]+)\\.md(?:#([a-z0-9-]+))?");

  /** Where a link leads, or empty if it leads out of this language's guide. */
  public static Optional<Place> of(String target) {
    Matcher link = LINK.matcher(target);
    if (!link.matches()) {
      return Optional.empty();
    }
    String anchor = link.group(2);
    return Optional.of(new Place(link.group(1), anchor == null ? "" : anchor));
  }
}
