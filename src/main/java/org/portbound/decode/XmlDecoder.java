package org.portbound.decode;

import java.util.List;
import java.util.Optional;
import org.portbound.text.Message;

/** XML: elements, attributes and text. */
final class XmlDecoder implements Decoder {
  @Override
  public Protocol protocol() {
    return Protocol.XML;
  }

  @Override
  public int confidence(Input input) {
    int at = input.has(0, 3) && input.u16(0) == 0xefbb && input.u8(2) == 0xbf ? 3 : 0;
    while (input.has(at, 1) && " \t\r\n".indexOf(input.u8(at)) >= 0) {
      at++;
    }
    if (!input.has(at, 2) || input.u8(at) != '<') {
      return NO;
    }
    int next = input.u8(at + 1);
    if (next == '?') {
      return LIKELY + 1;
    }
    return next == '!' || next == '_' || Character.isLetter(next) ? LIKELY : NO;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (confidence(input) == NO) {
      return Optional.empty();
    }
    var scanner = new XmlScanner(input);
    List<XmlPart> parts = scanner.scan();
    Optional<XmlPart.Element> root = root(parts);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    parts.forEach(part -> add(tree, part));
    Message fault = scanner.fault();
    if (fault != null) {
      tree.stop(fault, scanner.end());
    }
    return Optional.of(new Decoded(Protocol.XML, summary(root.get()), tree.finish(input.length())));
  }

  static Optional<XmlPart.Element> root(List<XmlPart> parts) {
    return parts.stream()
        .filter(XmlPart.Element.class::isInstance)
        .map(XmlPart.Element.class::cast)
        .findFirst();
  }

  private static Message summary(XmlPart.Element root) {
    String name = Words.visible(root.name());
    List<XmlPart.Element> inside = root.elements();
    return Words.own(
        inside.isEmpty()
            ? "<" + name + ">"
            : "<" + name + "> <" + Words.visible(inside.getFirst().name()) + ">");
  }

  /** The scanner has counted the pieces already. */
  static void add(Tree tree, XmlPart part) {
    switch (part) {
      case XmlPart.Element element -> {
        if (element.attributes().isEmpty()
            && element.parts().stream().allMatch(XmlPart.Text.class::isInstance)) {
          tree.add(
              Words.foreign(element.name()),
              Words.foreign(element.text()),
              element.offset(),
              element.length());
          return;
        }
        tree.open(Words.foreign(element.name()), element.offset());
        for (XmlPart.Attribute each : element.attributes()) {
          tree.add(
              Words.foreign("@" + each.name()),
              Words.foreign(each.value()),
              each.offset(),
              each.length());
        }
        element.parts().forEach(each -> add(tree, each));
        tree.close(Words.NOTHING, element.offset() + element.length());
      }
      case XmlPart.Text text ->
          tree.add(
              Message.of("decode.xml.text"),
              Words.foreign(text.text().strip()),
              text.offset(),
              text.length());
      case XmlPart.Other other ->
          tree.add(
              Message.of(other.key()), Words.foreign(other.text()), other.offset(), other.length());
    }
  }
}
