package org.portbound.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The older format (draft-ietf-opsawg-pcap): a header, then packets, all of one link type. */
final class PcapWalker implements PacketWalker {
  private static final int HEADER_BYTES = 24;
  private static final int LINK_TYPE = 20;
  private static final int RECORD_BYTES = 16;
  private static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
  private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;

  /** The upper bits tell of checksums behind the packets (section 4). */
  private static final int LINK_TYPE_MASK = 0xffff;

  private final FileWindow window;
  private final ByteOrder order;
  private final int nsPerTick;
  private final int linkType;
  private long position = HEADER_BYTES;

  private PcapWalker(FileWindow window, ByteOrder order, int nsPerTick, int linkType) {
    this.window = window;
    this.order = order;
    this.nsPerTick = nsPerTick;
    this.linkType = linkType;
  }

  /** A walker from the beginning, or null if the file is not of this format. */
  static @Nullable PcapWalker of(FileWindow window) throws IOException {
    if (!window.has(0, HEADER_BYTES)) {
      return null;
    }
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      window.order(order);
      int at = window.at(0, HEADER_BYTES);
      int magic = window.buffer().getInt(at);
      int linkType = window.buffer().getInt(at + LINK_TYPE) & LINK_TYPE_MASK;
      if (magic == MAGIC_MICROSECONDS || magic == MAGIC_NANOSECONDS) {
        return new PcapWalker(window, order, magic == MAGIC_NANOSECONDS ? 1 : 1_000, linkType);
      }
    }
    return null;
  }

  @Override
  public PacketWalker again(FileWindow through) {
    return new PcapWalker(through, order, nsPerTick, linkType);
  }

  @Override
  public void go(long newPosition, int section) {
    position = newPosition;
  }

  @Override
  public boolean next(PacketRecord into) throws IOException, DamagedFileException {
    if (position == window.fileBytes()) {
      return false;
    }
    if (!window.has(position, RECORD_BYTES)) {
      throw new DamagedFileException(position, "file.damage.cut");
    }
    window.order(order);
    ByteBuffer buffer = window.buffer();
    int at = window.at(position, RECORD_BYTES);
    into.begin(position);
    long seconds = Integer.toUnsignedLong(buffer.getInt(at));
    long ticks = Integer.toUnsignedLong(buffer.getInt(at + 4));
    int captured = buffer.getInt(at + 8);
    if (captured < 0 || captured > PcapngWalker.MAX_PACKET_BYTES) {
      throw new DamagedFileException(position, "file.damage.packet-length");
    }
    if (!window.has(position + RECORD_BYTES, captured)) {
      throw new DamagedFileException(position, "file.damage.cut");
    }
    into.dataAt = window.at(position, RECORD_BYTES + captured) + RECORD_BYTES;
    into.capturedBytes = captured;
    into.linkType = linkType;
    into.listener = 1;
    into.timeNs = seconds * 1_000_000_000L + ticks * nsPerTick;
    position += RECORD_BYTES + captured;
    return true;
  }

  @Override
  public int section() {
    return 0;
  }

  @Override
  public long position() {
    return position;
  }
}
