package org.portbound.socket.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.SocketRow;

/**
 * The bound UDP sockets as sock_diag(7) tells them. /proc/net/udp says the same, but goes through
 * all sockets again for each page that is read of it. Used once, by one thread, whose network
 * namespace counts.
 */
final class SocketDump {
  // linux/netlink.h: struct nlmsghdr and its constants.
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int HEADER_BYTES = 16;
  private static final int HEADER_TYPE = 4;
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final short REQUEST_AND_DUMP = 0x301;

  // linux/sock_diag.h, linux/inet_diag.h: struct inet_diag_req_v2 with its inet_diag_sockid.
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final int REQUEST_BYTES = HEADER_BYTES + 56;
  private static final int INET_DIAG_SKMEMINFO = 7;
  private static final int EVERY_STATE = -1;

  // struct inet_diag_msg, from the beginning of the message; ports and addresses in network order.
  private static final int LOCAL_PORT = HEADER_BYTES + 4;
  private static final int PEER_PORT = HEADER_BYTES + 6;
  private static final int LOCAL_ADDRESS = HEADER_BYTES + 8;
  private static final int PEER_ADDRESS = HEADER_BYTES + 24;
  private static final int RECEIVE_QUEUE = HEADER_BYTES + 56;
  private static final int UID = HEADER_BYTES + 64;
  private static final int INODE = HEADER_BYTES + 68;
  private static final int ATTRIBUTES = HEADER_BYTES + 72;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;

  private static final int MEMORY_BYTES = 64 * 1024;
  private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private final int port;
  private final List<SocketRow> rows = new ArrayList<>();
  private @Nullable InetAddress lastAddress;
  private long lastHigh;
  private long lastLow;

  /** Of one port, or of all if it is 0. */
  SocketDump(int port) {
    this.port = port;
  }

  /** The sockets, or empty if the kernel does not answer here. */
  Optional<List<SocketRow>> read() {
    int socket =
        Aside.netlinkSocket(Constants.SOCK_RAW | Constants.SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (socket < 0) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(MEMORY_BYTES, Long.BYTES);
      boolean complete = read(socket, memory, Family.INET);
      // A kernel without IPv6 answers for that family with an error.
      boolean ipv6 = complete && read(socket, memory, Family.INET6);
      return complete && (ipv6 || !hasIpv6()) ? Optional.of(rows) : Optional.empty();
    } finally {
      Aside.close(socket);
    }
  }

