package org.portbound.socket;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An open UDP socket.
 *
 * <p>Threads: every method may be called from any thread; an implementation guards what it shares.
 * Receiving is done through a {@link ReceiveSet} alone. A socket must be removed from its set
 * before it is closed.
 */
public interface UdpSocket extends AutoCloseable {
  /** What it was opened from; options changed later are not in it. */
  SocketPlan plan();

  /** The address and port it is bound to, as getsockname(2) tells. */
  Endpoint local();

  /** The reuse options as they are set now. */
  ReuseOptions reuse();

  /** File descriptor, or −1 where it is not known ({@code nio}). */
  int descriptor();

  /** Inode of the socket, as /proc/net/udp lists it, or empty where it is not known. */
  OptionalLong inode();

  /** The receive buffer that the kernel granted, as getsockopt(SO_RCVBUF) reports it. */
  OptionalInt receiveBufferBytes();

  /**
   * How many datagrams the kernel dropped at this socket since it was opened, or empty where that
   * cannot be known.
   */
  OptionalLong droppedByKernel();

  /**
   * Whether it also gets groups that only others on this machine have joined (IP_MULTICAST_ALL for
   * IPv4 groups, IPV6_MULTICAST_ALL for IPv6 ones), or empty where that cannot be known.
   *
   * @param group family of the group
   */
  default Optional<Boolean> multicastAll(Family group) {
    return Optional.empty();
  }

  /** Switches a reuse option on or off; the kernel reads it when the next socket binds. */
  CallOutcome setReuse(ReuseOption option, boolean on);

  /** Joins a group on its interface. */
  CallOutcome join(GroupMembership membership);

  /** Leaves a group on its interface. */
  CallOutcome leave(GroupMembership membership);

  /**
   * Changes whose datagrams of a joined group are taken. The group is not left meanwhile, except
   * where Java's channels are asked to turn "only these" into "all but these" or back. If it fails,
   * the sources are as they were.
   *
   * @param joined the membership as it is
   * @param now the sources it is to have
   */
  default CallOutcome setSources(GroupMembership joined, SourceFilter now) {
    return CallOutcome.notSupported("setsockopt");
  }

  /**
   * Whose datagrams of a group are taken by the kernel's own word; empty if the socket is no
   * member, or if that cannot be asked.
   */
  default Optional<SourceFilter> sources(GroupMembership joined) {
    return Optional.empty();
  }

  /**
   * Switches IP_MULTICAST_ALL or IPV6_MULTICAST_ALL; see {@link #multicastAll}.
   *
   * @param group family of the groups
   */
  default CallOutcome setMulticastAll(Family group, boolean on) {
    return CallOutcome.notSupported("setsockopt");
  }

  /**
   * Says how the group chooses that this socket shares its port with by SO_REUSEPORT; see {@link
   * Steering}. Java's channels cannot.
   */
  default CallOutcome setSteering(Steering how) {
    return CallOutcome.notSupported("setsockopt");
  }

  /**
   * Sets SO_INCOMING_CPU: of a group that shares by SO_REUSEPORT, those with the number of the
   * processor on which a datagram is taken in go before the others (since Linux 6.2,
   * reuseport_select_sock_by_hash). Where none has it, all share by hash. A steering program that
   * names a socket goes before that. Over loopback it is the processor of the sender.
   *
   * @param cpu number of the processor, or −1 for none; one that does not exist is taken too
   */
  default CallOutcome setIncomingCpu(int cpu) {
    return CallOutcome.notSupported("setsockopt");
  }

  /**
   * Sends one datagram, without waiting. Concurrent sends do not mix their options.
   *
   * @param destination where to; its family must fit the socket's
   * @param payload the bytes; not kept
   */
  CallOutcome send(Endpoint destination, byte[] payload, SendOptions options);

  /**
   * Memory for sending many datagrams to one destination. To be used by one thread, and closed by
   * it.
   */
  default SendBatch newBatch(Endpoint destination, SendOptions options) {
    return new SingleSends(this, destination, options);
  }

  /**
   * Sets SO_SNDBUF. The kernel grants no more than net.core.wmem_max, and does not say so.
   *
   * @param bytes as asked for; the kernel doubles it (socket(7))
   */
  default CallOutcome setSendBuffer(int bytes) {
    return CallOutcome.notSupported("setsockopt");
  }

  /**
   * Ties the socket to one peer: it sends there, gets datagrams from there alone, and is told when
   * nobody listens there (udp(7)).
   *
   * @param options those it will send with: connect(2) already needs SO_BROADCAST and the interface
   */
  default CallOutcome connect(Endpoint peer, SendOptions options) {
    return CallOutcome.notSupported("connect");
  }

  /**
   * Waits for what comes back to a connected socket. Fails with ECONNREFUSED if that is the word
   * that nobody listens there; the error is cleared by being told. Blocks.
   *
   * @param timeoutMs how long at most; nothing within that time is no failure
   */
  default CallOutcome awaitAnswer(int timeoutMs) {
    return CallOutcome.notSupported("poll");
  }

  /** Closes the socket; the port is free at once. A second close does nothing. */
  @Override
  void close();

  /** Closes the socket and tells the call made; the list is empty if it was closed already. */
  CallOutcome closeReporting();
}
