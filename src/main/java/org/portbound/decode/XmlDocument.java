package org.portbound.decode;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * XML that has been read, as far as it went.
 *
 * @param parts the pieces outside of any element, and the root element
 * @param fault why reading ended before the payload did, or null if it did not
 * @param end where reading ended
 */
record XmlDocument(List<XmlPart> parts, @Nullable Message fault, int end) {
  /** The first element at the top. */
  Optional<XmlPart.Element> root() {
    return parts.stream()
        .filter(XmlPart.Element.class::isInstance)
        .map(XmlPart.Element.class::cast)
        .findFirst();
  }
}
