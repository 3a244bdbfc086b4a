package org.portbound.decode;

/** References to characters in XML 1.0 (4.1 and 4.6). */
final class XmlReferences {
  /** {@code &#x0010ffff;} with a little room. */
  private static final int MAX_REFERENCE = 16;

  private XmlReferences() {}

  /** Replaces the five entities of XML 1.0 and references by number; leaves all else as it is. */
  static String replace(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int last = Math.min(text.length(), i + MAX_REFERENCE);
      int end = text.charAt(i) == '&' ? text.indexOf(';', i, last) : -1;
      int point = end < 0 ? -1 : point(text.substring(i + 1, end));
      if (point < 0) {
        plain.append(text.charAt(i));
        i++;
      } else {
        plain.appendCodePoint(point);
        i = end + 1;
      }
    }
    return plain.toString();
  }

  private static int point(String reference) {
    switch (reference) {
      case "lt":
        return '<';
      case "gt":
        return '>';
      case "amp":
        return '&';
      case "apos":
        return '\'';
      case "quot":
        return '"';
      default:
        break;
    }
    if (!reference.startsWith("#")) {
      return -1;
    }
    int radix = reference.startsWith("#x") ? 16 : 10;
    int from = radix == 16 ? 2 : 1;
    int point = 0;
    for (int i = from; i < reference.length() && point <= Character.MAX_CODE_POINT; i++) {
      int digit = Character.digit(reference.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      point = point * radix + digit;
    }
    return reference.length() > from && point <= Character.MAX_CODE_POINT ? point : -1;
  }
}
