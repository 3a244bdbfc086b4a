/**
 * One UDP socket: its plan, opening it step by step, options, groups, receiving in batches,
 * sending, closing.
 *
 * <p>Knows nothing else of Portbound. The providers ({@code socket.posix}, {@code socket.nio}) do
 * the work; everything here is a value or a contract. Values may be shared between threads; a
 * {@link org.portbound.socket.ReceiveSet} belongs to the one receiving thread.
 */
package org.portbound.socket;
