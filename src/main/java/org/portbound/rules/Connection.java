package org.portbound.rules;

import org.portbound.socket.Endpoint;

/**
 * What connect(2) made of a UDP socket.
 *
 * @param local its address from then on, as getsockname(2) tells: a socket on a wildcard is given
 *     the address from which its peer is reached
 * @param peer whom it hears and speaks to, and nobody else
 * @param boundBefore how many sockets of its list were bound already when it connected
 * @param order the larger connected later; compared among the sockets of one list
 */
public record Connection(Endpoint local, Endpoint peer, int boundBefore, int order) {}
