package org.portbound.decode;

import java.util.List;

/** A piece of an XML document, with its bytes. What it says is as written, not made visible. */
sealed interface XmlPart {
  int offset();

  int length();

  /**
   * An element from its start tag to its end tag.
   *
   * @param name as written, with its prefix
   */
  record Element(
      String name, List<Attribute> attributes, List<XmlPart> parts, int offset, int length)
      implements XmlPart {
    /** The name without its prefix. */
    String localName() {
      return name.substring(name.indexOf(':') + 1);
    }

    /** The elements directly inside. */
    List<Element> elements() {
      return parts.stream().filter(Element.class::isInstance).map(Element.class::cast).toList();
    }

    /** Whether there is nothing in it but text. */
    boolean isTextAlone() {
      for (XmlPart part : parts) {
        if (!(part instanceof Text)) {
          return false;
        }
      }
      return attributes.isEmpty();
    }

    /** The text directly inside, without blanks at its ends. */
    String text() {
      var text = new StringBuilder();
      for (XmlPart part : parts) {
        if (part instanceof Text piece) {
          text.append(piece.text());
        }
      }
      return text.toString().strip();
    }
  }

  /** An attribute; its bytes are those of name and value. */
  record Attribute(String name, String value, int offset, int length) {}

  /** Text or a CDATA section, references to characters replaced. */
  record Text(String text, int offset, int length) implements XmlPart {}

  /**
   * What is not content.
   *
   * @param key what it is: a comment, a processing instruction, a document type
   */
  record Other(String key, String text, int offset, int length) implements XmlPart {}
}
