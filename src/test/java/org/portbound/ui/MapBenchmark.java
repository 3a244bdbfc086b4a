package org.portbound.ui;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ToggleButton;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * How smooth the map is: the interval between frames with twenty sockets on it, idle and while
 * 10,000 datagrams a second arrive at four of their ports. Prints medians of interleaved rounds.
 */
public final class MapBenchmark {
  private static final int SENDERS = 4;
  private static final int RATE_EACH = 2_500;
  private static final int PAYLOAD_BYTES = 64;
  private static final int FOR_EVER_S = 600;
  private static final long SETTLE_MS = 1_500;
  private static final long FRAMES_MS = 4_000;

  private final Workbench workbench;
  private final Path sender;
  private final List<Endpoint> targets = new ArrayList<>();

  private MapBenchmark(Workbench workbench, Path sender) {
    this.workbench = workbench;
    this.sender = sender;
  }

  /**
   * Measures, with software rendering and without a display unless properties say otherwise.
   *
   * @param sender the compiled {@code src/bench/send.c}
   * @return frame interval at 10,000 datagrams a second, in that of the idle map
   */
  public static double measure(int rounds, Path sender) throws Exception {
    Workbench workbench = Workbench.open(Providers.standard(), 256L << 20);
    var benchmark = new MapBenchmark(workbench, sender);
    benchmark.bindTwenty();
    try (ShownWindow window = ShownWindow.of(workbench)) {
      WindowBenchmark.onFx(
          () -> {
            ((ToggleButton) window.lookup("#page-map")).setSelected(true);
            return window;
          });
      return benchmark.run(rounds);
    }
  }

  /** A reuseport group, sockets of which the newest gets all, members of a group, and others. */
  private void bindTwenty() {
    several(6, bind("127.0.0.1:0", ReuseOptions.PORT), ReuseOptions.PORT);
    several(4, bind("127.0.0.1:0", ReuseOptions.ADDR), ReuseOptions.ADDR);
    Endpoint group = Endpoint.parse("0.0.0.0:" + bind("0.0.0.0:0", ReuseOptions.ADDR).port());
    several(5, group, ReuseOptions.ADDR);
    for (int i = 0; i < 5; i++) {
      targets.add(bind("127.0.0.1:0", ReuseOptions.NONE));
    }
  }

  private void several(int count, Endpoint first, ReuseOptions reuse) {
    for (int i = 1; i < count; i++) {
      bind(first.toString(), reuse);
    }
    if (!first.isWildcard()) {
      targets.add(first);
    }
  }

  private Endpoint bind(String local, ReuseOptions reuse) {
    SocketPlan plan = SocketPlan.of(Endpoint.parse(local)).withReuse(reuse);
    if (plan.local().isWildcard()) {
      plan =
          plan.withGroups(
              List.of(
                  new GroupMembership(
                      InetAddress.ofLiteral("239.7.7.7"),
                      Interface.firstLoopback().orElseThrow().name())));
    }
    if (!(workbench.open(new ListenerPlan(plan, false))
        instanceof OpenResult.Listening(ListenerView listener))) {
      throw new IllegalStateException(local + " was refused");
    }
    return listener.local();
  }

  private double run(int rounds) throws Exception {
    var idle = new ArrayList<double[]>();
    var busy = new ArrayList<double[]>();
    for (int round = 0; round <= rounds; round++) {
      double[] still = measured();
      var sending = new ArrayList<Process>();
      for (int i = 0; i < SENDERS; i++) {
        sending.add(send(targets.get(i)));
      }
      try {
        double[] moving = measured();
        if (round > 0) {
          idle.add(still);
          busy.add(moving);
        }
      } finally {
        for (Process each : sending) {
          each.destroyForcibly().waitFor();
        }
      }
    }
    print("the map idle", idle);
    print("the map at 10,000/s", busy);
    return WindowBenchmark.ratio(busy, idle);
  }

  private Process send(Endpoint to) throws Exception {
    return new ProcessBuilder(
            sender.toString(),
            "127.0.0.1",
            String.valueOf(to.port()),
            String.valueOf(PAYLOAD_BYTES),
            String.valueOf(FOR_EVER_S),
            String.valueOf(RATE_EACH))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Mean and 99th percentile of the frame interval in ms, datagrams a second. */
  private double[] measured() throws Exception {
    Thread.sleep(SETTLE_MS);
    long before = workbench.log().end();
    long startNs = System.nanoTime();
    double[] frames = WindowBenchmark.frames(FRAMES_MS, nowNs -> {});
    double seconds = (System.nanoTime() - startNs) / 1e9;
    return new double[] {frames[0], frames[1], (workbench.log().end() - before) / seconds};
  }

  private static void print(String what, List<double[]> rounds) {
    System.out.printf(
        Locale.ROOT,
        "%s: interval %.1f ms, 99th percentile %.1f ms; %,.0f datagrams/s arrived%n",
        what,
        WindowBenchmark.median(rounds, 0),
        WindowBenchmark.median(rounds, 1),
        WindowBenchmark.median(rounds, 2));
  }
}
