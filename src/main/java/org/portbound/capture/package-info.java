/**
 * Datagrams received: the receiving thread, the bounded log, counters and their history.
 *
 * <p>One thread named {@code capture-receive} owns the sockets' {@link
 * org.portbound.socket.ReceiveSet} and is the only writer of the log and of the counters. Any
 * thread reads both at any time, and no reader ever makes the writer wait.
 */
package org.portbound.capture;
