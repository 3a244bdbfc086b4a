package org.portbound.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.MadeUpRows;
import org.portbound.capture.Marks;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketPlan;
import org.portbound.ui.traffic.TrafficPane;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * How smooth the window is: the interval between frames while real datagrams arrive at 1,000 and at
 * 200,000 a second, how soon a click is answered then, and scrolling through many rows. Prints
 * medians of interleaved rounds; for the eye, not for the build.
 *
 * <p>The sender is the C program that the other benchmarks use. A click is answered when the frame
 * that shows its effect has been drawn, which is known when the frame after it begins.
 */
public final class WindowBenchmark {
  private static final int PAYLOAD_BYTES = 64;

  /** Longer than a round takes; the sender is ended. */
  private static final int FOR_EVER_S = 600;

  private static final int CALM_RATE = 1_000;
  private static final int FLOOD_RATE = 210_000;
  private static final long SETTLE_MS = 700;
  private static final long FRAMES_MS = 2_500;
  private static final int CLICKS = 40;
  private static final int CLICK_PAUSE_MS = 60;
  private static final long SCROLL_MS = 1_500;
  private static final long FEW_ROWS = 1_000;
  private static final long MANY_ROWS = 10_000_000;

  private final Workbench workbench;
  private final ShownWindow window;
  private final Path sender;
  private final int port;
  private final List<Double> clicksMs = new ArrayList<>();

  private WindowBenchmark(Workbench workbench, ShownWindow window, Path sender, int port) {
    this.workbench = workbench;
    this.window = window;
    this.sender = sender;
    this.port = port;
  }

  /**
   * What came out.
   *
   * @param floodRatio frame interval in the flood, in that at 1,000 datagrams a second
   * @param clickMs 99th percentile of the time until a click is answered in the flood
   * @param scrollRatio frame interval while scrolling through 10 million rows, in that of 1,000
   */
  public record Figures(double floodRatio, double clickMs, double scrollRatio) {}

  /**
   * Measures, with software rendering and without a display unless properties say otherwise.
   *
   * @param sender the compiled {@code src/bench/send.c}
   */
  public static Figures measure(int rounds, Path sender) throws Exception {
    Workbench workbench = Workbench.open(Providers.standard(), 256L << 20);
    var plan = new ListenerPlan(SocketPlan.of(Endpoint.parse("127.0.0.1:0")), false);
    if (!(workbench.open(plan) instanceof OpenResult.Listening open)) {
      throw new IllegalStateException("the listener was refused");
    }
    int port = open.listener().local().port();
    try (ShownWindow window = ShownWindow.of(workbench)) {
      return new WindowBenchmark(workbench, window, sender, port).run(rounds);
    }
  }

