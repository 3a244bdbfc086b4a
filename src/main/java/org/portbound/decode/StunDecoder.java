package org.portbound.decode;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/** STUN (RFC 8489), and the attributes of ICE and TURN by name. */
final class StunDecoder implements Decoder {
  private static final int HEADER_BYTES = 20;
  private static final long COOKIE = 0x2112_a442L;
  private static final int MAX_HEX_BYTES = 32;

  @Override
  public Protocol protocol() {
    return Protocol.STUN;
  }

  @Override
  public int confidence(Input input) {
    return isStun(input) && input.u32(4) == COOKIE ? SURE : NO;
  }

  /** The two highest bits are zero and the length is one of whole words. */
  private static boolean isStun(Input input) {
    return input.has(0, HEADER_BYTES) && input.u8(0) < 0x40 && input.u16(2) % 4 == 0;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (!isStun(input)) {
      return Optional.empty();
    }
    var tree = new Tree(input);
    int type = input.u16(0);
    int kind = type >> 7 & 2 | type >> 4 & 1;
    String method = method(type & 0xf | type >> 1 & 0x70 | type >> 2 & 0xf80);
    Message summary = Message.of("decode.stun.kind." + kind, method);
    tree.add(Message.of("decode.stun.type"), summary, 0, 2);
    tree.add("decode.stun.length", String.valueOf(input.u16(2)), 2, 2);
    tree.add("decode.stun.cookie", String.format("0x%08x", input.u32(4)), 4, 4);
    tree.add("decode.stun.transaction", hex(input, 8, 12), 8, 12);
    String address = attributes(input, tree);
    return Optional.of(
        new Decoded(
            Protocol.STUN,
            address == null ? summary : Message.of("decode.stun.mapped." + kind, method, address),
            tree.finish(input.length())));
  }

  /** Adds them, and returns the address that the server saw, if it is there. */
  private static @Nullable String attributes(Input input, Tree tree) {
    String mapped = null;
    int end = HEADER_BYTES + input.u16(2);
    int at = HEADER_BYTES;
    while (at < end) {
      if (!input.has(at, 4) || !input.has(at + 4, input.u16(at + 2))) {
        tree.stop(Message.of("decode.stopped.cut"), Math.min(at, input.length()));
        break;
      }
      if (!tree.hasRoom()) {
        tree.stopFull(at);
        break;
      }
      int type = input.u16(at);
      int length = input.u16(at + 2);
      String value = value(input, type, at + 4, length);
      tree.add(Words.own(name(type)), Words.own(value), at, 4 + length);
      if (type == 0x0020 || type == 0x0001 && mapped == null) {
        mapped = value;
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    return mapped;
  }

  private static String method(int method) {
    return switch (method) {
      case 1 -> "Binding";
      case 3 -> "Allocate";
      case 4 -> "Refresh";
      case 6 -> "Send";
      case 7 -> "Data";
      case 8 -> "CreatePermission";
      case 9 -> "ChannelBind";
      default -> String.format("0x%03x", method);
    };
  }

  /** From the registry of STUN attributes at IANA. */
  private static String name(int type) {
    return switch (type) {
      case 0x0001 -> "MAPPED-ADDRESS";
      case 0x0006 -> "USERNAME";
      case 0x0008 -> "MESSAGE-INTEGRITY";
      case 0x0009 -> "ERROR-CODE";
      case 0x000a -> "UNKNOWN-ATTRIBUTES";
      case 0x000c -> "CHANNEL-NUMBER";
      case 0x000d -> "LIFETIME";
      case 0x0012 -> "XOR-PEER-ADDRESS";
      case 0x0013 -> "DATA";
      case 0x0014 -> "REALM";
      case 0x0015 -> "NONCE";
      case 0x0016 -> "XOR-RELAYED-ADDRESS";
      case 0x001c -> "MESSAGE-INTEGRITY-SHA256";
      case 0x0020 -> "XOR-MAPPED-ADDRESS";
      case 0x0024 -> "PRIORITY";
      case 0x0025 -> "USE-CANDIDATE";
      case 0x8022 -> "SOFTWARE";
      case 0x8023 -> "ALTERNATE-SERVER";
      case 0x8028 -> "FINGERPRINT";
      case 0x8029 -> "ICE-CONTROLLED";
      case 0x802a -> "ICE-CONTROLLING";
      case 0x802b -> "RESPONSE-ORIGIN";
      case 0x802c -> "OTHER-ADDRESS";
      default -> String.format("0x%04x", type);
    };
  }

  private static String value(Input input, int type, int at, int length) {
    return switch (type) {
      case 0x0001, 0x8023, 0x802b, 0x802c -> address(input, at, length, false);
      case 0x0012, 0x0016, 0x0020 -> address(input, at, length, true);
      case 0x0006, 0x0014, 0x0015, 0x8022 -> Words.visible(input.bytes(), at, at + length);
      case 0x0009 ->
          length < 4
              ? hex(input, at, length)
              : (input.u8(at + 2) & 7) * 100
                  + input.u8(at + 3)
                  + " "
                  + Words.visible(input.bytes(), at + 4, at + length);
      default -> hex(input, at, length);
    };
  }

  /**
   * Family, port and address, hidden with the cookie and the transaction id or not (14.1, 14.2).
   */
  private static String address(Input input, int at, int length, boolean xor) {
    if (length != 8 && length != 20) {
      return hex(input, at, length);
    }
    int port = input.u16(at + 2);
    byte[] address = Arrays.copyOfRange(input.bytes(), at + 4, at + length);
    if (xor) {
      port ^= input.u16(4);
      for (int i = 0; i < address.length; i++) {
        address[i] ^= input.bytes()[4 + i];
      }
    }
    try {
      String text = InetAddress.getByAddress(address).getHostAddress();
      return text.indexOf(':') >= 0 ? "[" + text + "]:" + port : text + ":" + port;
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("an address of " + address.length + " bytes", e);
    }
  }

  private static String hex(Input input, int at, int length) {
    String hex =
        HexFormat.ofDelimiter(" ")
            .formatHex(input.bytes(), at, at + Math.min(MAX_HEX_BYTES, length));
    return length > MAX_HEX_BYTES ? hex + " …" : hex;
  }
}
