package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a workbench file holds is told, and what is wrong in it, by line. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class WorkbenchCommandTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("class.portbound"), content);
  }

  @Test
  void aSoundFileIsTold() throws IOException {
    Path file =
        file("{\"portbound-workbench\": 1, \"listeners\": [{\"bind\": \"127.0.0.1:12345\"}]}");
    Captured told = Captured.run("workbench", "check", file.toString());
    assertEquals(ExitStatus.OK, told.status(), told.err());
    assertTrue(told.out().contains("127.0.0.1:12345"), told.out());
    assertTrue(told.out().contains("listeners 1, messages 0, filters 0"), told.out());
  }

  @Test
  void mistakesAndWhatIsMissingHereAreTold() throws IOException {
    Path file =
        file(
            """
            {"portbound-workbench": 1, "listeners": [
              {"bind": "0.0.0.0:1", "groups": ["239.1.2.3@nowhere0"]},
              {"bind": "\\u001b[31m"}]}
            """);
    Captured told = Captured.run("workbench", "check", file.toString());
    assertEquals(ExitStatus.REFUSED, told.status());
    assertTrue(told.out().contains("no interface nowhere0"), told.out());
    assertTrue(told.err().contains("line 3") || told.err().contains(":3"), told.err());
    assertEquals(-1, told.err().indexOf('\u001b'), told.err());
    Captured json = Captured.run("workbench", "check", file.toString(), "--json");
    assertTrue(json.out().contains("\"missing\":\"nowhere0\""), json.out());
    assertTrue(json.err().contains("\"line\":3"), json.err());
  }

  @Test
  void whatCannotBeReadAndNoActionAreMistakes() {
    Path nowhere = folder.resolve("nowhere.portbound");
    assertEquals(
        ExitStatus.REFUSED, Captured.run("workbench", "check", nowhere.toString()).status());
    assertEquals(ExitStatus.USAGE, Captured.run("workbench", "open", nowhere.toString()).status());
  }
}
