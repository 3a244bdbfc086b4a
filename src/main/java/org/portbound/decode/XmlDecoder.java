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
    XmlDocument document = input.xml();
    Optional<XmlPart.Element> root = document.root();
    if (root.isEmpty()) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    addAll(tree, document);
    return Optional.of(new Decoded(Protocol.XML, summary(root.get()), tree.finish(input.length())));
  }

  /** Adds every part, and says where reading stopped if it did. */
  static void addAll(Tree tree, XmlDocument document) {
    document.parts().forEach(part -> add(tree, part));
    if (document.fault() != null) {
      tree.stop(document.fault(), document.end());
    }
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
  private static void add(Tree tree, XmlPart part) {
    switch (part) {
      case XmlPart.Element element -> {
        if (element.isTextAlone()) {
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
