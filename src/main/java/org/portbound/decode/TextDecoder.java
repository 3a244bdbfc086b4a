package org.portbound.decode;

import java.util.Locale;
import java.util.Optional;
import org.portbound.text.Message;

/** Text, line by line. */
final class TextDecoder implements Decoder {
  @Override
  public Protocol protocol() {
    return Protocol.TEXT;
  }

  @Override
  public int confidence(Input input) {
    if (input.length() == 0) {
      return NO;
    }
    return switch (TextEncoding.of(input.bytes())) {
      case UTF_8, UTF_8_MARKED, UTF_16BE_MARKED, UTF_16LE_MARKED -> ANYTHING + 2;
      case UTF_16BE_GUESSED, UTF_16LE_GUESSED, LATIN_1_GUESSED -> ANYTHING + 1;
      case NONE -> NO;
    };
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    TextEncoding encoding = TextEncoding.of(input.bytes());
    var tree = new Tree(input);
    tree.add(Message.of("decode.text.encoding"), label(encoding), 0, encoding.markBytes());
    int at = encoding.markBytes();
    int number = 1;
    while (at < input.length()) {
      if (!tree.hasRoom()) {
        tree.stopFull(at);
        break;
      }
      int end = endOfLine(input, at, encoding);
      tree.add(
          Message.of("decode.text.line", String.valueOf(number)),
          Words.own(text(input, at, end, encoding)),
          at,
          end - at);
      at = afterLine(input, end, encoding);
      number++;
    }
    Message summary = Words.own(text(input, encoding.markBytes(), input.length(), encoding));
    return Optional.of(new Decoded(Protocol.TEXT, summary, tree.finish(input.length())));
  }

  private static Message label(TextEncoding encoding) {
    String name = encoding.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Message.of("decode.text.encoding." + name);
  }

  private static String text(Input input, int from, int end, TextEncoding encoding) {
    if (encoding.isUtf8()) {
      return Words.visible(input.bytes(), from, end);
    }
    int few = Math.min(end - from, (Words.MAX_CHARACTERS + 1) * encoding.unitBytes());
    return Words.visible(new String(input.bytes(), from, few, encoding.charset()));
  }

  private static int endOfLine(Input input, int from, TextEncoding encoding) {
    int at = from;
    while (at < input.length() && !isAt(input, at, '\n', encoding)) {
      at += encoding.unitBytes();
    }
    int end = Math.min(at, input.length());
    int before = end - encoding.unitBytes();
    return before >= from && isAt(input, before, '\r', encoding) ? before : end;
  }

  private static int afterLine(Input input, int end, TextEncoding encoding) {
    int at = end;
    if (isAt(input, at, '\r', encoding)) {
      at += encoding.unitBytes();
    }
    return isAt(input, at, '\n', encoding) ? at + encoding.unitBytes() : at;
  }

  private static boolean isAt(Input input, int at, char wanted, TextEncoding encoding) {
    if (!input.has(at, encoding.unitBytes())) {
      return false;
    }
    return switch (encoding.unitBytes()) {
      case 1 -> input.u8(at) == wanted;
      default ->
          encoding == TextEncoding.UTF_16LE_MARKED || encoding == TextEncoding.UTF_16LE_GUESSED
              ? input.u8(at) == wanted && input.u8(at + 1) == 0
              : input.u16(at) == wanted;
    };
  }
}
