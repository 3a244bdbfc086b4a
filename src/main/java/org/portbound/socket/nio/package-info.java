/**
 * Sockets over Java's {@link java.nio.channels.DatagramChannel}: for every system, at the price of
 * what Java cannot tell.
 *
 * <p>Unknown here, and said to be: a datagram's destination, interface, hops, kernel time, and the
 * kernel's drops; a socket's descriptor and inode. What Java cannot do is refused, never left out.
 * Sockets may be used from any thread; a receive set belongs to the receiving thread.
 */
package org.portbound.socket.nio;
