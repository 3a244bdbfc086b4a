package org.portbound.workbench;

import java.time.Duration;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;

/**
 * Many datagrams that are to be sent.
 *
 * @param source the socket to send from; one of its own is a listener while the series lasts, so
 *     that what is answered is seen
 * @param destination where to
 * @param template what each carries
 * @param options how
 * @param schedule how many, and how fast
 * @param linger how long a socket of its own stays open after the last, for what is answered
 */
public record SeriesPlan(
    Source source,
    Endpoint destination,
    Template template,
    SendOptions options,
    Schedule schedule,
    Duration linger) {}
