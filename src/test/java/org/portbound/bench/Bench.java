package org.portbound.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.portbound.ui.MapBenchmark;
import org.portbound.ui.WindowBenchmark;

/**
 * Measures Portbound beside other programs and prints ratios; for the eye, not for the build. Needs
 * Linux, gcc, taskset and two cores; in a network namespace of its own where it may make one.
 *
 * <ul>
 *   <li>{@code mvn -Pbench} — all there is but the window
 *   <li>{@code mvn -Pbench -Dbench=flood,paced} — some of {@code flood}, {@code paced}, {@code
 *       record}, {@code send}, {@code filter}, {@code who}: the list of holders, {@code window}:
 *       frames, clicks and scrolling, {@code window-flood}: what the window receives, and {@code
 *       map}: frames of the map
 *   <li>{@code -Dbench.runs=7 -Dbench.run-seconds=1.5} — how often, how long
 *   <li>{@code -Dbench.seconds=60} or {@code -Dbench.datagrams=100000000} — how long a paced run is
 *   <li>{@code -Dbench.sender-core=0 -Dbench.receiver-core=1} — which cores
 *   <li>{@code -Dbench.keep=268435456} — bytes of datagrams that the receivers keep
 * </ul>
 */
public final class Bench {
  private static final String INSIDE = "bench.inside";
  private static final double DEFAULT_RATE = 1_000_000;

  private static boolean met = true;

  private Bench() {}

  /** Runs what the properties say; status 1 if a bar was not met. */
  public static void main(String[] arguments) throws Exception {
    if (System.getProperty(INSIDE) == null) {
      List<String> namespace = namespace();
      if (!namespace.isEmpty()) {
        System.exit(again(namespace));
      }
      System.out.println("no network namespace may be made here: other traffic counts too");
    }
    List<String> modes =
        List.of(System.getProperty("bench", "flood,paced,record,send,filter").split(","));
    var settings = Settings.read();
    double[] rates = {DEFAULT_RATE, DEFAULT_RATE};
    if (modes.contains("flood")) {
      rates = new FloodBench(settings).run();
    }
    if (modes.contains("paced")) {
      new PacedBench(settings).run(rates);
    }
    if (modes.contains("record")) {
      new RecordBench(settings).run();
    }
    if (modes.contains("send")) {
      new SendBench(settings).run();
    }
    if (modes.contains("filter")) {
      new FilterBench(settings).run();
    }
    if (modes.contains("who")) {
      new HoldersBench(settings).run();
    }
    if (modes.contains("window")) {
      WindowBenchmark.Figures window =
          WindowBenchmark.measure(settings.runs(), settings.tools().resolve("send"));
      limit("frame interval, flood to calm", window.floodRatio(), 1.25);
      limit("a click is answered within, in ms", window.clickMs(), 100);
      limit("frame interval, 10,000,000 rows to 1,000", window.scrollRatio(), 1.25);
    }
    if (modes.contains("window-flood")) {
      new WindowFloodBench(settings).run();
    }
    if (modes.contains("map")) {
      double ratio = MapBenchmark.measure(settings.runs(), settings.tools().resolve("send"));
      limit("frame interval of the map, 10,000/s to idle", ratio, 1.25);
    }
    System.exit(met ? 0 : 1);
  }

  /** How to enter a network namespace, or nothing if it cannot be made. */
  private static List<String> namespace() throws Exception {
    for (String options : new String[] {"-n", "-rn"}) {
      Process tried =
          new ProcessBuilder("unshare", options, "ip", "link", "set", "lo", "up").start();
      if (tried.waitFor() == 0) {
        return List.of("unshare", options, "sh", "-c", "ip link set lo up; exec \"$@\"", "sh");
      }
    }
    return List.of();
  }

  /** The same once more, in a namespace. */
  private static int again(List<String> namespace) throws Exception {
    var command = new ArrayList<>(namespace);
    command.add(Settings.java());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("bench") || name.startsWith("portbound."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(
        List.of(
            "-D" + INSIDE + "=yes",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Prints a ratio that must be at least so much. */
  static void bar(String what, double ratio, double atLeast) {
    tell(what, String.format(Locale.ROOT, "%.2f", ratio), "at least " + atLeast, ratio >= atLeast);
  }

  /** Prints a figure that must be at most so much. */
  static void limit(String what, double figure, double atMost) {
    tell(
        what,
        String.format(Locale.ROOT, "%,.2f", figure),
        "at most "
            + (atMost == Math.rint(atMost)
                ? String.format(Locale.ROOT, "%,.0f", atMost)
                : String.valueOf(atMost)),
        figure <= atMost);
  }

  private static void tell(String what, String figure, String wanted, boolean good) {
    met &= good;
    System.out.printf("%-40s %s (%s: %s)%n", what, figure, wanted, good ? "met" : "NOT met");
  }
}
