package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.portbound.text.Message;

/**
 * The bound UDP sockets of this network namespace: /proc/net/udp and /proc/net/udp6 (proc(5);
 * udp4_format_sock in net/ipv4/udp.c).
 *
 * <p>A line is: slot, local address:port, remote address:port, state, queues, timer, retransmits,
 * uid, timeout, inode, reference count, pointer, drops. Addresses are 32-bit words in the machine's
 * byte order, ports are plain hex.
 */
final class SocketTable {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int UID = 7;
  private static final int INODE = 9;
  private static final int DROPS = 12;

  private SocketTable() {}

  /** One line. */
  record Row(
      Family family, Endpoint local, @Nullable Endpoint peer, int uid, long inode, long drops) {}

  /** Reads both tables; lines that cannot be read are noted and passed over. */
  static List<Row> read(Path proc, IntPredicate port, List<Message> notes) {
    var rows = new ArrayList<Row>();
    read(proc.resolve("net/udp"), Family.INET, port, rows, notes);
    read(proc.resolve("net/udp6"), Family.INET6, port, rows, notes);
    return rows;
  }

  private static void read(
      Path table, Family family, IntPredicate port, List<Row> rows, List<Message> notes) {
    if (!Files.exists(table)) {
      // Without IPv6 there is no udp6; without /proc the caller says so.
      return;
    }
    try {
      List<String> lines = Files.readAllLines(table);
      for (int i = 1; i < lines.size(); i++) {
        Row row = parse(lines.get(i), family, port);
        if (row == null && !lines.get(i).isBlank() && isCut(lines.get(i))) {
          notes.add(Message.of("diagnosis.note.cut-line", table, String.valueOf(i + 1)));
        } else if (row != null) {
          rows.add(row);
        }
      }
    } catch (IOException e) {
      notes.add(Message.of("diagnosis.note.unreadable", table, e.toString()));
    }
  }

  private static boolean isCut(String line) {
    return line.strip().split("\\s+").length <= DROPS;
  }

  /** The row, or null if it is another port's or cannot be read. */
  private static @Nullable Row parse(String line, Family family, IntPredicate port) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length <= DROPS) {
      return null;
    }
    try {
      Endpoint local = endpoint(fields[LOCAL]);
      if (!port.test(local.port())) {
        return null;
      }
      Endpoint remote = endpoint(fields[REMOTE]);
      return new Row(
          family,
          local,
          remote.port() == 0 ? null : remote,
          Integer.parseInt(fields[UID]),
          Long.parseLong(fields[INODE]),
          Long.parseLong(fields[DROPS]));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Reads {@code 0100007F:3039}. */
  private static Endpoint endpoint(String text) {
    int colon = text.indexOf(':');
    int port = Integer.parseInt(text, colon + 1, text.length(), 16);
    ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
    for (int i = 0; i < colon; i += 8) {
      bytes.putInt(Integer.parseUnsignedInt(text, i, i + 8, 16));
    }
    bytes.order(ByteOrder.BIG_ENDIAN);
    if (bytes.capacity() == 4) {
      return new Endpoint(AddressBits.address(0, AddressBits.mappedLow(bytes.getInt(0)), 0), port);
    }
    return new Endpoint(AddressBits.address(bytes.getLong(0), bytes.getLong(8), 0), port);
  }
}
