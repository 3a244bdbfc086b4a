package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.FixedPorts;

/** The lessons in a terminal: listed, run against the kernel, and what differs is a status. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@ExtendWith(FixedPorts.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class LessonCommandTest {
  @TempDir private Path folder = Path.of("");

  /** As a process of its own, for its peers of another user must be able to read the program. */
  @Test
  void allAreListedAndRun() throws Exception {
    Captured list = Captured.run("lesson", "list");
    assertEquals(ExitStatus.OK, list.status(), list.err());
    assertTrue(list.out().contains("15. who-holds-it"), list.out());
    try (PortboundProcess all = PortboundProcess.start("lesson", "run", "all")) {
      all.awaitOut(each -> each.startsWith("SO_REUSEADDR: the newest takes all"));
      all.awaitOut(each -> each.startsWith("IP_MULTICAST_ALL"));
      all.awaitOut(each -> each.endsWith("answers of the kernel were the expected ones."));
      assertEquals(ExitStatus.OK, all.exit());
    }
  }

  @Test
  void anAnswerThatIsNotTheExpectedOneIsAStatusOfItsOwn() throws IOException {
    String sound = Files.readString(Path.of("assets", "lessons", "01-one-port.yaml"));
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, sound.replace("expect: EADDRINUSE", "expect: ok"));
    Captured told = Captured.run("lesson", "run", file.toString());
    assertEquals(ExitStatus.UNEXPECTED_ANSWER, told.status(), told.out());
    assertTrue(told.out().contains("5 of 7 answers of the kernel"), told.out());
    Captured indonesian = Captured.run("--lang", "id", "lesson", "run", file.toString());
    assertEquals(ExitStatus.UNEXPECTED_ANSWER, indonesian.status(), indonesian.out());
    assertTrue(indonesian.out().contains("5 dari 7 jawaban kernel"), indonesian.out());
  }

  @Test
  void aMistakeInTheFileIsToldWithItsLineAndNothingIsRun() throws IOException {
    Path file = folder.resolve("broken.yaml");
    String sound = Files.readString(Path.of("assets", "lessons", "01-one-port.yaml"));
    Files.writeString(file, sound.replace("expect: EADDRINUSE", "expect: bound"));
    Captured told = Captured.run("lesson", "run", file.toString());
    assertEquals(ExitStatus.REFUSED, told.status());
    assertTrue(told.err().contains("line 40: \"bound\" is no answer"), told.err());
    assertEquals("", told.out());
  }
}