  private Figures run(int rounds) throws Exception {
    var calm = new ArrayList<double[]>();
    var flood = new ArrayList<double[]>();
    var few = new ArrayList<double[]>();
    var many = new ArrayList<double[]>();
    for (int round = 0; round <= rounds; round++) {
      double[] slow = underLoad(CALM_RATE, false);
      double[] fast = underLoad(FLOOD_RATE, round > 0);
      if (round > 0) {
        calm.add(slow);
        flood.add(fast);
      }
    }
    TrafficPane pane = (TrafficPane) window.lookup(".pb-traffic-pane");
    for (int round = 0; round <= rounds; round++) {
      double[] low = scrolling(pane, FEW_ROWS);
      double[] high = scrolling(pane, MANY_ROWS);
      if (round > 0) {
        few.add(low);
        many.add(high);
      }
    }
    print("frames at 1,000/s", calm);
    print("frames at " + FLOOD_RATE + "/s", flood);
    double[] clicks = clicksMs.stream().mapToDouble(each -> each).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "clicks during the flood: %d, median %.1f ms, 99th percentile %.1f ms, worst"
            + " %.1f ms%n",
        clicks.length,
        clicks[clicks.length / 2],
        clicks[clicks.length * 99 / 100],
        clicks[clicks.length - 1]);
    print("scrolling 1,000 rows", few);
    print("scrolling 10,000,000 rows", many);
    return new Figures(ratio(flood, calm), clicks[clicks.length * 99 / 100], ratio(many, few));
  }

  private static void print(String what, List<double[]> rounds) {
    System.out.printf(
        Locale.ROOT,
        "%s: interval %.1f ms, 99th percentile %.1f ms; %,.0f datagrams/s arrived, %,.0f dropped%n",
        what,
        median(rounds, 0),
        median(rounds, 1),
        median(rounds, 2),
        median(rounds, 3));
  }

  static double median(List<double[]> rounds, int figure) {
    double[] sorted = rounds.stream().mapToDouble(each -> each[figure]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  static double ratio(List<double[]> of, List<double[]> to) {
    return median(of, 0) / median(to, 0);
  }

  /** Mean and 99th percentile of the frame interval in ms, datagrams a second, dropped. */
  private double[] underLoad(int rate, boolean clicking) throws Exception {
    Process sending =
        new ProcessBuilder(
                sender.toString(),
                "127.0.0.1",
                String.valueOf(port),
                String.valueOf(PAYLOAD_BYTES),
                String.valueOf(FOR_EVER_S),
                String.valueOf(rate))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      long quietEnd = workbench.log().end();
      while (workbench.log().end() < quietEnd + rate / 10) {
        Thread.sleep(10);
      }
      Thread.sleep(SETTLE_MS);
      long endBefore = workbench.log().end();
      long droppedBefore = dropped();
      long startNs = System.nanoTime();
      double[] frames = frames(FRAMES_MS, nowNs -> {});
      double seconds = (System.nanoTime() - startNs) / 1e9;
      double arrived = (workbench.log().end() - endBefore) / seconds;
      double lost = dropped() - droppedBefore;
      if (clicking) {
        click();
      }
      return new double[] {frames[0], frames[1], arrived, lost};
    } finally {
      sending.destroyForcibly().waitFor();
    }
  }

  private long dropped() {
    return workbench.listeners().stream().mapToLong(each -> each.droppedByKernel().orElse(0)).sum();
  }

  /** Clicks on a row, then on the way back to the newest, again and again. */
  private void click() throws Exception {
    for (int i = 0; i < CLICKS; i++) {
      Node target =
          onFx(
              () -> {
                Node follow = window.lookup("#traffic-follow");
                return follow.isVisible() ? follow : window.lookup("#traffic-table");
              });
      clicksMs.add(answerMs(target));
      Thread.sleep(CLICK_PAUSE_MS + ThreadLocalRandom.current().nextInt(CLICK_PAUSE_MS));
    }
    Node follow = window.lookup("#traffic-follow");
    if (follow.isVisible()) {
      answerMs(follow);
    }
    onFx(
        () -> {
          ((Button) window.lookup("#detail-close")).fire();
          return follow;
        });
  }

  /** From the click until the frame that shows its effect has been drawn. */
  private double answerMs(Node target) throws Exception {
    var answered = new CompletableFuture<Long>();
    long startNs = System.nanoTime();
    onFx(
        () -> {
          Bounds bounds = target.localToScreen(target.getLayoutBounds());
          var robot = new Robot();
          robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
          Node follow = window.lookup("#traffic-follow");
          boolean following = !follow.isVisible();
          new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long nowNs) {
              if (follow.isVisible() == following) {
                frames++;
              }
              if (frames == 2) {
                stop();
                answered.complete(System.nanoTime());
              }
            }
          }.start();
          return target;
        });
    return (answered.get(30, TimeUnit.SECONDS) - startNs) / 1e6;
  }

  private double[] scrolling(TrafficPane pane, long rows) throws Exception {
    DatagramRows source = new MadeUpRows(1, rows + 1);
    ScrollBar bar =
        onFx(
            () -> {
              pane.showRows(source, new Marks());
              return (ScrollBar) window.lookup("#traffic-scroll");
            });
    long[] step = {0};
    double[] frames =
        frames(
            SCROLL_MS,
            nowNs -> {
              step[0]++;
              bar.setValue(bar.getMax() * (step[0] % 200) / 200);
            });
    return new double[] {frames[0], frames[1], 0, 0};
  }

  /** Mean, 99th percentile and longest of the intervals between frames, in ms. */
  static double[] frames(long forMs, LongConsumer eachFrame) throws Exception {
    var done = new CompletableFuture<double[]>();
    Platform.runLater(
        () ->
            new AnimationTimer() {
              private final List<Long> at = new ArrayList<>();

              @Override
              public void handle(long nowNs) {
                long realNs = System.nanoTime();
                at.add(realNs);
                if (realNs - at.getFirst() > forMs * 1_000_000) {
                  stop();
                  done.complete(intervals(at));
                } else {
                  eachFrame.accept(realNs);
                }
              }
            }.start());
    return done.get(60, TimeUnit.SECONDS);
  }

  private static double[] intervals(List<Long> at) {
    double[] ms = new double[at.size() - 1];
    for (int i = 0; i < ms.length; i++) {
      ms[i] = (at.get(i + 1) - at.get(i)) / 1e6;
    }
    Arrays.sort(ms);
    return new double[] {
      Arrays.stream(ms).average().orElse(0), ms[ms.length * 99 / 100], ms[ms.length - 1]
    };
  }

  static <T> T onFx(Callable<T> action) throws Exception {
    var done = new CompletableFuture<T>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(60, TimeUnit.SECONDS);
  }
}
