package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * How long the list of all sockets takes in the window's process, and whether the window stands
 * still meanwhile: the longest interval between two frames with their page in sight, which looks
 * anew every two seconds, and with the desk in sight, which does not.
 */
public final class PortsBenchmark {
  private static final long LISTED_S = 120;
  private static final long ROUND_MS = 8_000;

  private PortsBenchmark() {}

  /**
   * What came out.
   *
   * @param firstMs from the click on the page until its first list is in sight
   * @param lists how long each list after it took, in ms
   * @param desk the longest interval between two frames of each round with the desk, in ms
   * @param ports the same with the page of all sockets
   */
  public record Figures(double firstMs, List<Double> lists, List<Double> desk, List<Double> ports) {
    /** Copies the lists. */
    public Figures {
      lists = List.copyOf(lists);
      desk = List.copyOf(desk);
      ports = List.copyOf(ports);
    }

    /** The median of the lists after the first, in ms. */
    public double listMs() {
      return median(lists);
    }

    /** The median of the rounds with the page of all sockets, in ms. */
    public double longestMs() {
      return median(ports);
    }
  }

  /**
   * Measures, with software rendering and without a display unless properties say otherwise.
   *
   * @param sockets how many there are at least
   */
  public static Figures measure(int rounds, int sockets) throws Exception {
    System.getProperties().putIfAbsent("prism.order", "sw");
    System.getProperties().putIfAbsent("glass.platform", "Headless");
    var started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    var app = new PortboundApp();
    Workbench workbench = Workbench.open(Providers.standard(), 256L << 20);
    Stage stage = WindowBenchmark.onFx(Stage::new);
    WindowBenchmark.onFx(
        () -> {
          app.show(stage, workbench, Settings.unsaved());
          return stage;
        });
    WindowBenchmark.frames(ROUND_MS, nowNs -> {});
    double firstMs = firstList(stage, sockets);
    var desk = new ArrayList<Double>();
    var ports = new ArrayList<Double>();
    var lists = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      desk.add(longest(stage, "#page-desk"));
      lists.add(listMs(workbench));
      ports.add(longest(stage, "#page-ports"));
    }
    WindowBenchmark.onFx(
        () -> {
          app.stop();
          return stage;
        });
    var figures = new Figures(firstMs, lists, desk, ports);
    System.out.printf(
        Locale.ROOT,
        "the longest interval between two frames: the desk %s ms, the list of %,d sockets %s ms%n",
        words(desk),
        sockets,
        words(ports));
    return figures;
  }

  private static String words(List<Double> figures) {
    return String.format(Locale.ROOT, "%.0f", median(figures)) + " (" + figures.size() + " rounds)";
  }

  private static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(each -> each).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void choose(Stage stage, String page) {
    ((ToggleButton) stage.getScene().lookup(page)).setSelected(true);
  }

  private static double firstList(Stage stage, int sockets) throws Exception {
    var listed = new CompletableFuture<Double>();
    Platform.runLater(
        () -> {
          long startNs = System.nanoTime();
          choose(stage, "#page-ports");
          new AnimationTimer() {
            @Override
            public void handle(long nowNs) {
              String count = ((Labeled) stage.getScene().lookup("#ports-count")).getText();
              String digits = count.replaceAll("\\D", "");
              if (!digits.isEmpty() && Long.parseLong(digits) >= sockets) {
                stop();
                listed.complete((System.nanoTime() - startNs) / 1e6);
              }
            }
          }.start();
        });
    return listed.get(LISTED_S, TimeUnit.SECONDS);
  }

  private static double listMs(Workbench workbench) {
    long startNs = System.nanoTime();
    workbench.outlook().holdersOnAllPorts();
    return (System.nanoTime() - startNs) / 1e6;
  }

  private static double longest(Stage stage, String page) throws Exception {
    WindowBenchmark.onFx(
        () -> {
          choose(stage, page);
          return stage;
        });
    // The change of the page itself does not count.
    WindowBenchmark.frames(1_000, nowNs -> {});
    return WindowBenchmark.frames(ROUND_MS, nowNs -> {})[2];
  }
}
