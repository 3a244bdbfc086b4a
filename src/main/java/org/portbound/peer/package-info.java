/**
 * Second Portbound processes, without a window, that hold sockets for a demonstration: as this user
 * or another.
 *
 * <p>{@link org.portbound.peer.PeerProcess} starts one and speaks with it over inherited pipes, one
 * JSON object a line: commands down its standard input, events up its standard output, its standard
 * error passed up as notices. {@link org.portbound.peer.PeerMain} is the other end. No port and no
 * file is used. A peer ends when its standard input does, so none outlives the process that started
 * it; on Linux with setpriv(1) the kernel kills it even while it is stopped.
 *
 * <p>Threads: for each peer {@code peer-PID} starts the process and reads its events, {@code
 * peer-PID-errors} reads its standard error, {@code peer-PID-commands} writes to it. In the peer
 * {@code peer-receive} receives and the main thread performs commands.
 */
package org.portbound.peer;
