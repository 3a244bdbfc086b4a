package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script in target/app, held against a Java that prints its release and its arguments. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  private static final Path APP = Path.of(System.getProperty("portbound.app"));

  @TempDir Path directory;

  @Test
  void startsTheModuleOnTheJavaOfTheEnvironment() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("portbound"), script());
    List<String> lines =
        run(link, javaOf("25.0.1"), javaOf("26"), "send", "127.0.0.1:1", "two words", "$x");
    assertEquals(
        List.of(
            "25.0.1",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--module-path=" + APP.toRealPath(),
            "@" + APP.toRealPath() + "/portbound.args",
            "send",
            "127.0.0.1:1",
            "two words",
            "$x"),
        lines);
  }

  /** What receives for long gains from the better compiler and collector. */
  @Test
  void aListenerHasJavasOwnChoices() throws Exception {
    List<String> lines = run(script(), javaOf("25"), javaOf("26"), "listen", "127.0.0.1:1");
    assertEquals("--module-path=" + APP.toRealPath(), lines.get(1));
  }

  @Test
  void passesOverAJavaThatIsTooOld() throws Exception {
    Path newer = javaOf("26");
    List<String> lines = run(script(), javaOf("17.0.2"), newer, "--version");
    assertEquals("--version", lines.getLast());
    assertEquals("26", lines.getFirst());
  }

  @Test
  void theArgumentFileHoldsTheOptions() throws IOException {
    String options = Files.readString(APP.resolve("portbound.args"));
    String access = System.getProperty("portbound.native-access");
    assertTrue(options.contains("--enable-native-access=" + access + "\n"), options);
    assertTrue(options.contains("--module=org.portbound\n"), options);
  }

  private static Path script() {
    return APP.resolve("bin").resolve("portbound");
  }

  private Path javaOf(String version) throws IOException {
    Path home = Files.createDirectories(directory.resolve("jdk " + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' " + version + " \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static List<String> run(Path script, Path home, Path onPath, String... arguments)
      throws Exception {
    var command = new ArrayList<String>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().merge("PATH", onPath + "/bin", (path, first) -> first + ":" + path);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), out);
    return out.lines().toList();
  }
}
