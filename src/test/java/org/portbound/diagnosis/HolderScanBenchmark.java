package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.portbound.socket.FlagReader;

/**
 * How long the list of holders takes on a busy machine: 10,000 sockets in 2,000 processes, in a
 * made-up /proc. Prints milliseconds; no test, for it measures.
 */
final class HolderScanBenchmark {
  private static final int SOCKETS = 10_000;
  private static final int PROCESSES = 2_000;
  private static final int OTHER_FILES = 20;
  private static final int RUNS = 10;

  private HolderScanBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    Path proc = Files.createTempDirectory("portbound-proc");
    try {
      tree(proc);
      for (int run = 1; run <= RUNS; run++) {
        long begin = System.nanoTime();
        HolderScan scan = Holders.scan(proc, port -> true, List.of(), FlagReader.NONE);
        long elapsedMs = (System.nanoTime() - begin) / 1_000_000;
        System.out.println(
            "run " + run + ": " + scan.holders().size() + " sockets, " + elapsedMs + " ms");
      }
    } finally {
      try (Stream<Path> files = Files.walk(proc)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
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
