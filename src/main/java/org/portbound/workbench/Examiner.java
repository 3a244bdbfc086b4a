package org.portbound.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.diagnosis.arrival.TestSender;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;

/**
 * Sends a test datagram from a socket of its own on a loopback address, and looks for it in the
 * log. Any thread; only the send itself is a command.
 */
final class Examiner implements TestSender {
  /** What was sent through the loopback interface waits in the socket when the send returns. */
  private static final long ARRIVAL_TIMEOUT_MS = 1_000;

  private static final long POLL_MS = 2;

  private final Function<SendPlan, SendResult> sender;
  private final DatagramLog log;

  Examiner(Function<SendPlan, SendResult> sender, DatagramLog log) {
    this.sender = sender;
    this.log = log;
  }

  @Override
  public Outcome send(
      int listener, Endpoint destination, @Nullable String interfaceName, byte[] payload) {
    Endpoint from =
        Endpoint.parse(destination.address().getAddress().length == 4 ? "127.0.0.1:0" : "[::1]:0");
    SendOptions options = SendOptions.DEFAULT.withInterface(interfaceName);
    long next = log.end();
    SendResult result =
        sender.apply(
            new SendPlan(new Source.Bound(from, ReuseOptions.NONE), destination, payload, options));
    return switch (result) {
      case SendResult.Sent sent -> new Outcome.Sent(receivers(next, listener, payload));
      case SendResult.NotOpened(SendPlan plan, Refusal refusal, var holder) ->
          notSent(refusal.diagnosis().headline(), refusal.diagnosis().reasons());
      case SendResult.Failed failed -> notSent(failed.headline(), failed.reasons());
      case SendResult.NoListener(int number) ->
          new Outcome.NotSent(
              List.of(Message.of("workbench.fix.no-listener", String.valueOf(number))));
    };
  }

  private static Outcome notSent(Message headline, List<Message> reasons) {
    var why = new ArrayList<Message>();
    why.add(headline);
    why.addAll(reasons);
    return new Outcome.NotSent(why);
  }

  /** The listeners that got the payload: until the wanted one has it, or the time is over. */
  private List<Integer> receivers(long from, int wanted, byte[] payload) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ARRIVAL_TIMEOUT_MS);
    var found = new ArrayList<Integer>();
    var row = new Datagram();
    long next = from;
    while (true) {
      boolean late = System.nanoTime() >= deadline;
      for (long end = log.end(); next < end; next++) {
        if (log.read(next, row) && !row.sent() && Arrays.equals(row.payload(), payload)) {
          found.add(row.listener());
        }
      }
      if (late || found.contains(wanted)) {
        return found;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
    }
  }
}
