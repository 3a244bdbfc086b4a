/**
 * Why nothing arrives at a listener: a list of checks, each passed, failed or unknown, with its
 * evidence and what helps.
 *
 * <p>Reads /proc and asks the sockets; what cannot be read is unknown, with what would show it.
 * Sends nothing by itself: the test datagram is sent by whoever owns the listener. Any thread; a
 * list takes up to a few seconds, so never the one that draws.
 */
package org.portbound.diagnosis.arrival;
