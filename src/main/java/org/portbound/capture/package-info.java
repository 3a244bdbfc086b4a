/**
 * Datagrams received: the receiving thread, the bounded log, counters and their history, and views
 * of some of the rows ({@code filter} has the language in which one says which).
 *
 * <p>One thread named {@code capture-receive} owns the sockets' {@link
 * org.portbound.socket.ReceiveSet} and is the only writer of the log and of the counters. Any
 * thread reads both at any time, and no reader ever makes the writer wait. A thread {@code
 * capture-slabs} makes the log's memory ahead of it, and ends when the log has grown up. Each
 * {@link org.portbound.capture.MatchedRows} has a thread {@code filter-scan} of its own.
 */
package org.portbound.capture;
