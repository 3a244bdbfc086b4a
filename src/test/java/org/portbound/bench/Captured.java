package org.portbound.bench;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** Counts the packets in a file of this machine's byte order, whole ones only. */
final class Captured {
  private static final int PCAPNG_SECTION = 0x0a0d0d0a;
  private static final int PCAPNG_ENHANCED_PACKET = 6;
  private static final int PCAP_FILE_HEADER_BYTES = 24;
  private static final int PCAP_PACKET_HEADER_BYTES = 16;

  private Captured() {}

  static long packets(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return bytes.byteSize() >= 4 && bytes.get(JAVA_INT_UNALIGNED, 0) == PCAPNG_SECTION
          ? inPcapng(bytes)
          : inPcap(bytes);
    }
  }

  private static long inPcapng(MemorySegment bytes) {
    long packets = 0;
    long at = 0;
    while (at + 12 <= bytes.byteSize()) {
      long length = Integer.toUnsignedLong(bytes.get(JAVA_INT_UNALIGNED, at + 4));
      if (length < 12 || at + length > bytes.byteSize()) {
        break;
      }
      packets += bytes.get(JAVA_INT_UNALIGNED, at) == PCAPNG_ENHANCED_PACKET ? 1 : 0;
      at += length;
    }
    return packets;
  }

  private static long inPcap(MemorySegment bytes) {
    long packets = 0;
    long at = PCAP_FILE_HEADER_BYTES;
    while (at + PCAP_PACKET_HEADER_BYTES <= bytes.byteSize()) {
      at += PCAP_PACKET_HEADER_BYTES + bytes.get(JAVA_INT_UNALIGNED, at + 8);
      packets += at <= bytes.byteSize() ? 1 : 0;
    }
    return packets;
  }
}
