package org.portbound.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One packet as it stands in a file; a holder that is used again. One thread at a time. */
final class PacketRecord {
  private static final int MAX_COMMENTS = 16;

  /** Where its record begins in the file. */
  long position;

  /** Where its bytes begin in the window's buffer, valid until the window moves. */
  int dataAt;

  int capturedBytes;
  int linkType;

  /** Number of its interface in the file, from 1. */
  int listener;

  long timeNs;

  /** Packets dropped since the one before, or −1 if it does not say. */
  long drops;

  boolean outbound;

  /** What {@link UnknownFields} says to be unknown. */
  int unknown;

  final List<String> comments = new ArrayList<>(2);

  void begin(long at) {
    position = at;
    drops = -1;
    outbound = false;
    unknown = 0;
    comments.clear();
  }

  /** Takes a comment: one of ours about what is unknown, or one that a person wrote. */
  void comment(byte[] bytes, int from, int lengthBytes) {
    String text = new String(bytes, from, lengthBytes, StandardCharsets.UTF_8);
    int set = UnknownFields.in(text);
    if (set != 0) {
      unknown |= set;
    } else if (comments.size() < MAX_COMMENTS) {
      comments.add(text);
    }
  }
}
