package org.portbound.decode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.text.Visible;

/**
 * Cuts XML 1.0 into its pieces, with the byte range of each, up to the first fault. It looks at
 * nothing outside of the payload: a document type is a piece like others and defines nothing, so an
 * entity other than the five of XML 1.0 (4.6) stays as it is written.
 */
final class XmlScanner {
  private static final String NAME_END = " \t\r\n/>=<\"'";

  private final Input input;
  private final byte[] bytes;
  private final Charset charset;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<XmlPart> top = new ArrayList<>();
  private @Nullable Message fault;
  private int nodes;
  private int at;

  /** A start tag whose end tag has not come yet. */
  private record Open(
      String name, List<XmlPart.Attribute> attributes, List<XmlPart> parts, int offset) {}

  XmlScanner(Input input) {
    this.input = input;
    this.bytes = input.bytes();
    this.charset = Visible.isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  /** Reads all of it; once only. */
  XmlDocument scan() {
    at = input.has(0, 3) && input.u16(0) == 0xefbb && input.u8(2) == 0xbf ? 3 : 0;
    while (at < bytes.length && fault == null) {
      if (nodes >= input.maxNodes()) {
        fault = Message.of("decode.stopped.full");
        break;
      }
      nodes++;
      if (bytes[at] == '<') {
        markup();
      } else {
        text();
      }
    }
    if (fault == null && !open.isEmpty()) {
      fault = Message.of("decode.stopped.cut");
    }
    while (!open.isEmpty()) {
      closeElement(at);
    }
    return new XmlDocument(top, fault, at);
  }

  private void markup() {
    switch (input.has(at, 2) ? bytes[at + 1] : 0) {
      case '!' -> declaration();
      case '?' -> other("decode.xml.instruction", "<?", "?>");
      case '/' -> endTag();
      default -> startTag();
    }
  }

  private void declaration() {
    if (starts("<!--")) {
      other("decode.xml.comment", "<!--", "-->");
    } else if (starts("<![CDATA[")) {
      cdata();
    } else {
      documentType();
    }
  }

  private void add(XmlPart part) {
    Open inner = open.peek();
    (inner == null ? top : inner.parts()).add(part);
  }

  private boolean starts(String with) {
    if (!input.has(at, with.length())) {
      return false;
    }
    for (int i = 0; i < with.length(); i++) {
      if (bytes[at + i] != with.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where this word is next, or −1. */
  private int find(String word, int from) {
    for (int i = from; i <= bytes.length - word.length(); i++) {
      int k = 0;
      while (k < word.length() && bytes[i + k] == word.charAt(k)) {
        k++;
      }
      if (k == word.length()) {
        return i;
      }
    }
    return -1;
  }

  private void text() {
    int end = find("<", at);
    end = end < 0 ? bytes.length : end;
    String text = slice(at, end);
    if (!text.isBlank()) {
      if (open.isEmpty()) {
        fault = Message.of("decode.xml.outside");
        return;
      }
      add(new XmlPart.Text(XmlReferences.replace(text), at, end - at));
    }
    at = end;
  }

  private void other(String key, String begin, String ending) {
    int end = find(ending, at + begin.length());
    if (end < 0) {
      fault = Message.of("decode.stopped.cut");
      return;
    }
    int after = end + ending.length();
    add(new XmlPart.Other(key, slice(at + begin.length(), end).strip(), at, after - at));
    at = after;
  }

  private void cdata() {
    int from = at + "<![CDATA[".length();
    int end = find("]]>", from);
    if (end < 0 || open.isEmpty()) {
      fault = Message.of(end < 0 ? "decode.stopped.cut" : "decode.xml.outside");
      return;
    }
    add(new XmlPart.Text(slice(from, end), at, end + 3 - at));
    at = end + 3;
  }

  /** Up to its {@code >}, over an internal subset in brackets; nothing in it is read. */
  private void documentType() {
    int depth = 0;
    for (int i = at; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '[' -> depth++;
        case ']' -> depth--;
        case '>' -> {
          if (depth <= 0) {
            add(new XmlPart.Other("decode.xml.doctype", slice(at + 2, i).strip(), at, i + 1 - at));
            at = i + 1;
            return;
          }
        }
        default -> {}
      }
    }
    fault = Message.of("decode.stopped.cut");
  }

  private void endTag() {
    int end = find(">", at);
    Open inner = open.peek();
    if (end < 0) {
      fault = Message.of("decode.stopped.cut");
    } else if (inner == null || !inner.name().equals(slice(at + 2, end).strip())) {
      fault = Message.of("decode.xml.end-tag");
    } else {
      at = end + 1;
      closeElement(at);
    }
  }

  private void closeElement(int end) {
    Open done = open.pop();
    add(
        new XmlPart.Element(
            done.name(), done.attributes(), done.parts(), done.offset(), end - done.offset()));
  }

  private void startTag() {
    int start = at;
    int i = nameEnd(start + 1);
    if (i == start + 1) {
      fault = Message.of(i >= bytes.length ? "decode.stopped.cut" : "decode.stopped.broken");
      return;
    }
    if (open.size() >= Tree.MAX_DEPTH) {
      fault = Message.of("decode.stopped.limit");
      return;
    }
    var element = new Open(slice(start + 1, i), new ArrayList<>(), new ArrayList<>(), start);
    open.push(element);
    at = i;
    while (fault == null) {
      skipBlanks();
      if (at >= bytes.length) {
        fault = Message.of("decode.stopped.cut");
      } else if (starts("/>")) {
        at += 2;
        closeElement(at);
        return;
      } else if (bytes[at] == '>') {
        at++;
        return;
      } else {
        attribute(element);
      }
    }
  }

  private void attribute(Open element) {
    int start = at;
    int nameEnd = nameEnd(at);
    at = nameEnd;
    skipBlanks();
    boolean equals = at < bytes.length && bytes[at] == '=';
    if (nameEnd == start || !equals) {
      fault = Message.of(at >= bytes.length ? "decode.stopped.cut" : "decode.stopped.broken");
      return;
    }
    at++;
    skipBlanks();
    int end = starts("\"") ? find("\"", at + 1) : starts("'") ? find("'", at + 1) : at;
    if (end < 0 || at >= bytes.length) {
      fault = Message.of("decode.stopped.cut");
    } else if (end == at || nodes >= input.maxNodes()) {
      fault = Message.of(end == at ? "decode.stopped.broken" : "decode.stopped.full");
    } else {
      nodes++;
      element
          .attributes()
          .add(
              new XmlPart.Attribute(
                  slice(start, nameEnd),
                  XmlReferences.replace(slice(at + 1, end)),
                  start,
                  end + 1 - start));
      at = end + 1;
    }
  }

  private int nameEnd(int from) {
    int i = from;
    while (i < bytes.length && NAME_END.indexOf(bytes[i]) < 0) {
      i++;
    }
    return i;
  }

  private void skipBlanks() {
    while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
      at++;
    }
  }

  private String slice(int from, int end) {
    return new String(bytes, from, Math.max(0, end - from), charset);
  }
}
