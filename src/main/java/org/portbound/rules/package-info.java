/**
 * What the kernel will decide: bind conflicts and delivery, as pure functions on values.
 *
 * <p>The rules are those of Linux (net/ipv4/udp.c, net/ipv6/udp.c, net/core/sock_reuseport.c,
 * net/ipv4/inet_connection_sock.c), held against the running kernel by tests. Opens no socket,
 * reads no file; any thread.
 */
package org.portbound.rules;
