package org.portbound.rules;

import java.util.Locale;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Family;

/** How the addresses of two sockets on one port stand to each other. */
public enum Overlap {
  /** The same address, or both a wildcard of the same family. */
  SAME_ADDRESS,
  /** The holder is bound to every address, the new socket to one of them. */
  HOLDER_IS_WILDCARD,
  /** The new socket is to be bound to every address, the holder to one of them. */
  CANDIDATE_IS_WILDCARD,
  /** The holder is {@code ::} without IPV6_V6ONLY, the new socket IPv4. */
  HOLDER_IS_DUAL_STACK,
  /** The new socket is {@code ::} without IPV6_V6ONLY, the holder IPv4. */
  CANDIDATE_IS_DUAL_STACK,
  /**
   * The holder was {@code ::} without IPV6_V6ONLY and is connected to an IPv6 peer by now; the new
   * socket is an AF_INET one on {@code 0.0.0.0}, or on 127.0.0.6, with which Linux marks such
   * holders.
   */
  HOLDER_WAS_DUAL_STACK,
  /** They do not overlap: different addresses. */
  NONE,
  /** They do not overlap only because the IPv6 wildcard has IPV6_V6ONLY. */
  NONE_BY_V6ONLY;

  /** LOOPBACK4_IPV6, include/net/if_inet6.h. */
  private static final long IPV4_SHADOW = AddressBits.mappedLow(0x7f00_0006);

  /** Its name for programs, in small letters and with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** True if the two can conflict. */
  public boolean overlaps() {
    return this != NONE && this != NONE_BY_V6ONLY;
  }

  /** How the address of a new socket stands to that of one on the same port. */
  public static Overlap between(BoundSocket holder, BoundSocket candidate) {
    // Read once: this runs for each of what may be thousands of sockets.
    long holderHigh = holder.high();
    long holderLow = holder.low();
    long high = candidate.high();
    long low = candidate.low();
    boolean holderIpv4 = AddressBits.isIpv4(holderHigh, holderLow);
    boolean ipv4 = AddressBits.isIpv4(high, low);
    boolean holderAny = isAny(holderHigh, holderLow);
    boolean any = isAny(high, low);
    if (holderAny && !holderIpv4 && ipv4) {
      return holder.v6Only() ? NONE_BY_V6ONLY : HOLDER_IS_DUAL_STACK;
    }
    if (any && !ipv4 && holderIpv4) {
      return candidate.v6Only() ? NONE_BY_V6ONLY : CANDIDATE_IS_DUAL_STACK;
    }
    if (holderLow == low && holderHigh == high) {
      return SAME_ADDRESS;
    }
    if (!holderIpv4 && holder.keepsIpv4Shadow() && candidate.family() == Family.INET) {
      return ipv4 && any || low == IPV4_SHADOW ? HOLDER_WAS_DUAL_STACK : NONE;
    }
    if (holderIpv4 != ipv4) {
      return NONE;
    }
    if (holderAny) {
      return HOLDER_IS_WILDCARD;
    }
    return any ? CANDIDATE_IS_WILDCARD : NONE;
  }

  /** True for {@code ::}, and for {@code 0.0.0.0} in its mapped form. */
  private static boolean isAny(long high, long low) {
    return high == 0 && (low == 0 || low == AddressBits.mappedLow(0));
  }
}
