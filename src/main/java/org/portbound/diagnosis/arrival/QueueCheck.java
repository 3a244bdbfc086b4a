package org.portbound.diagnosis.arrival;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.portbound.socket.UdpSocket;

/**
 * Whether the listener's receive queue runs over. Takes the kernel's count of drops when it is made
 * and compares it when it is asked.
 */
final class QueueCheck {
  private static final String QUEUE = "queue";

  // Fields of /proc/net/udp (udp4_format_sock in net/ipv4/udp.c).
  private static final int QUEUES = 4;
  private static final int INODE = 9;
  private static final int DROPS = 12;

  /**
   * Kernel memory that the shortest datagram takes, in bytes (measured: a buffer of 212,992 holds
   * 256 of them).
   */
  private static final int TINY_DATAGRAM_BYTES = 832;

  private final Case asked;
  private final UdpSocket socket;
  private final OptionalLong before;

  QueueCheck(Case asked) {
    this.asked = asked;
    this.socket = asked.subject().socket();
    this.before = drops();
  }

  Check queue() {
    OptionalLong now = drops();
    OptionalLong waiting = waitingBytes();
    String buffer =
        socket.receiveBufferBytes().isPresent()
            ? String.valueOf(socket.receiveBufferBytes().getAsInt())
            : "?";
    if (now.isEmpty() || before.isEmpty()) {
      return Check.unknown(QUEUE, "unknown").remedy("proc-net-udp");
    }
    long dropped = now.getAsLong();
    long more = dropped - before.getAsLong();
    String queued = waiting.isPresent() ? String.valueOf(waiting.getAsLong()) : "?";
    if (more > 0) {
      return overfull(
          Check.failed(
              QUEUE, "dropping", String.valueOf(more), String.valueOf(dropped), queued, buffer));
    }
    if (dropped == 0) {
      return Check.passed(QUEUE, "fine", queued, buffer);
    }
    return isFull(waiting)
        ? overfull(Check.failed(QUEUE, "full", String.valueOf(dropped), queued, buffer))
        : Check.unknown(QUEUE, "dropped", String.valueOf(dropped), queued, buffer)
            .remedy("look-again");
  }

  private static Check overfull(Check check) {
    return check.remedy("larger-buffer").remedy("fewer-datagrams");
  }

  /** Full but for a quarter, or less than one more datagram is free. */
  private boolean isFull(OptionalLong waiting) {
    OptionalInt buffer = socket.receiveBufferBytes();
    if (waiting.isEmpty() || buffer.isEmpty()) {
      return false;
    }
    long free = buffer.getAsInt() - waiting.getAsLong();
    return free < TINY_DATAGRAM_BYTES || free * 4 <= buffer.getAsInt();
  }

  /** What the socket itself tells, or else the kernel's table. */
  private OptionalLong drops() {
    OptionalLong told = socket.droppedByKernel();
    if (told.isPresent()) {
      return told;
    }
    Optional<String[]> row = row();
    return row.isPresent() && row.get()[DROPS].matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(row.get()[DROPS]))
        : OptionalLong.empty();
  }

  /** Kernel memory of what waits in the socket, in bytes; empty if it cannot be read. */
  private OptionalLong waitingBytes() {
    Optional<String[]> row = row();
    return row.isPresent() && row.get()[QUEUES].matches("[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8}")
        ? OptionalLong.of(Long.parseLong(row.get()[QUEUES], 9, 17, 16))
        : OptionalLong.empty();
  }

  /** The fields of the socket's line, or empty if its inode is not known or not listed. */
  private Optional<String[]> row() {
    if (socket.inode().isEmpty()) {
      return Optional.empty();
    }
    String inode = String.valueOf(socket.inode().getAsLong());
    return Stream.of("net/udp", "net/udp6")
        .flatMap(table -> ProcFiles.lines(asked.proc().resolve(table)).orElse(List.of()).stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > DROPS && fields[INODE].equals(inode))
        .findFirst();
  }
}
