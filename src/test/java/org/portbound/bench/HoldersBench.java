package org.portbound.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.spi.ToolProvider;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.Holders;
import org.portbound.socket.SocketProvider;
import org.portbound.ui.PortsBenchmark;
import org.portbound.workbench.Providers;

/**
 * How long the list of holders takes where 2,000 processes hold 10,000 sockets: the first list of a
 * fresh JVM, once its socket provider is there, as {@code portbound who} has it; that command as a
 * whole; and the list of the window, and whether the window stands still meanwhile.
 */
public final class HoldersBench {
  private static final int PROCESSES = 2_000;
  private static final int SOCKETS = 10_000;
  private static final int OTHER_FILES = 20;
  private static final int SCANS = 8;
  private static final double MAX_MS = 300;

  /** What still looks like motion, and not like standing still. */
  private static final double MAX_FRAME_MS = 100;

  private final Settings settings;

  HoldersBench(Settings settings) {
    this.settings = settings;
  }

  /** What a fresh JVM measures. */
  private record Figures(double providerMs, double firstMs, double lastMs) {
    static Figures parse(String line) {
      String[] fields = line.split(" ");
      return new Figures(
          Double.parseDouble(fields[0]),
          Double.parseDouble(fields[1]),
          Double.parseDouble(fields[2]));
    }
  }

  void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "who: %,d sockets in %,d processes with %d other descriptors each, median of %d%n",
        SOCKETS,
        PROCESSES,
        OTHER_FILES,
        settings.runs());
    Process holders =
        new ProcessBuilder(
                settings.tools().resolve("hold").toString(),
                String.valueOf(PROCESSES),
                String.valueOf(SOCKETS),
                String.valueOf(OTHER_FILES))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!"ready".equals(holders.inputReader().readLine())) {
        throw new IOException("hold did not get as far as it should");
      }
      List<String> plain = freshJvm();
      List<String> cached = withCache();
      var figures = new ArrayList<Figures>();
      var cachedFigures = new ArrayList<Figures>();
      var commands = new ArrayList<Double>();
      for (int run = 0; run < settings.runs(); run++) {
        figures.add(Figures.parse(lastLine(plain)));
        cachedFigures.add(Figures.parse(lastLine(cached)));
        long begin = System.nanoTime();
        lastLine(List.of("target/app/bin/portbound", "who"));
        commands.add(milliseconds(begin));
      }
      Bench.limit(
          "first list with a start cache, ms", median(cachedFigures, Figures::firstMs), MAX_MS);
      Bench.limit("list once warm, ms", median(figures, Figures::lastMs), MAX_MS);
      System.out.printf(
          Locale.ROOT,
          "first list without a start cache %.0f ms, its provider loaded before in %.0f ms, whole"
              + " command %.0f ms%n",
          median(figures, Figures::firstMs),
          median(figures, Figures::providerMs),
          commands.stream().sorted().skip(commands.size() / 2).findFirst().orElseThrow());
      PortsBenchmark.Figures window = PortsBenchmark.measure(settings.runs(), SOCKETS);
      Bench.limit("list in the window's process, ms", window.listMs(), MAX_MS);
      System.out.printf(
          Locale.ROOT, "the first, from the click to the picture %.0f ms%n", window.firstMs());
      Bench.limit("longest interval between frames, ms", window.longestMs(), MAX_FRAME_MS);
    } finally {
      holders.destroy();
      holders.waitFor();
    }
  }

  private static double median(List<Figures> all, ToDoubleFunction<Figures> figure) {
    List<Figures> sorted = all.stream().sorted(Comparator.comparingDouble(figure)).toList();
    return figure.applyAsDouble(sorted.get(sorted.size() / 2));
  }

  /**
   * The same with a start cache of what it does, as the installed program has one. Those hold for
   * archives alone.
   */
  private List<String> withCache() throws Exception {
    Path folder = Files.createDirectories(settings.tools().resolve("who"));
    var archives = new ArrayList<String>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Files.isDirectory(Path.of(each))) {
        String archive = folder.resolve(archives.size() + ".jar").toString();
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        jar.run(System.out, System.err, "--create", "--file", archive, "-C", each, ".");
        archives.add(archive);
      } else {
        archives.add(each);
      }
    }
    List<String> command = freshJvm();
    command.set(
        command.indexOf(System.getProperty("java.class.path")),
        String.join(File.pathSeparator, archives));
    String cache = folder.resolve("who.aot").toString();
    var training = new ArrayList<>(command);
    training.add(1, "-XX:AOTCacheOutput=" + cache);
    lastLine(training);
    command.add(1, "-XX:AOTCache=" + cache);
    return command;
  }

  private static List<String> freshJvm() {
    var command = new ArrayList<String>();
    command.add(Settings.java());
    // The options are those with which bin/portbound starts this command.
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages",
            "-Xmn32m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            HoldersBench.class.getName()));
    return command;
  }

  private static String lastLine(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String last = "";
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
    return last;
  }

  private static double milliseconds(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  /** The fresh JVM: prints how long the provider, the first list and the last one took. */
  public static void main(String[] arguments) {
    long begin = System.nanoTime();
    SocketProvider provider = Providers.standard();
    double providerMs = milliseconds(begin);
    var scans = new ArrayList<Double>();
    for (int i = 0; i < SCANS; i++) {
      begin = System.nanoTime();
      HolderScan scan = Holders.onAllPorts(List.of(), provider.flagReader());
      scans.add(milliseconds(begin));
      check(scan);
    }
    System.out.printf(
        Locale.ROOT, "%.1f %.1f %.1f%n", providerMs, scans.getFirst(), scans.getLast());
  }

  private static void check(HolderScan scan) {
    long complete = scan.holders().stream().filter(HoldersBench::complete).count();
    if (complete < SOCKETS) {
      throw new IllegalStateException(
          "only " + complete + " sockets with process and options: run it as root");
    }
  }

  private static boolean complete(Holder holder) {
    return holder.flags() != null && !holder.processes().isEmpty();
  }
}
