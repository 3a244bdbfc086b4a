package org.portbound.decode;

import java.util.Optional;
import org.portbound.text.Message;

/**
 * The header of RTP (RFC 3550, 5.1). Nothing in it tells it from chance, so by itself it is chosen
 * on its two usual ports alone (RFC 3551, 8).
 */
final class RtpDecoder implements Decoder {
  private static final int PORT = 5004;
  private static final int HEADER_BYTES = 12;

  /** Where RTCP has its packet types (RFC 5761, 4). */
  private static final int RTCP_FIRST = 64;

  private static final int RTCP_LAST = 95;

  @Override
  public Protocol protocol() {
    return Protocol.RTP;
  }

  @Override
  public int confidence(Input input) {
    boolean usual = input.ports().has(PORT) || input.ports().has(PORT + 1);
    return usual && isRtp(input) ? LIKELY : NO;
  }

  private static boolean isRtp(Input input) {
    if (!input.has(0, HEADER_BYTES) || input.u8(0) >> 6 != 2) {
      return false;
    }
    int type = input.u8(1) & 0x7f;
    return type < RTCP_FIRST || type > RTCP_LAST;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (!isRtp(input)) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    int first = input.u8(0);
    int type = input.u8(1) & 0x7f;
    tree.add("decode.rtp.version", "2", 0, 1);
    tree.add(Message.of("decode.rtp.padding"), yes((first & 0x20) != 0), 0, 1);
    tree.add(Message.of("decode.rtp.extension"), yes((first & 0x10) != 0), 0, 1);
    tree.add(Message.of("decode.rtp.marker"), yes((input.u8(1) & 0x80) != 0), 1, 1);
    tree.add("decode.rtp.type", String.valueOf(type), 1, 1);
    tree.add("decode.rtp.sequence", String.valueOf(input.u16(2)), 2, 2);
    tree.add("decode.rtp.timestamp", String.valueOf(input.u32(4)), 4, 4);
    tree.add("decode.rtp.source", String.format("0x%08x", input.u32(8)), 8, 4);
    int at = HEADER_BYTES;
    for (int i = 0; i < (first & 0xf) && input.has(at, 4); i++) {
      tree.add("decode.rtp.contributor", String.format("0x%08x", input.u32(at)), at, 4);
      at += 4;
    }
    if ((first & 0x10) != 0 && input.has(at, 4)) {
      int bytes = Math.min(4 + 4 * input.u16(at + 2), input.length() - at);
      tree.add("decode.rtp.header-extension", String.format("0x%04x", input.u16(at)), at, bytes);
      at += bytes;
    }
    int rest = input.length() - at;
    tree.add(
        Message.of("decode.rtp.payload"),
        Message.of("decode.rtp.bytes", String.valueOf(rest)),
        at,
        rest);
    Message summary =
        Message.of(
            "decode.rtp.summary",
            String.valueOf(type),
            String.valueOf(input.u16(2)),
            String.valueOf(input.u32(4)));
    return Optional.of(new Decoded(Protocol.RTP, summary, tree.finish(input.length())));
  }

  private static Message yes(boolean set) {
    return Message.of(set ? "decode.yes" : "decode.no");
  }
}
