package org.portbound.decode;

import java.time.Instant;
import java.util.Optional;
import org.portbound.text.Message;

/** Portbound's own probes: see {@link ProbeLayout}. */
final class ProbeDecoder implements Decoder {
  @Override
  public Protocol protocol() {
    return Protocol.PROBE;
  }

  @Override
  public int confidence(Input input) {
    return isProbe(input) ? SURE : NO;
  }

  private static boolean isProbe(Input input) {
    return input.has(0, ProbeLayout.BYTES)
        && input.u32(0) == ProbeLayout.MAGIC
        && input.u8(ProbeLayout.AT_VERSION) == ProbeLayout.VERSION;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (!isProbe(input)) {
      return Optional.empty();
    }
    boolean end = (input.u8(ProbeLayout.AT_FLAGS) & ProbeLayout.END) != 0;
    String stream = String.valueOf(input.u32(ProbeLayout.AT_STREAM));
    String number = Long.toUnsignedString(u64(input, ProbeLayout.AT_SEQUENCE));
    var tree = new Tree(input);
    tree.add(
        "decode.probe.version", String.valueOf(ProbeLayout.VERSION), ProbeLayout.AT_VERSION, 1);
    tree.add(
        Message.of("decode.probe.end"),
        Message.of(end ? "decode.yes" : "decode.no"),
        ProbeLayout.AT_FLAGS,
        1);
    tree.add(
        "decode.probe.session",
        String.format("%016x", u64(input, ProbeLayout.AT_SESSION)),
        ProbeLayout.AT_SESSION,
        8);
    tree.add("decode.probe.stream", stream, ProbeLayout.AT_STREAM, 4);
    tree.add(
        "decode.probe.length",
        String.valueOf(input.u32(ProbeLayout.AT_LENGTH)),
        ProbeLayout.AT_LENGTH,
        4);
    tree.add(
        end ? "decode.probe.count" : "decode.probe.number", number, ProbeLayout.AT_SEQUENCE, 8);
    tree.add("decode.probe.sent", time(input, ProbeLayout.AT_SENT), ProbeLayout.AT_SENT, 8);
    tree.add("decode.probe.begun", time(input, ProbeLayout.AT_BEGUN), ProbeLayout.AT_BEGUN, 8);
    tree.add(
        "decode.probe.interval",
        Long.toUnsignedString(u64(input, ProbeLayout.AT_INTERVAL)) + " ns",
        ProbeLayout.AT_INTERVAL,
        8);
    tree.add(
        "decode.probe.clock",
        String.format("%016x", u64(input, ProbeLayout.AT_CLOCK)),
        ProbeLayout.AT_CLOCK,
        8);
    Message summary =
        Message.of(
            end ? "decode.probe.summary.end" : "decode.probe.summary",
            number,
            stream,
            time(input, ProbeLayout.AT_SENT));
    return Optional.of(new Decoded(Protocol.PROBE, summary, tree.finish(input.length())));
  }

  private static long u64(Input input, int at) {
    return input.u32(at) << Integer.SIZE | input.u32(at + 4);
  }

  /** Any 64 bits are some time between 1677 and 2262. */
  private static String time(Input input, int at) {
    return Instant.ofEpochSecond(0, u64(input, at)).toString();
  }
}
