package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.SocketRow;
import org.portbound.text.Message;

/**
 * The bound UDP sockets of a network namespace: /proc/net/udp and /proc/net/udp6 (proc(5);
 * udp4_format_sock in net/ipv4/udp.c).
 *
 * <p>A line is: slot, local address:port, remote address:port, state, queues, timer, retransmits,
 * uid, timeout, inode, reference count, pointer, drops. Addresses are 32-bit words in the machine's
 * byte order, ports are plain hex.
 */
final class SocketTable {
  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private SocketTable() {}

  /** Reads both tables; lines that cannot be read are noted and passed over. */
  static List<SocketRow> read(Path proc, IntPredicate port, List<Message> notes) {
    var rows = new ArrayList<SocketRow>();
    read(proc.resolve("net/udp"), Family.INET, port, rows, notes);
    read(proc.resolve("net/udp6"), Family.INET6, port, rows, notes);
    return rows;
  }

  private static void read(
      Path table, Family family, IntPredicate port, List<SocketRow> rows, List<Message> notes) {
    if (!Files.exists(table)) {
      // Without IPv6 there is no udp6; without /proc the caller says so.
      return;
    }
    byte[] text;
    try {
      text = Files.readAllBytes(table);
    } catch (IOException e) {
      ScanNotes.unreadable(table, e, notes);
      return;
    }
    var scan = new LineScan(text);
    scan.nextLine();
    while (scan.nextLine()) {
      if (scan.isBlank()) {
        continue;
      }
      try {
        SocketRow row = row(scan, family, port);
        if (row != null) {
          rows.add(row);
        }
      } catch (NumberFormatException e) {
        notes.add(Message.of("diagnosis.note.cut-line", table, String.valueOf(scan.lineNumber())));
      }
    }
  }

  /** The row, or null if it is another port's. */
  private static @Nullable SocketRow row(LineScan scan, Family family, IntPredicate port) {
    scan.skipField();
    long localHigh = address(scan, family, true);
    long localLow = address(scan, family, false);
    int localPort = (int) scan.hex(':');
    if (!port.test(localPort)) {
      return null;
    }
    long peerHigh = address(scan, family, true);
    long peerLow = address(scan, family, false);
    int peerPort = (int) scan.hex(':');
    scan.skipField();
    scan.skipTo(':');
    long receiveQueueBytes = scan.hex(':');
    scan.skipField();
    scan.skipField();
    int uid = (int) scan.decimal();
    scan.skipField();
    long inode = scan.decimal();
    scan.skipField();
    scan.skipField();
    long drops = scan.decimal();
    return new SocketRow(
        family,
        endpoint(localHigh, localLow, localPort),
        peerPort == 0 ? null : endpoint(peerHigh, peerLow, peerPort),
        receiveQueueBytes,
        uid,
        inode,
        drops);
  }

  /** One half of {@code 0000000000000000FFFF00000100007F}, or of {@code 0100007F} as mapped. */
  private static long address(LineScan scan, Family family, boolean high) {
    if (family == Family.INET6) {
      return (long) word(scan) << 32 | word(scan) & 0xffff_ffffL;
    }
    return high ? 0 : AddressBits.mappedLow(word(scan));
  }

  private static int word(LineScan scan) {
    int word = scan.hexWord();
    return LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
  }

  private static Endpoint endpoint(long high, long low, int port) {
    return new Endpoint(AddressBits.address(high, low, 0), port);
  }
}
