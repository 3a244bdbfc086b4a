package org.portbound.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portbound.text.Message;

/**
 * SOAP over UDP, and of it WS-Discovery (OASIS 1.1 and the draft of April 2005): what is asked or
 * told first, then the whole document.
 */
final class SoapDecoder implements Decoder {
  private static final Set<String> DISCOVERY =
      Set.of("Hello", "Bye", "Probe", "ProbeMatches", "Resolve", "ResolveMatches");

  /** What a reader looks for, in this order. */
  private static final List<String> WANTED =
      List.of(
          "Action",
          "MessageID",
          "RelatesTo",
          "To",
          "Address",
          "Types",
          "Scopes",
          "XAddrs",
          "MetadataVersion");

  private final Protocol protocol;

  /**
   * @param protocol SOAP or WS-Discovery
   */
  SoapDecoder(Protocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  /** A look at the document says it; SOAP alone is less sure than a WS-Discovery message. */
  @Override
  public int confidence(Input input) {
    if (new XmlDecoder().confidence(input) == NO) {
      return NO;
    }
    Optional<XmlPart.Element> message = message(input.xml());
    if (message.isEmpty()) {
      return NO;
    }
    boolean discovery = DISCOVERY.contains(message.get().localName());
    return protocol == Protocol.SOAP ? SURE - 1 : discovery ? SURE : NO;
  }

  /** The element in the body of the envelope. */
  private static Optional<XmlPart.Element> message(XmlDocument document) {
    return document
        .root()
        .filter(root -> root.localName().equals("Envelope"))
        .flatMap(root -> inside(root, "Body"))
        .flatMap(body -> body.elements().stream().findFirst());
  }

  private static Optional<XmlPart.Element> inside(XmlPart.Element parent, String localName) {
    return parent.elements().stream()
        .filter(each -> each.localName().equals(localName))
        .findFirst();
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    XmlDocument document = input.xml();
    Optional<XmlPart.Element> root =
        document.root().filter(each -> each.localName().equals("Envelope"));
    if (root.isEmpty()) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    var found = new ArrayList<XmlPart.Element>();
    collect(root.get(), found);
    for (String name : WANTED) {
      found.stream()
          .filter(each -> each.localName().equals(name))
          .findFirst()
          .ifPresent(
              each ->
                  tree.add(
                      Words.own(name), Words.foreign(each.text()), each.offset(), each.length()));
    }
    tree.open(Message.of("decode.protocol.xml"), 0);
    XmlDecoder.addAll(tree, document);
    tree.close(Words.NOTHING, input.length());
    return Optional.of(
        new Decoded(protocol, summary(document, found), tree.finish(input.length())));
  }

  /** Those with text and nothing else, in the order in which they stand. */
  private static void collect(XmlPart.Element from, List<XmlPart.Element> found) {
    if (from.elements().isEmpty()) {
      found.add(from);
    }
    from.elements().forEach(each -> collect(each, found));
  }

  /** {@code Probe wsdp:Device}; {@code ProbeMatches wsdp:Device http://…}. */
  private static Message summary(XmlDocument document, List<XmlPart.Element> found) {
    String name = message(document).map(XmlPart.Element::localName).orElse("Envelope");
    var text = new StringBuilder(Words.visible(name));
    for (String wanted : List.of("Types", "XAddrs")) {
      found.stream()
          .filter(each -> each.localName().equals(wanted) && !each.text().isEmpty())
          .findFirst()
          .ifPresent(each -> text.append(' ').append(Words.visible(each.text())));
    }
    return Words.own(text.toString());
  }
}
