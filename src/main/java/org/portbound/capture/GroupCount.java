package org.portbound.capture;

import java.net.InetAddress;

/**
 * What one listener received for one multicast group, at one moment.
 *
 * @param group the group, without a scope
 * @param datagrams datagrams received
 * @param bytes bytes of payload received, in their true length
 */
public record GroupCount(InetAddress group, long datagrams, long bytes) {}
