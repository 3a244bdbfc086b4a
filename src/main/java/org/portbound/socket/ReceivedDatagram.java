package org.portbound.socket;

import java.lang.foreign.MemorySegment;

/**
 * A received datagram with what the kernel told of it; one object, used again for every datagram.
 * Belongs to the receiving thread.
 *
 * <p>Addresses are two longs, the sixteen bytes of the IPv6 address in network order; an IPv4
 * address is its mapped form (see {@link AddressBits}). What a provider cannot know keeps the value
 * that stands for unknown.
 */
public final class ReceivedDatagram {
  /** Stands for an unknown number of hops, traffic class or drop count. */
  public static final int UNKNOWN = -1;

  /** Stands for an unknown kernel time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** The tag under which the socket was added. */
  public int tag;

  /** Memory that holds the payload. */
  public MemorySegment memory = MemorySegment.NULL;

  /** Where the payload begins in {@link #memory}, in bytes. */
  public long payloadOffset;

  /** How many bytes of the payload are there. */
  public int payloadLengthBytes;

  /** How long the payload was when it arrived; more than what is there if it was cut. */
  public int trueLengthBytes;

  /** Source address, first eight bytes. */
  public long sourceHigh;

  /** Source address, last eight bytes. */
  public long sourceLow;

  /** Source port. */
  public int sourcePort;

  /** Scope of an IPv6 link-local source: its interface index, else 0. */
  public int sourceScope;

  /** Destination address, first eight bytes; meaningful if {@link #destinationKnown}. */
  public long destinationHigh;

  /** Destination address, last eight bytes; meaningful if {@link #destinationKnown}. */
  public long destinationLow;

  /** Destination port, or 0 if unknown; the provider leaves it to whoever knows the socket. */
  public int destinationPort;

  /** True for a datagram that this program sent: a row of its own, not received by a socket. */
  public boolean sent;

  /** Whether the kernel told the destination address (IP_PKTINFO, IPV6_RECVPKTINFO). */
  public boolean destinationKnown;

  /** Index of the interface it came in on, or 0 if unknown. */
  public int interfaceIndex;

  /** TTL or hop limit as received, or {@link #UNKNOWN}. */
  public int ttlHops;

  /** TOS or traffic class byte as received, or {@link #UNKNOWN}. */
  public int trafficClass;

  /** When it arrived by the kernel's clock, in nanoseconds since 1970, or {@link #NO_TIME}. */
  public long kernelTimeNs;

  /** Datagrams dropped at this socket so far (SO_RXQ_OVFL), or {@link #UNKNOWN}. */
  public long droppedByKernel;

  /** Sets everything that a provider may not know to unknown. */
  public void clear() {
    sourceScope = 0;
    destinationHigh = 0;
    destinationLow = 0;
    destinationPort = 0;
    sent = false;
    destinationKnown = false;
    interfaceIndex = 0;
    ttlHops = UNKNOWN;
    trafficClass = UNKNOWN;
    kernelTimeNs = NO_TIME;
    droppedByKernel = UNKNOWN;
  }
}
