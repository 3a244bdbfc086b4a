package org.portbound.workbench;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.portbound.diagnosis.SendAttempt;
import org.portbound.message.Filling;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;

/**
 * One datagram that is to be sent.
 *
 * @param source the socket to send from
 * @param destination where to
 * @param template the payload; its places are filled in when it is sent
 * @param options how
 * @param setup what is done to the socket before; of a listener's socket, only its send buffer
 * @param replies how long to wait for replies; a socket of its own stays open and receives for as
 *     long
 */
public record SendPlan(
    Source source,
    Endpoint destination,
    Template template,
    SendOptions options,
    SendSetup setup,
    Duration replies) {
  /** Bytes as they are, and no wait for replies. */
  public SendPlan(
      Source source, Endpoint destination, byte[] payload, SendOptions options, SendSetup setup) {
    this(source, destination, Template.of(payload), options, setup, Duration.ZERO);
  }

  /** Without anything done to the socket before. */
  public SendPlan(Source source, Endpoint destination, byte[] payload, SendOptions options) {
    this(source, destination, payload, options, SendSetup.NONE);
  }

  /** The bytes; an example, as if sent from any port, if the template varies. */
  public byte[] payload() {
    return filledAt(destination.withPort(0));
  }

  /** The bytes, as sent at this moment from there. */
  byte[] filledAt(Endpoint from) {
    return template.fill(new Filling(1, Instant.now(), from, new SplittableRandom()));
  }

  /** The same with these bytes. */
  SendPlan withPayload(byte[] bytes) {
    return new SendPlan(source, destination, Template.of(bytes), options, setup, replies);
  }

  /** The same from another source. */
  public SendPlan withSource(Source newSource) {
    return new SendPlan(newSource, destination, template, options, setup, replies);
  }

  /** Whether the socket is tied to the destination first; a listener's never is. */
  boolean connects() {
    return setup.connect() && !(source instanceof Source.Listener);
  }

  boolean waitsForReplies() {
    return replies.isPositive();
  }

  /** As the diagnosis sees it. */
  SendAttempt attempt() {
    boolean own = !(source instanceof Source.Listener);
    return new SendAttempt(destination, payload().length, options, setup, own);
  }

  /** The same, tried in another way. */
  SendPlan with(SendAttempt attempt) {
    byte[] bytes = payload();
    Template tried =
        attempt.lengthBytes() < bytes.length
            ? Template.of(Arrays.copyOf(bytes, attempt.lengthBytes()))
            : template;
    return new SendPlan(
        source, attempt.destination(), tried, attempt.options(), attempt.setup(), replies);
  }
}
