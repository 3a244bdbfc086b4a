package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.text.Texts;

/** The commands that predict, and that hold predictions against the kernel. */
@Timeout(240)
final class MatrixAndPredictTest {
  private static final String BIND = "{\"actions\":[{\"do\":\"bind\",\"address\":\"127.0.0.1\"}]}";

  private static Captured predict(String input) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, true, UTF_8),
            UTF_8,
            false,
            Texts.in(Locale.ENGLISH));
    int status = Cli.run(terminal, new ByteArrayInputStream(input.getBytes(UTF_8)), "predict");
    return new Captured(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void eachLineHasItsAnswer() {
    Captured result = predict(BIND + "\n\n" + BIND);
    assertEquals(ExitStatus.OK, result.status(), result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("{\"line\":1,"), result.out());
    assertTrue(lines.get(1).startsWith("{\"line\":3,"), "an empty line counts, and says nothing");
  }

  @Test
  void nonsenseIsToldWithItsLineAndTheRestGoesOn() {
    Captured result =
        predict(
            "nonsense\u001b[31m\n"
                + BIND
                + "\n"
                + BIND.replace("bind", "dance")
                + "\n"
                + " ".repeat((1 << 24) + 1)
                + "\n"
                + BIND);
    assertEquals(ExitStatus.REFUSED, result.status());
    assertEquals(2, result.out().lines().count(), result.out());
    List<String> told = result.err().lines().toList();
    assertEquals(3, told.size(), result.err());
    assertTrue(told.get(0).startsWith("line 1: this is not a line of JSON"), told.get(0));
    assertTrue(told.get(1).startsWith("line 3, step 1: \"dance\" is not a step"), told.get(1));
    assertTrue(told.get(2).startsWith("line 4: longer than"), told.get(2));
    assertTrue(result.err().indexOf('\u001b') < 0, "it cannot act on the terminal");
  }

  /** A process that has asked and waits for more: its descriptors show that no socket is open. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void predictingOpensNoSocket() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                "org.portbound.Main",
                "predict")
            .start();
    try (var answers = process.inputReader(UTF_8);
        var questions = process.outputWriter(UTF_8)) {
      questions.write(BIND + "\n");
      questions.flush();
      assertTrue(answers.readLine().contains("port-free"));
      try (var descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
        for (Path each : descriptors.toList()) {
          if (Files.isSymbolicLink(each)) {
            String target = Files.readSymbolicLink(each).toString();
            assertTrue(!target.startsWith("socket:"), target);
          }
        }
      }
    } finally {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    assertEquals(ExitStatus.OK, process.waitFor());
  }

  @Test
  void theMatrixIsATableValuesOrJson() throws IOException {
    Captured table = Captured.run("matrix");
    assertEquals(ExitStatus.OK, table.status(), table.out() + table.err());
    assertTrue(table.out().contains("127.0.0.1 -> 127.0.0.1 "), table.out());
    assertTrue(table.out().contains("answers of this kernel are the predicted ones"));
    Captured csv = Captured.run("matrix", "--csv");
    assertTrue(csv.out().startsWith("user,first_address,"), csv.out());
    assertTrue(csv.out().contains("\r\n"), "RFC 4180");
    Captured json = Captured.run("matrix", "--json");
    for (String line : json.out().lines().toList()) {
      assertEquals("cell", JSON.std.mapFrom(line).get("event"));
    }
    assertEquals(csv.out().lines().count() - 1, json.out().lines().count());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void randomScenariosAreCountedAndTheSeedIsTold() throws IOException {
    Captured text = Captured.run("matrix", "--random", "20", "--seed", "7");
    assertEquals(ExitStatus.OK, text.status(), text.out() + text.err());
    assertEquals("", text.out());
    assertTrue(text.err().startsWith("20 scenarios with "), text.err());
    assertTrue(text.err().contains("seed 7: no difference."), text.err());
    Captured json = Captured.run("matrix", "--random", "20", "--json");
    String summary = json.err().lines().findFirst().orElseThrow();
    assertEquals(20, JSON.std.mapFrom(summary).get("scenarios"));
  }
}
