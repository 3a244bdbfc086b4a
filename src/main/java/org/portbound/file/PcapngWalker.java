package org.portbound.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The newer format (draft-ietf-opsawg-pcapng). The first walker through a file gathers its sections
 * and interfaces; those after it use them.
 */
final class PcapngWalker implements PacketWalker {
  /** The longest packet that is believed, in bytes; Wireshark's own bound. */
  static final int MAX_PACKET_BYTES = 256 << 10;

  private static final int BLOCK_HEADER_BYTES = 8;

  /** Section header up to its options. */
  private static final int SECTION_BYTES = 24;

  private static final int INTERFACE_BYTES = 16;

  /** Type, length, interface, time and both lengths. */
  private static final int PACKET_BYTES = 28;

  private static final int SIMPLE_BYTES = 12;

  /** So much of an interface's description is looked at, in bytes. */
  private static final int MAX_DESCRIPTION_BYTES = 64 << 10;

  private static final int MAX_NAME_BYTES = 120;
  private static final int DEFAULT_RESOLUTION = 6;

  private final FileWindow window;
  private final CaptureSections sections;
  private final boolean gathers;
  private long position;
  private int section = -1;

  private PcapngWalker(FileWindow window, CaptureSections sections, boolean gathers) {
    this.window = window;
    this.sections = sections;
    this.gathers = gathers;
  }

  /** A walker from the beginning that gathers, or null if the file is not of this format. */
  static @Nullable PcapngWalker of(FileWindow window, CaptureSections sections) throws IOException {
    return window.has(0, SECTION_BYTES)
            && window.buffer().getInt(window.at(0, SECTION_BYTES)) == Pcapng.SECTION_HEADER
        ? new PcapngWalker(window, sections, true)
        : null;
  }

  @Override
  public PacketWalker again(FileWindow through) {
    return new PcapngWalker(through, sections, false);
  }

  @Override
  public void go(long newPosition, int newSection) {
    position = newPosition;
    section = newSection;
    window.order(sections.order(newSection));
  }

