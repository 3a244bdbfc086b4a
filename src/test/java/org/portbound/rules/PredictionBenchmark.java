package org.portbound.rules;

import static org.portbound.socket.ReuseOptions.ADDR;
import static org.portbound.socket.ReuseOptions.BOTH;
import static org.portbound.socket.ReuseOptions.PORT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.portbound.socket.Endpoint;

/** Prints how long predictions take; for the eye, not for the build. */
final class PredictionBenchmark {
  private static final int ROUNDS = 5;
  private static int kept;

  private PredictionBenchmark() {}

  /** Prints the median and the worst of the last rounds. */
  public static void main(String[] arguments) {
    measure("6 sockets", 200_000, mixed(6));
    measure("10,000 sockets, one address", 200, same(10_000));
    measure("10,000 sockets, 250 addresses", 200, mixed(10_000));
    System.out.println("(" + kept + " answers)");
  }

  private static List<BoundSocket> same(int count) {
    var sockets = new ArrayList<BoundSocket>(count);
    for (int i = 0; i < count; i++) {
      sockets.add(PortModelTest.at(i % 2 == 0 ? "127.0.0.1" : "::1", PORT));
    }
    return sockets;
  }

  private static List<BoundSocket> mixed(int count) {
    var sockets = new ArrayList<BoundSocket>(count);
    for (int i = 0; i < count; i++) {
      String address = i % 10 == 0 ? "0.0.0.0" : "127.0.0." + (1 + i % 250);
      sockets.add(PortModelTest.at(address, i % 3 == 0 ? BOTH : ADDR));
    }
    return sockets;
  }

  private static void measure(String what, int times, List<BoundSocket> sockets) {
    BoundSocket candidate = PortModelTest.at("127.0.0.1", ADDR);
    Endpoint source = Endpoint.parse("127.0.0.1:20001");
    Endpoint destination = candidate.local();
    measure(what + ", bind", times, () -> BindRules.predict(sockets, candidate));
    measure(
        what + ", delivery",
        times,
        () -> DeliveryRules.unicast(sockets, Arrival.overLoopback(source, destination)));
  }

  private static void measure(String what, int times, Supplier<Object> question) {
    for (int round = 0; round < ROUNDS; round++) {
      long worstNs = 0;
      long startNs = System.nanoTime();
      for (int i = 0; i < times; i++) {
        long beginNs = System.nanoTime();
        kept += question.get().hashCode() & 1;
        worstNs = Math.max(worstNs, System.nanoTime() - beginNs);
      }
      double meanUs = (System.nanoTime() - startNs) / 1_000.0 / times;
      System.out.println(
          String.format(
              Locale.ROOT, "%s: mean %.1f µs, worst %.0f µs", what, meanUs, worstNs / 1_000.0));
    }
  }
}