  private boolean hasIpv6() {
    int socket = Aside.socket(Constants.AF_INET6, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
    if (socket >= 0) {
      Aside.close(socket);
    }
    return socket >= 0;
  }

  /** Asks for one family; false if there was no complete answer. */
  private boolean read(int socket, MemorySegment segment, Family family) {
    ByteBuffer memory = segment.asByteBuffer().order(ByteOrder.nativeOrder());
    writeRequest(memory, family);
    if (Aside.write(socket, segment.address(), REQUEST_BYTES) != REQUEST_BYTES) {
      return false;
    }
    while (true) {
      int bytes = (int) Aside.read(socket, segment.address(), MEMORY_BYTES);
      if (bytes < 0 && Kernel.errno() == Constants.EINTR) {
        continue;
      }
      Boolean complete = take(memory, bytes, family);
      if (complete != null) {
        return complete;
      }
    }
  }

  private void writeRequest(ByteBuffer memory, Family family) {
    for (int i = 0; i < REQUEST_BYTES; i += Long.BYTES) {
      memory.putLong(i, 0);
    }
    memory.putInt(0, REQUEST_BYTES);
    memory.putShort(HEADER_TYPE, SOCK_DIAG_BY_FAMILY);
    memory.putShort(6, REQUEST_AND_DUMP);
    memory.put(
        HEADER_BYTES, (byte) (family == Family.INET ? Constants.AF_INET : Constants.AF_INET6));
    memory.put(HEADER_BYTES + 1, (byte) Constants.IPPROTO_UDP);
    memory.put(HEADER_BYTES + 2, (byte) (1 << INET_DIAG_SKMEMINFO - 1));
    memory.putInt(HEADER_BYTES + 4, EVERY_STATE);
    memory.putShort(HEADER_BYTES + 8, networkOrder((short) port));
  }

  /** Takes the messages of one read; whether the answer is complete, or null if more will come. */
  private @Nullable Boolean take(ByteBuffer memory, int bytes, Family family) {
    if (bytes < HEADER_BYTES) {
      return false;
    }
    int at = 0;
    while (at + HEADER_BYTES <= bytes) {
      int length = memory.getInt(at);
      int type = memory.getShort(at + HEADER_TYPE);
      if (type == NLMSG_ERROR || length < HEADER_BYTES || at + length > bytes) {
        return false;
      }
      if (type == NLMSG_DONE) {
        // What follows is 0, or the error that ended the answer.
        return length < HEADER_BYTES + Integer.BYTES || memory.getInt(at + HEADER_BYTES) >= 0;
      }
      if (length >= ATTRIBUTES) {
        rows.add(row(memory, at, length, family));
      }
      at += aligned(length);
    }
    return null;
  }

  private SocketRow row(ByteBuffer memory, int at, int length, Family family) {
    int peerPort = port(memory, at + PEER_PORT);
    return new SocketRow(
        family,
        endpoint(memory, at + LOCAL_ADDRESS, family, port(memory, at + LOCAL_PORT)),
        peerPort == 0 ? null : endpoint(memory, at + PEER_ADDRESS, family, peerPort),
        Integer.toUnsignedLong(memory.getInt(at + RECEIVE_QUEUE)),
        memory.getInt(at + UID),
        Integer.toUnsignedLong(memory.getInt(at + INODE)),
        drops(memory, at, length));
  }

  /** The figure among the attribute's memory figures (sk_meminfo), as /proc/net/udp has it. */
  private static long drops(ByteBuffer memory, int message, int length) {
    int at = message + ATTRIBUTES;
    int end = message + length;
    while (at + ATTRIBUTE_HEADER_BYTES <= end) {
      int attributeLength = memory.getShort(at) & 0xffff;
      int figure = at + ATTRIBUTE_HEADER_BYTES + Constants.SK_MEMINFO_DROPS * Integer.BYTES;
      if (memory.getShort(at + 2) == INET_DIAG_SKMEMINFO
          && figure + Integer.BYTES <= at + attributeLength) {
        return Integer.toUnsignedLong(memory.getInt(figure));
      }
      at += Math.max(ATTRIBUTE_HEADER_BYTES, aligned(attributeLength));
    }
    return 0;
  }

  private static int aligned(int length) {
    return length + 3 & ~3;
  }

  private static int port(ByteBuffer memory, int at) {
    return networkOrder(memory.getShort(at)) & 0xffff;
  }

  private Endpoint endpoint(ByteBuffer memory, int at, Family family, int port) {
    long high = 0;
    long low;
    if (family == Family.INET) {
      int ipv4 = memory.getInt(at);
      low = AddressBits.mappedLow(SWAP ? Integer.reverseBytes(ipv4) : ipv4);
    } else {
      high = networkOrder(memory.getLong(at));
      low = networkOrder(memory.getLong(at + Long.BYTES));
    }
    return new Endpoint(address(high, low), port);
  }

  /** Most sockets have the same address as the one before. */
  private InetAddress address(long high, long low) {
    if (lastAddress == null || high != lastHigh || low != lastLow) {
      lastAddress = AddressBits.address(high, low, 0);
      lastHigh = high;
      lastLow = low;
    }
    return lastAddress;
  }

  private static short networkOrder(short value) {
    return SWAP ? Short.reverseBytes(value) : value;
  }

  private static long networkOrder(long value) {
    return SWAP ? Long.reverseBytes(value) : value;
  }
}
