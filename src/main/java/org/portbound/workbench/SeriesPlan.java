package org.portbound.workbench;

import java.time.Duration;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;

/**
 * Many datagrams that are to be sent.
 *
 * @param source the socket to send from; one of its own is a listener while the series lasts, so
 *     that what is answered is seen, but not if no replies are waited for
 * @param destination where to
 * @param template what each carries
 * @param options how
 * @param setup what is done to the socket before; of a listener's socket, only its send buffer
 * @param schedule how many, and how fast
 * @param linger how long replies are waited for after the last; a socket of its own stays open for
 *     as long
 */
public record SeriesPlan(
    Source source,
    Endpoint destination,
    Template template,
    SendOptions options,
    SendSetup setup,
    Schedule schedule,
    Duration linger) {
  /** One datagram of it. */
  public SendPlan example() {
    return new SendPlan(source, destination, template, options, setup, linger);
  }

  /** As one datagram is planned, many times. */
  public static SeriesPlan of(SendPlan plan, Schedule schedule) {
    return new SeriesPlan(
        plan.source(),
        plan.destination(),
        plan.template(),
        plan.options(),
        plan.setup(),
        schedule,
        plan.replies());
  }
}
