package org.portbound.decode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.portbound.text.Message;

/** The header of NTP (RFC 5905, 7.3) and SNTP. */
final class NtpDecoder implements Decoder {
  private static final int PORT = 123;
  private static final int HEADER_BYTES = 48;

  /** Seconds from 1900 to 1970. */
  private static final long EPOCH_S = 2_208_988_800L;

  /** From here on in 1900's count, a time before it is of the next era, from 2036 (RFC 4330, 3). */
  private static final long ERA_BIT = 0x8000_0000L;

  private static final long ERA_S = 0x1_0000_0000L;

  @Override
  public Protocol protocol() {
    return Protocol.NTP;
  }

  @Override
  public int confidence(Input input) {
    if (!input.ports().has(PORT) || !input.has(0, HEADER_BYTES)) {
      return NO;
    }
    int version = input.u8(0) >> 3 & 7;
    int mode = input.u8(0) & 7;
    return version >= 1 && version <= 4 && mode >= 1 && mode <= 5 ? SURE : NO;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (!input.has(0, HEADER_BYTES)) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    int first = input.u8(0);
    int version = first >> 3 & 7;
    Message mode = Message.of("decode.ntp.mode." + (first & 7));
    tree.add(Message.of("decode.ntp.leap"), Message.of("decode.ntp.leap." + (first >> 6)), 0, 1);
    tree.add("decode.ntp.version", String.valueOf(version), 0, 1);
    tree.add(Message.of("decode.ntp.mode"), mode, 0, 1);
    tree.add("decode.ntp.stratum", String.valueOf(input.u8(1)), 1, 1);
    tree.add("decode.ntp.poll", power(input.bytes()[2]), 2, 1);
    tree.add("decode.ntp.precision", power(input.bytes()[3]), 3, 1);
    tree.add("decode.ntp.root-delay", seconds(input, 4), 4, 4);
    tree.add("decode.ntp.root-dispersion", seconds(input, 8), 8, 4);
    tree.add("decode.ntp.reference-id", referenceId(input), 12, 4);
    tree.add("decode.ntp.reference", time(input, 16), 16, 8);
    tree.add("decode.ntp.origin", time(input, 24), 24, 8);
    tree.add("decode.ntp.receive", time(input, 32), 32, 8);
    tree.add("decode.ntp.transmit", time(input, 40), 40, 8);
    if (input.length() > HEADER_BYTES) {
      int rest = input.length() - HEADER_BYTES;
      tree.add("decode.ntp.extensions", String.valueOf(rest), HEADER_BYTES, rest);
    }
    Message summary =
        Message.of(
            "decode.ntp.summary." + (first & 7),
            String.valueOf(version),
            String.valueOf(input.u8(1)));
    return Optional.of(new Decoded(Protocol.NTP, summary, tree.finish(input.length())));
  }

  private static String power(int exponent) {
    return String.format(Locale.ROOT, "2^%d s", exponent);
  }

  /** 16 bits of seconds, 16 of their fraction. */
  private static String seconds(Input input, int at) {
    return String.format(Locale.ROOT, "%.6f s", input.u32(at) / 65_536.0);
  }

  /** Letters at stratum 0 and 1, else an address or a part of its hash. */
  private static String referenceId(Input input) {
    if (input.u8(1) <= 1) {
      String letters = new String(input.bytes(), 12, 4, StandardCharsets.ISO_8859_1);
      return Words.visible(letters.replace("\0", ""));
    }
    return input.u8(12) + "." + input.u8(13) + "." + input.u8(14) + "." + input.u8(15);
  }

  private static String time(Input input, int at) {
    long seconds = input.u32(at);
    long fraction = input.u32(at + 4);
    if (seconds == 0 && fraction == 0) {
      return "–";
    }
    long era = (seconds & ERA_BIT) == 0 ? ERA_S : 0;
    long nanos = fraction * 1_000_000_000L >>> 32;
    return Instant.ofEpochSecond(seconds + era - EPOCH_S, nanos).toString();
  }
}
