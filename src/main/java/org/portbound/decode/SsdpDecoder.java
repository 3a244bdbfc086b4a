package org.portbound.decode;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portbound.text.Message;

/** SSDP (UPnP Device Architecture 2.0, 1): a start line and headers as in HTTP. */
final class SsdpDecoder implements Decoder {
  private static final int PORT = 1900;
  private static final int MAX_NAME_BYTES = 64;

  @Override
  public Protocol protocol() {
    return Protocol.SSDP;
  }

  @Override
  public int confidence(Input input) {
    if (starts(input, "M-SEARCH * HTTP/") || starts(input, "NOTIFY * HTTP/")) {
      return SURE;
    }
    return input.ports().has(PORT) && starts(input, "HTTP/1.") ? SURE : NO;
  }

  private static boolean starts(Input input, String with) {
    return input.length() >= with.length()
        && new String(input.bytes(), 0, with.length(), StandardCharsets.ISO_8859_1).equals(with);
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (!starts(input, "M-SEARCH ") && !starts(input, "NOTIFY ") && !starts(input, "HTTP/1.")) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    int end = endOfLine(input, 0);
    tree.add(Message.of("decode.ssdp.start"), Words.foreign(input.bytes(), 0, end), 0, end);
    var values = new HashMap<String, String>();
    int at = afterLine(input, end);
    while (at < input.length()) {
      if (!tree.hasRoom()) {
        tree.stopFull(at);
        break;
      }
      end = endOfLine(input, at);
      if (end == at) {
        body(input, tree, afterLine(input, end));
        break;
      }
      header(input, tree, values, at, end);
      at = afterLine(input, end);
    }
    return Optional.of(
        new Decoded(Protocol.SSDP, summary(input, values), tree.finish(input.length())));
  }

  private static void header(Input input, Tree tree, Map<String, String> values, int at, int end) {
    int colon = at;
    while (colon < end && input.u8(colon) != ':') {
      colon++;
    }
    int from = Math.min(end, colon + 1);
    while (from < end && input.u8(from) == ' ') {
      from++;
    }
    String value = Words.visible(input.bytes(), from, end);
    Message name =
        colon == end
            ? Message.of("decode.ssdp.no-header")
            : Words.foreign(input.bytes(), at, Math.min(colon, at + MAX_NAME_BYTES));
    tree.add(
        name,
        Words.own(colon == end ? Words.visible(input.bytes(), at, end) : value),
        at,
        end - at);
    values.putIfAbsent(
        new String(
                input.bytes(),
                at,
                Math.min(MAX_NAME_BYTES, colon - at),
                StandardCharsets.ISO_8859_1)
            .toUpperCase(Locale.ROOT),
        value);
  }

  private static void body(Input input, Tree tree, int at) {
    if (at < input.length()) {
      tree.add(
          Message.of("decode.ssdp.body"),
          Words.foreign(input.bytes(), at, input.length()),
          at,
          input.length() - at);
    }
  }

  private static Message summary(Input input, Map<String, String> values) {
    if (starts(input, "M-SEARCH ")) {
      return Words.own("M-SEARCH " + values.getOrDefault("ST", "?"));
    }
    String place = values.containsKey("LOCATION") ? " " + values.get("LOCATION") : "";
    return starts(input, "NOTIFY ")
        ? Words.own(
            values.getOrDefault("NTS", "NOTIFY") + " " + values.getOrDefault("NT", "?") + place)
        : Message.of("decode.ssdp.response", values.getOrDefault("ST", "?") + place);
  }

  private static int endOfLine(Input input, int from) {
    int at = from;
    while (at < input.length() && input.u8(at) != '\n') {
      at++;
    }
    return at > from && input.u8(at - 1) == '\r' ? at - 1 : at;
  }

  private static int afterLine(Input input, int end) {
    int at = end;
    if (at < input.length() && input.u8(at) == '\r') {
      at++;
    }
    return at < input.length() && input.u8(at) == '\n' ? at + 1 : at;
  }
}
