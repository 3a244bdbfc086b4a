package org.portbound.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where each system keeps what its programs remember. */
final class UserFilesTest {
  private static final Path HOME = Path.of("/home/somebody");
  private static final Path ELSEWHERE = Path.of("/elsewhere");

  @Test
  void everySystemHasItsPlace() {
    assertEquals(
        ELSEWHERE.resolve("portbound"),
        UserFiles.folder("Linux", HOME, Map.of("XDG_CONFIG_HOME", ELSEWHERE.toString())));
    assertEquals(
        HOME.resolve(".config", "portbound"),
        UserFiles.folder("Linux", HOME, Map.of("XDG_CONFIG_HOME", "relative")));
    assertEquals(
        ELSEWHERE.resolve(".config", "portbound"),
        UserFiles.folder("Linux", HOME, Map.of("HOME", ELSEWHERE.toString())));
    assertEquals(
        ELSEWHERE.resolve("Portbound"),
        UserFiles.folder("Windows 11", HOME, Map.of("APPDATA", ELSEWHERE.toString())));
    assertEquals(
        HOME.resolve("Library", "Application Support", "Portbound"),
        UserFiles.folder("Mac OS X", HOME, Map.of()));
  }
}
