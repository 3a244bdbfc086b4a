package org.portbound.decode;

import java.util.Arrays;
import java.util.List;
import org.portbound.text.Message;
import org.portbound.text.Visible;

/** Names and values of fields. */
final class Words {
  /** More of a value does not fit into a line. */
  static final int MAX_CHARACTERS = 240;

  /** In UTF-8 (RFC 3629). */
  private static final int MAX_CHARACTER_BYTES = 4;

  private static final String VERBATIM = "decode.verbatim";

  /** For a field that is nothing but its parts. */
  static final Message NOTHING = own("");

  private Words() {}

  /** What a decoder wrote itself: a number, an address, a name of the protocol. */
  static Message own(String text) {
    return new Message(VERBATIM, List.of(text));
  }

  /** What came from the payload. */
  static Message foreign(String text) {
    return own(visible(text));
  }

  /** What came from the payload, as UTF-8. */
  static Message foreign(byte[] bytes, int from, int end) {
    return own(visible(bytes, from, end));
  }

  static String visible(String text) {
    String few = text.substring(0, end(text));
    return few.length() < text.length() ? Visible.of(few) + "…" : Visible.of(few);
  }

  /** As much as fits into a line of what is visible already. */
  static String cut(String visible) {
    int end = end(visible);
    return end < visible.length() ? visible.substring(0, end) + "…" : visible;
  }

  /** Where to cut, not within a character. */
  private static int end(String text) {
    int end = Math.min(text.length(), MAX_CHARACTERS);
    return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  static String visible(byte[] bytes, int from, int end) {
    int few = Math.min(end, from + (MAX_CHARACTERS + 1) * MAX_CHARACTER_BYTES);
    return Visible.of(Arrays.copyOfRange(bytes, from, Math.max(from, few)), MAX_CHARACTERS);
  }
}
