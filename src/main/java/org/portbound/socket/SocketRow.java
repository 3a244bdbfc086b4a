package org.portbound.socket;

import org.jspecify.annotations.Nullable;

/**
 * A bound UDP socket, as the kernel lists it to everyone.
 *
 * @param family AF_INET6 also for a dual-stack socket
 * @param peer where it is connected to, or null
 * @param receiveQueueBytes kernel memory that waiting datagrams take (sk_rmem_alloc), which is more
 *     than their payload
 * @param uid user who created it
 * @param inode its inode, which stands for the socket; 0 while it is being closed
 * @param drops datagrams that the kernel dropped at it
 */
public record SocketRow(
    Family family,
    Endpoint local,
    @Nullable Endpoint peer,
    long receiveQueueBytes,
    int uid,
    long inode,
    long drops) {}
