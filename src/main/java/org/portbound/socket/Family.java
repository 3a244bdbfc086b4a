package org.portbound.socket;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Address family of a socket, as given to {@code socket(2)}. */
public enum Family {
  /** IPv4: {@code AF_INET}. */
  INET("AF_INET", "IPv4"),
  /** IPv6, dual-stack unless the plan says {@code IPV6_V6ONLY}: {@code AF_INET6}. */
  INET6("AF_INET6", "IPv6");

  private final String constant;
  private final String label;

  Family(String constant, String label) {
    this.constant = constant;
    this.label = label;
  }

  /** The name of the C constant, such as {@code AF_INET}. */
  public String constant() {
    return constant;
  }

  /** What a reader calls it: {@code IPv4} or {@code IPv6}. */
  public String label() {
    return label;
  }

  /** The family that an address belongs to by itself. */
  public static Family of(InetAddress address) {
    return address instanceof Inet6Address ? INET6 : INET;
  }
}
