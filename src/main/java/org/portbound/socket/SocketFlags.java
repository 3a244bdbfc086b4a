package org.portbound.socket;

/**
 * What getsockopt(2) tells of a socket that decides about sharing.
 *
 * @param reuse SO_REUSEADDR and SO_REUSEPORT
 * @param v6Only IPV6_V6ONLY; false for an IPv4 socket
 */
public record SocketFlags(ReuseOptions reuse, boolean v6Only) {}
