package org.portbound.diagnosis.arrival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.portbound.diagnosis.SystemUsers;

/**
 * Runs {@code nft list ruleset}, which reads and changes nothing. Only as root: for others the
 * kernel refuses it.
 */
final class NftCommand implements FirewallReader {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/nft"), Path.of("/sbin/nft"), Path.of("/usr/bin/nft"));

  private static final long TIMEOUT_MS = 2_000;

  private final List<Path> places;

  NftCommand() {
    this(PLACES);
  }

  /** For tests: commands elsewhere. */
  NftCommand(List<Path> places) {
    this.places = places;
  }

  @Override
  public Optional<String> ruleset() {
    Optional<Path> command = places.stream().filter(Files::isExecutable).findFirst();
    return command.isEmpty() || SystemUsers.effectiveUid() != 0
        ? Optional.empty()
        : run(command.get());
  }

  private static Optional<String> run(Path command) {
    try {
      Process process =
          new ProcessBuilder(command.toString(), "list", "ruleset")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var output = new CompletableFuture<byte[]>();
      Thread.ofVirtual().name("diagnosis-nft").start(() -> output.complete(output(process)));
      if (!process.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0
          ? Optional.of(new String(output.join(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      // It cannot be started: the rules stay unknown, which is what an empty answer says.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static byte[] output(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      // It was ended while it wrote; its exit status says so too.
      return new byte[0];
    }
  }
}
