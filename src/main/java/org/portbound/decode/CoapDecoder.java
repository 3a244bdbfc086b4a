package org.portbound.decode;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.portbound.text.Message;

/** CoAP over UDP (RFC 7252). */
final class CoapDecoder implements Decoder {
  private static final int PORT = 5683;
  private static final int HEADER_BYTES = 4;
  private static final int MAX_TOKEN_BYTES = 8;
  private static final int PAYLOAD_MARKER = 0xff;
  private static final int URI_PATH = 11;
  private static final int URI_QUERY = 15;
  private static final int MAX_HEX_BYTES = 32;
  private static final String[] TYPES = {"CON", "NON", "ACK", "RST"};
  private static final String[] METHODS = {
    "empty", "GET", "POST", "PUT", "DELETE", "FETCH", "PATCH", "iPATCH"
  };

  @Override
  public Protocol protocol() {
    return Protocol.COAP;
  }

  @Override
  public int confidence(Input input) {
    return input.ports().has(PORT) && isCoap(input) ? SURE : NO;
  }

  private static boolean isCoap(Input input) {
    return input.has(0, HEADER_BYTES)
        && input.u8(0) >> 6 == 1
        && (input.u8(0) & 0xf) <= MAX_TOKEN_BYTES;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (!isCoap(input)) {
      return Optional.empty();
    }
    return Optional.of(new Reading(input, new Tree(input)).read());
  }

  /** {@code GET}, {@code 2.05}. */
  private static String code(int code) {
    return code < METHODS.length ? METHODS[code] : String.format("%d.%02d", code >> 5, code & 0x1f);
  }

  private static final class Reading {
    private final Input input;
    private final Tree tree;
    private final List<String> path = new ArrayList<>();
    private final List<String> query = new ArrayList<>();
    private int at;
    private int number;

    Reading(Input input, Tree tree) {
      this.input = input;
      this.tree = tree;
    }

    Decoded read() {
      String type = TYPES[input.u8(0) >> 4 & 3];
      String code = code(input.u8(1));
      int tokenBytes = input.u8(0) & 0xf;
      tree.add("decode.coap.version", "1", 0, 1);
      tree.add("decode.coap.type", type, 0, 1);
      tree.add("decode.coap.code", code, 1, 1);
      tree.add("decode.coap.id", String.valueOf(input.u16(2)), 2, 2);
      at = HEADER_BYTES;
      if (!input.has(at, tokenBytes)) {
        tree.stop(Message.of("decode.stopped.cut"), at);
      } else {
        if (tokenBytes > 0) {
          tree.add(
              "decode.coap.token",
              HexFormat.of().formatHex(input.bytes(), at, at + tokenBytes),
              at,
              tokenBytes);
        }
        at += tokenBytes;
        options();
      }
      return new Decoded(Protocol.COAP, summary(type, code), tree.finish(input.length()));
    }

    private Message summary(String type, String code) {
      String place = path.isEmpty() ? "" : " /" + String.join("/", path);
      String asked = query.isEmpty() ? "" : "?" + String.join("&", query);
      return Words.own(type + " " + code + place + asked);
    }

    private void options() {
      while (at < input.length()) {
        if (input.u8(at) == PAYLOAD_MARKER) {
          payload();
          return;
        }
        if (!tree.hasRoom()) {
          tree.stopFull(at);
          return;
        }
        if (!option()) {
          tree.stop(Message.of("decode.stopped.broken"), Math.min(at, input.length()));
          return;
        }
      }
    }

    private void payload() {
      int from = at + 1;
      tree.add(
          Message.of("decode.coap.payload"),
          Words.foreign(input.bytes(), from, input.length()),
          from,
          input.length() - from);
    }

    /** Number as a step from the one before, length, value; both may take more bytes (3.1). */
    private boolean option() {
      int start = at;
      int first = input.u8(at);
      at++;
      int step = extended(first >> 4);
      int length = extended(first & 0xf);
      if (step < 0 || length < 0 || !input.has(at, length)) {
        at = start;
        return false;
      }
      number += step;
      String value = value(at, length);
      if (number == URI_PATH) {
        path.add(value);
      } else if (number == URI_QUERY) {
        query.add(value);
      }
      at += length;
      tree.add(Words.own(name(number)), Words.own(value), start, at - start);
      return true;
    }

    private int extended(int nibble) {
      int bytes = nibble == 13 ? 1 : nibble == 14 ? 2 : 0;
      if (nibble == 15 || !input.has(at, bytes)) {
        return -1;
      }
      int value =
          switch (bytes) {
            case 1 -> 13 + input.u8(at);
            case 2 -> 269 + input.u16(at);
            default -> nibble;
          };
      at += bytes;
      return value;
    }

    private String value(int from, int length) {
      return switch (number) {
        case 3, 8, URI_PATH, URI_QUERY, 20, 35, 39 ->
            Words.visible(input.bytes(), from, from + length);
        case 6, 7, 12, 14, 17, 23, 27, 28, 60 -> number(from, length);
        default ->
            HexFormat.of().formatHex(input.bytes(), from, from + Math.min(MAX_HEX_BYTES, length));
      };
    }

    private String number(int from, int length) {
      if (length > 4) {
        return HexFormat.of()
            .formatHex(input.bytes(), from, from + Math.min(MAX_HEX_BYTES, length));
      }
      long value = 0;
      for (int i = 0; i < length; i++) {
        value = value << 8 | input.u8(from + i);
      }
      return String.valueOf(value);
    }

    /** From the registry of CoAP options at IANA. */
    private static String name(int number) {
      return switch (number) {
        case 1 -> "If-Match";
        case 3 -> "Uri-Host";
        case 4 -> "ETag";
        case 5 -> "If-None-Match";
        case 6 -> "Observe";
        case 7 -> "Uri-Port";
        case 8 -> "Location-Path";
        case URI_PATH -> "Uri-Path";
        case 12 -> "Content-Format";
        case 14 -> "Max-Age";
        case URI_QUERY -> "Uri-Query";
        case 17 -> "Accept";
        case 20 -> "Location-Query";
        case 23 -> "Block2";
        case 27 -> "Block1";
        case 28 -> "Size2";
        case 35 -> "Proxy-Uri";
        case 39 -> "Proxy-Scheme";
        case 60 -> "Size1";
        default -> "Option " + number;
      };
    }
  }
}
