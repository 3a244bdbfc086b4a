package org.portbound.workbench;

import java.time.Duration;
import org.portbound.socket.Endpoint;

/**
 * Replies to one datagram are waited for.
 *
 * @param listener number of the listener at which they arrive; it is the sending socket
 * @param from where that is bound
 * @param to where the datagram went
 * @param payload what was sent; must not be changed
 * @param sentNs when it was sent, in nanoseconds since 1970
 * @param firstRow number of the first row of the log that may be a reply
 * @param length how long they are waited for
 */
@SuppressWarnings("ArrayRecordComponent") // Compared with nothing.
public record ReplyWait(
    int listener,
    Endpoint from,
    Endpoint to,
    byte[] payload,
    long sentNs,
    long firstRow,
    Duration length) {}
