package org.portbound.peer;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/**
 * A socket that a peer holds, as it was when it was opened.
 *
 * @param number the number it was opened under
 * @param plan what was asked for
 * @param local the address and port it is bound to
 * @param reuse its reuse options
 * @param descriptor its file descriptor in the peer, or −1 if unknown
 * @param inode its inode, as /proc/net/udp lists it, or empty if unknown
 * @param receiveBufferBytes the receive buffer that the kernel granted, or empty if unknown
 */
public record PeerSocket(
    int number,
    SocketPlan plan,
    Endpoint local,
    ReuseOptions reuse,
    int descriptor,
    OptionalLong inode,
    OptionalInt receiveBufferBytes) {}
