package org.portbound.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.portbound.socket.FlagReader;

/**
 * How long the list of holders takes on a busy machine: 10,000 sockets in 2,000 processes, in a
 * made-up /proc, or in the real one if the argument is {@code /proc}. Each of the JVMs is fresh;
 * what counts is its first scan. Prints milliseconds; no test, for it measures.
 */
final class HolderScanBenchmark {
  private static final int SOCKETS = 10_000;
  private static final int PROCESSES = 2_000;
  private static final int OTHER_FILES = 20;
  private static final int JVMS = 7;
  private static final int RUNS = 10;
  private static final String ONE_JVM = "--one-jvm";

  private HolderScanBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2 && arguments[0].equals(ONE_JVM)) {
      scans(Path.of(arguments[1]));
    } else if (arguments.length == 1) {
      jvms(Path.of(arguments[0]));
    } else {
      Path proc = Files.createTempDirectory("portbound-proc");
      try {
        tree(proc);
        jvms(proc);
      } finally {
        try (Stream<Path> files = Files.walk(proc)) {
          for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
    }
  }

  private static void scans(Path proc) {
    for (int run = 0; run < RUNS; run++) {
      long begin = System.nanoTime();
      var reading =
          new HolderReading(
              new SystemFiles(proc, proc.resolve("no-names")),
              HolderReading.ALL_PORTS,
              List.of(),
              FlagReader.NONE);
      HolderScan scan = reading.everywhere();
      long elapsedMs = (System.nanoTime() - begin) / 1_000_000;
      System.out.println(elapsedMs + " " + scan.holders().size());
    }
  }

  private static void jvms(Path proc) throws IOException {
    var first = new ArrayList<Long>();
    var last = new ArrayList<Long>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      List<String> lines = scansOfFreshJvm(proc);
      System.out.println("ms and sockets: " + String.join(", ", lines));
      first.add(milliseconds(lines.getFirst()));
      last.add(milliseconds(lines.getLast()));
    }
    System.out.println("median of first scans " + median(first) + " ms, of last " + median(last));
  }

  private static long milliseconds(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static List<String> scansOfFreshJvm(Path proc) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HolderScanBenchmark.class.getName(),
                ONE_JVM,
                proc.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      return output.lines().toList();
    }
  }

  private static void tree(Path proc) throws IOException {
    Files.createDirectories(proc.resolve("net"));
    var lines = new StringBuilder("  sl  local_address rem_address ...\n");
    for (int i = 0; i < SOCKETS; i++) {
      lines.append(
          "%5d: 0100007F:%04X 00000000:0000 07 00000000:00000000 00:00000000 00000000 %5d %8d %d 2 0 0%n"
              .formatted(i, 1024 + i, 1000, 0, 100_000 + i));
    }
    Files.writeString(proc.resolve("net/udp"), lines);
    for (int i = 0; i < PROCESSES; i++) {
      Path process = Files.createDirectories(proc.resolve(String.valueOf(1000 + i)));
      Path table = Files.createDirectories(process.resolve("net")).resolve("udp");
      Files.createLink(table, proc.resolve("net/udp"));
      Path descriptors = Files.createDirectories(process.resolve("fd"));
      Files.writeString(process.resolve("comm"), "made-up\n");
      Files.writeString(process.resolve("cmdline"), "made-up\0--number\0" + i);
      Files.writeString(process.resolve("stat"), (1000 + i) + " (made-up) S 1");
      for (int file = 0; file < OTHER_FILES; file++) {
        Files.createSymbolicLink(
            descriptors.resolve(String.valueOf(file)), Path.of("pipe:[" + file + "]"));
      }
      for (int socket = i; socket < SOCKETS; socket += PROCESSES) {
        Files.createSymbolicLink(
            descriptors.resolve(String.valueOf(100 + socket)),
            Path.of("socket:[" + (100_000 + socket) + "]"));
      }
    }
  }
}
