package org.portbound.file;

/** Numbers of the pcapng format (draft-ietf-opsawg-pcapng-04). */
final class Pcapng {
  // Block types (section 10.1).
  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int OLD_PACKET = 2;
  static final int SIMPLE_PACKET = 3;
  static final int INTERFACE_STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;

  /** Tells the byte order of a section (4.1). */
  static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

  /** Type and length before a block's body, length again after it (3.1). */
  static final int BLOCK_OVERHEAD_BYTES = 12;

  // Options of every block (3.5.1).
  static final int OPTION_END = 0;
  static final int OPTION_COMMENT = 1;

  // Section header (4.1).
  static final int SECTION_OS = 3;
  static final int SECTION_APPLICATION = 4;

  // Interface description (4.2).
  static final int INTERFACE_NAME = 2;
  static final int INTERFACE_TEXT = 3;
  static final int INTERFACE_TIME_RESOLUTION = 9;
  static final int INTERFACE_TIME_OFFSET = 14;

  // Enhanced packet (4.3).
  static final int PACKET_FLAGS = 2;
  static final int PACKET_DROPS = 4;

  /** Direction in the two lowest bits of the flags (4.3.1). */
  static final int DIRECTION_MASK = 3;

  static final int OUTBOUND = 2;

  // Interface statistics (4.6).
  static final int STATISTICS_START = 2;
  static final int STATISTICS_END = 3;
  static final int STATISTICS_RECEIVED = 4;
  static final int STATISTICS_DROPPED_BY_SYSTEM = 7;
  static final int STATISTICS_DELIVERED = 8;

  /** LINKTYPE_RAW: the packet begins with an IPv4 or IPv6 header (tcpdump.org/linktypes.html). */
  static final int LINKTYPE_RAW = 101;

  private Pcapng() {}

  /** The next multiple of four: blocks and options are padded to it. */
  static int padded(int lengthBytes) {
    return (lengthBytes + 3) & -4;
  }
}
