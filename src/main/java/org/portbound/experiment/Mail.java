package org.portbound.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.portbound.experiment.predict.Scenario;
import org.portbound.experiment.predict.Verdict;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRule;
import org.portbound.socket.posix.LabSocket;

/**
 * The datagrams of one scenario: which were sent, and where they arrived. On the loopback interface
 * they arrive before send returns, but for those that the kernel put off under load. One thread.
 */
final class Mail {
  /** How long a datagram that is predicted to arrive is waited for. */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** With so many sources it is out of the question that the hash takes the same socket for all. */
  private static final int SOURCES_THAT_SPREAD = 28;

  private final Scenario scenario;
  private final List<Verdict> verdicts;
  private final List<@Nullable LabSocket> sockets;
  private final List<Letter> letters = new ArrayList<>();
  private long firstNumber;
  private int judged;

  /** A datagram on its way: which step sent it, as which source, and who got it. */
  private record Letter(int action, int source, BitSet receivers) {}

  Mail(Scenario scenario, List<Verdict> verdicts, List<@Nullable LabSocket> sockets) {
    this.scenario = scenario;
    this.verdicts = verdicts;
    this.sockets = sockets;
  }

  /**
   * A datagram is about to be sent.
   *
   * @param number that it carries, one more than the one before
   * @param action index of the step that sends it
   * @param source number of its source within the step, from 1
   */
  void expect(long number, int action, int source) {
    if (letters.isEmpty()) {
      firstNumber = number;
    }
    letters.add(new Letter(action, source, new BitSet()));
  }

  /** Takes in what arrived, and judges each datagram sent since the last time. */
  Optional<Difference> collect() {
    if (judged == letters.size()) {
      return Optional.empty();
    }
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    drain();
    while (somethingIsMissing() && System.nanoTime() - deadlineNs < 0) {
      LockSupport.parkNanos(PAUSE_NS);
      drain();
    }
    for (Letter each : letters) {
      if (!fits(delivery(each), each.receivers())) {
        return Optional.of(difference(each));
      }
    }
    Optional<Difference> lopsided = lopsided();
    judged = letters.size();
    return lopsided;
  }

  private void drain() {
    for (int i = 0; i < sockets.size(); i++) {
      LabSocket socket = sockets.get(i);
      if (socket == null) {
        continue;
      }
      for (long number = socket.receive(); number != LabSocket.NOTHING; number = socket.receive()) {
        long index = number - firstNumber;
        // One that was sent before this scenario says nothing about it.
        if (index >= 0 && index < letters.size()) {
          letters.get((int) index).receivers().set(i + 1);
        }
      }
    }
  }

  private boolean somethingIsMissing() {
    for (int i = judged; i < letters.size(); i++) {
      Letter letter = letters.get(i);
      int wanted =
          switch (delivery(letter)) {
            case Delivery.Nobody _ -> 0;
            case Delivery.One _, Delivery.Shared _ -> 1;
            case Delivery.Copies(List<Integer> copies) -> copies.size();
          };
      if (letter.receivers().cardinality() < wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Delivery predicted, BitSet receivers) {
    return switch (predicted) {
      case Delivery.Nobody() -> receivers.isEmpty();
      case Delivery.One(int socket, DeliveryRule _) ->
          receivers.cardinality() == 1 && receivers.get(socket);
      case Delivery.Shared(List<Integer> group, DeliveryRule _) ->
          receivers.cardinality() == 1 && group.stream().anyMatch(receivers::get);
      case Delivery.Copies(List<Integer> copies) ->
          receivers.cardinality() == copies.size() && copies.stream().allMatch(receivers::get);
    };
  }

  /** A step of many sources whose group is said to share, and did not. */
  private Optional<Difference> lopsided() {
    var spread = new HashMap<List<Object>, BitSet>();
    var counts = new HashMap<List<Object>, Integer>();
    for (Letter each : letters.subList(judged, letters.size())) {
      Delivery predicted = delivery(each);
      if (predicted instanceof Delivery.Shared) {
        List<Object> group = List.of(each.action(), predicted);
        BitSet all = spread.computeIfAbsent(group, _ -> new BitSet());
        all.or(each.receivers());
        int count = counts.merge(group, 1, Integer::sum);
        if (count >= SOURCES_THAT_SPREAD && all.cardinality() < 2) {
          return Optional.of(difference(each));
        }
      }
    }
    return Optional.empty();
  }

  private Delivery delivery(Letter letter) {
    return verdicts.get(letter.action()) instanceof Verdict.Sent(List<Delivery> deliveries)
        ? deliveries.get(letter.source() - 1)
        : new Delivery.Nobody();
  }

  private Difference difference(Letter letter) {
    return new Difference(
        scenario,
        letter.action() + 1,
        verdicts.get(letter.action()),
        new Observation.Received(letter.source(), letter.receivers().stream().boxed().toList()));
  }
}