  @Override
  public int section() {
    return section;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean next(PacketRecord into) throws IOException, DamagedFileException {
    while (position < window.fileBytes()) {
      require(BLOCK_HEADER_BYTES + Integer.BYTES, "file.damage.cut");
      ByteBuffer buffer = window.buffer();
      int at = window.at(position, BLOCK_HEADER_BYTES + Integer.BYTES);
      if (buffer.getInt(at) == Pcapng.SECTION_HEADER) {
        beginSection(buffer.getInt(at + BLOCK_HEADER_BYTES));
      } else if (section < 0) {
        throw damaged("file.damage.no-section");
      }
      at = window.at(position, BLOCK_HEADER_BYTES);
      int type = buffer.getInt(at);
      long lengthBytes = Integer.toUnsignedLong(buffer.getInt(at + Integer.BYTES));
      checkLength(lengthBytes);
      boolean packet = read(type, lengthBytes, into);
      position += lengthBytes;
      if (packet) {
        return true;
      }
    }
    return false;
  }

  private void beginSection(int magic) throws DamagedFileException {
    ByteOrder order = window.buffer().order();
    if (magic == Integer.reverseBytes(Pcapng.BYTE_ORDER_MAGIC)) {
      order = order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    } else if (magic != Pcapng.BYTE_ORDER_MAGIC) {
      throw damaged("file.damage.byte-order");
    }
    if (gathers && !sections.begin(order)) {
      throw damaged("file.damage.too-many");
    }
    section++;
    window.order(order);
  }

  /** The length stands before and behind; a walk without this check would go astray. */
  private void checkLength(long lengthBytes) throws IOException, DamagedFileException {
    if (lengthBytes < Pcapng.BLOCK_OVERHEAD_BYTES || (lengthBytes & 3) != 0) {
      throw damaged("file.damage.block-length");
    }
    require(lengthBytes, "file.damage.cut");
    if (lengthBytes <= FileWindow.SIZE_BYTES) {
      // At once, so that the window moves once.
      int at = window.at(position, (int) lengthBytes);
      int again = window.buffer().getInt(at + (int) lengthBytes - Integer.BYTES);
      if (Integer.toUnsignedLong(again) != lengthBytes) {
        throw damaged("file.damage.block-length");
      }
    }
  }

  /** Reads a block; true if it is a packet. */
  private boolean read(int type, long lengthBytes, PacketRecord into)
      throws IOException, DamagedFileException {
    return switch (type) {
      case Pcapng.INTERFACE_DESCRIPTION -> {
        if (gathers) {
          describe(lengthBytes);
        }
        yield false;
      }
      case Pcapng.ENHANCED_PACKET, Pcapng.OLD_PACKET -> {
        packet(type == Pcapng.OLD_PACKET, lengthBytes, into);
        yield true;
      }
      case Pcapng.SIMPLE_PACKET -> {
        simplePacket(lengthBytes, into);
        yield true;
      }
      default -> false;
    };
  }

  private void describe(long lengthBytes) throws IOException, DamagedFileException {
    if (lengthBytes < INTERFACE_BYTES + Integer.BYTES) {
      throw damaged("file.damage.block-length");
    }
    int taken = (int) Math.min(lengthBytes - Integer.BYTES, MAX_DESCRIPTION_BYTES);
    ByteBuffer buffer = window.buffer();
    int at = window.at(position, taken);
    int linkType = Short.toUnsignedInt(buffer.getShort(at + 8));
    int snapBytes = buffer.getInt(at + 12);
    String name = "";
    int resolution = DEFAULT_RESOLUTION;
    long offsetSeconds = 0;
    int end = at + taken;
    for (int i = at + INTERFACE_BYTES; i + 4 <= end; ) {
      int code = Short.toUnsignedInt(buffer.getShort(i));
      int length = Short.toUnsignedInt(buffer.getShort(i + 2));
      if (code == Pcapng.OPTION_END || i + 4 + length > end) {
        break;
      }
      switch (code) {
        case Pcapng.INTERFACE_NAME ->
            name =
                new String(
                    buffer.array(),
                    i + 4,
                    Math.min(length, MAX_NAME_BYTES),
                    StandardCharsets.UTF_8);
        case Pcapng.INTERFACE_TIME_RESOLUTION ->
            resolution = length < 1 ? resolution : buffer.get(i + 4);
        case Pcapng.INTERFACE_TIME_OFFSET -> offsetSeconds = length < 8 ? 0 : buffer.getLong(i + 4);
        default -> {}
      }
      i += 4 + Pcapng.padded(length);
    }
    if (!sections.add(
        new CaptureSections.Description(name, linkType, snapBytes, resolution, offsetSeconds))) {
      throw damaged("file.damage.too-many");
    }
  }

  private void packet(boolean old, long lengthBytes, PacketRecord into)
      throws IOException, DamagedFileException {
    if (lengthBytes < PACKET_BYTES + Integer.BYTES) {
      throw damaged("file.damage.block-length");
    }
    into.begin(position);
    ByteBuffer buffer = window.buffer();
    int at = window.at(position, PACKET_BYTES);
    int id = old ? Short.toUnsignedInt(buffer.getShort(at + 8)) : buffer.getInt(at + 8);
    long ticks =
        (long) buffer.getInt(at + 12) << 32 | Integer.toUnsignedLong(buffer.getInt(at + 16));
    int captured = buffer.getInt(at + 20);
    long room = lengthBytes - PACKET_BYTES - Integer.BYTES;
    if (captured < 0 || captured > room || captured > MAX_PACKET_BYTES) {
      throw damaged("file.damage.packet-length");
    }
    CaptureSections.Description from = take(id, captured, into);
    into.timeNs = from.toNs(ticks);
    boolean whole = lengthBytes <= FileWindow.SIZE_BYTES;
    at = window.at(position, whole ? (int) lengthBytes : PACKET_BYTES + captured);
    into.dataAt = at + PACKET_BYTES;
    if (whole) {
      options(into.dataAt + Pcapng.padded(captured), at + (int) lengthBytes - Integer.BYTES, into);
    }
  }

  private CaptureSections.Description take(int id, int captured, PacketRecord into)
      throws DamagedFileException {
    if (!sections.has(section, id)) {
      throw damaged("file.damage.no-interface");
    }
    CaptureSections.Description from = sections.get(section, id);
    into.listener = sections.listener(section, id);
    into.linkType = from.linkType();
    into.capturedBytes = captured;
    return from;
  }

  private void options(int from, int end, PacketRecord into) {
    ByteBuffer buffer = window.buffer();
    for (int i = from; i + 4 <= end; ) {
      int code = Short.toUnsignedInt(buffer.getShort(i));
      int length = Short.toUnsignedInt(buffer.getShort(i + 2));
      if (code == Pcapng.OPTION_END || i + 4 + length > end) {
        return;
      }
      if (code == Pcapng.OPTION_COMMENT) {
        into.comment(buffer.array(), i + 4, length);
      } else if (code == Pcapng.PACKET_FLAGS && length >= 4) {
        into.outbound = (buffer.getInt(i + 4) & Pcapng.DIRECTION_MASK) == Pcapng.OUTBOUND;
      } else if (code == Pcapng.PACKET_DROPS && length >= 8) {
        into.drops = Math.max(0, buffer.getLong(i + 4));
      }
      i += 4 + Pcapng.padded(length);
    }
  }

  /** A packet without a time, of the section's first interface (4.4). */
  private void simplePacket(long lengthBytes, PacketRecord into)
      throws IOException, DamagedFileException {
    if (lengthBytes < SIMPLE_BYTES + Integer.BYTES) {
      throw damaged("file.damage.block-length");
    }
    into.begin(position);
    int at = window.at(position, SIMPLE_BYTES);
    long captured =
        Math.min(
            Integer.toUnsignedLong(window.buffer().getInt(at + 8)),
            lengthBytes - SIMPLE_BYTES - Integer.BYTES);
    if (captured > MAX_PACKET_BYTES) {
      throw damaged("file.damage.packet-length");
    }
    CaptureSections.Description from = take(0, (int) captured, into);
    if (from.snapBytes() > 0) {
      into.capturedBytes = (int) Math.min(captured, from.snapBytes());
    }
    into.timeNs = 0;
    into.dataAt = window.at(position, SIMPLE_BYTES + (int) captured) + SIMPLE_BYTES;
  }

  private void require(long lengthBytes, String key) throws DamagedFileException {
    if (!window.has(position, lengthBytes)) {
      throw damaged(key);
    }
  }

  private DamagedFileException damaged(String key) {
    return new DamagedFileException(position, key);
  }
}
