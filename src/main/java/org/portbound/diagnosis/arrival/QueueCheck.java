package org.portbound.diagnosis.arrival;

import java.util.List;
import java.util.OptionalLong;
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

  private final Case asked;
  private final UdpSocket socket;
  private final OptionalLong before;

  QueueCheck(Case asked) {
    this.asked = asked;
    this.socket = asked.subject().socket();
    this.before = socket.droppedByKernel();
  }

  Check queue() {
    OptionalLong now = socket.droppedByKernel();
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

  /** Full but for a quarter, which the next datagram's kernel memory may not fit into. */
  private boolean isFull(OptionalLong waiting) {
    return waiting.isPresent()
        && socket.receiveBufferBytes().isPresent()
        && waiting.getAsLong() * 4 >= socket.receiveBufferBytes().getAsInt() * 3L;
  }

  /** Kernel memory of what waits in the socket, in bytes; empty if it cannot be read. */
  private OptionalLong waitingBytes() {
    if (socket.inode().isEmpty()) {
      return OptionalLong.empty();
    }
    String inode = String.valueOf(socket.inode().getAsLong());
    for (String table : List.of("net/udp", "net/udp6")) {
      for (String line : ProcFiles.lines(asked.proc().resolve(table)).orElse(List.of())) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > INODE
            && fields[INODE].equals(inode)
            && fields[QUEUES].matches("[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8}")) {
          return OptionalLong.of(Long.parseLong(fields[QUEUES].substring(9), 16));
        }
      }
    }
    return OptionalLong.empty();
  }
}
