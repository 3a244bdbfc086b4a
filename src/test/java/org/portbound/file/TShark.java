package org.portbound.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Wireshark's programs, as readers that know nothing of Portbound. */
final class TShark {
  private static final long TIMEOUT_S = 60;

  /** A packet's comment counts as an opinion of its own (epan/proto.h, PI_COMMENT). */
  private static final String COMMENT = "1048576";

  private TShark() {}

  /** Skips the test that asks if the program is not installed. */
  static void assumeInstalled(String program) {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    assumeTrue(there, program + " is not installed");
  }

  /** The fields of each packet, as text; what a packet does not have is empty. */
  static List<List<String>> fields(Path file, String... names) throws Exception {
    assumeInstalled("tshark");
    var command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
    // An opinion of each checksum that is there, and ours on nothing but the packet.
    command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"));
    for (String each : names) {
      command.addAll(List.of("-e", each));
    }
    return run(command).lines().map(line -> List.of(line.split("\t", -1))).toList();
  }

  /** What the program has to complain about: damaged fields, wrong lengths and checksums. */
  static List<List<String>> complaints(Path file) throws Exception {
    return fields(file, "_ws.expert.severity", "_ws.expert.message").stream()
        .filter(each -> !each.getFirst().replace(COMMENT, "").matches(",*"))
        .toList();
  }

  static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, process.exitValue(), String.join(" ", command));
      return out;
    } finally {
      process.destroyForcibly();
    }
  }
}
