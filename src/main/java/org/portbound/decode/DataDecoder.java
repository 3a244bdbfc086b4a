package org.portbound.decode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.portbound.text.Message;

/** Bytes of which nothing is known: their number, and the words that stand in them. */
final class DataDecoder implements Decoder {
  /** Shorter runs of letters come about by chance. */
  private static final int MIN_WORD_BYTES = 5;

  private static final int SUMMARY_BYTES = 24;

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  @Override
  public Protocol protocol() {
    return Protocol.DATA;
  }

  @Override
  public int confidence(Input input) {
    return ANYTHING;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    return Optional.of(read(input));
  }

  static Decoded read(Input input) {
    var tree = new Tree(input);
    int at = 0;
    while (at < input.length()) {
      int end = at;
      while (end < input.length() && isPrintable(input.bytes()[end])) {
        end++;
      }
      if (end - at >= MIN_WORD_BYTES) {
        if (!tree.hasRoom()) {
          tree.stopFull(at);
          break;
        }
        tree.add(
            Message.of("decode.data.text"), Words.foreign(input.bytes(), at, end), at, end - at);
      }
      at = end + 1;
    }
    List<Field> words = tree.finish(input.length());
    return new Decoded(Protocol.DATA, summary(input), words);
  }

  private static Message summary(Input input) {
    if (input.length() == 0) {
      return Message.of("decode.data.empty");
    }
    String hex =
        HEX.formatHex(Arrays.copyOf(input.bytes(), Math.min(SUMMARY_BYTES, input.length())));
    return Words.own(input.length() > SUMMARY_BYTES ? hex + " …" : hex);
  }

  private static boolean isPrintable(byte value) {
    return value >= 0x20 && value < 0x7f;
  }
}
