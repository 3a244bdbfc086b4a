package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeerLauncherTest {
  @Test
  void aPeerOnTheModulePathWorks() throws Exception {
    String modulePath =
        System.getProperty("portbound.classes")
            + File.pathSeparator
            + System.getProperty("portbound.app");
    String tests =
        Path.of(PeerTestMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    var launcher =
        PeerLauncher.onModulePath(
            modulePath,
            "org.portbound/" + PeerTestMain.Posix.class.getName(),
            List.of("--patch-module", "org.portbound=" + tests));
    var heard = new Heard();
    var start = PeerProcess.start(launcher, new PeerUser.Same(), heard);
    try (PeerProcess peer =
        assertInstanceOf(PeerStart.Started.class, start, start::toString).peer()) {
      Peers.opened(peer, 1, Peers.ANY_PORT);
    }
    assertEquals(List.of(), heard.notices, "nothing is warned of");
  }

  @Test
  void thisProgramIsStartedAsItRuns() {
    PeerLauncher launcher = PeerLauncher.ofThisProgram();
    List<String> command = launcher.peerCommand();
    assertEquals(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), command.getFirst());
    assertEquals(
        List.of("org.portbound.Main", "peer"), command.subList(command.size() - 2, command.size()));
    String classPath = command.get(command.indexOf("--class-path") + 1);
    assertTrue(classPath.contains(System.getProperty("portbound.classes")), classPath);
    assertTrue(launcher.files().stream().allMatch(Path::isAbsolute));
  }

  @Test
  void entriesAreMadeAbsoluteAndWhatIsNotThereIsLeftOut() {
    String path = "src" + File.pathSeparator + "no-such-thing" + File.pathSeparator;
    List<String> command = PeerLauncher.onClassPath(path, "Main").peerCommand();
    String classPath = command.get(command.indexOf("--class-path") + 1);
    assertEquals(Path.of("src").toAbsolutePath().toString(), classPath);
  }

  @Test
  void aModuleOfTheImageNeedsNoPath() {
    List<String> command =
        PeerLauncher.onModulePath("", "org.portbound/org.portbound.Main", List.of()).peerCommand();
    assertFalse(command.stream().anyMatch(each -> each.startsWith("--module-path")));
    assertEquals(
        List.of("--module", "org.portbound/org.portbound.Main", "peer"),
        command.subList(command.size() - 3, command.size()));
  }

  @Test
  void theHolderIsToldWhomToWaitFor() {
    List<String> command =
        PeerLauncher.onClassPath("src", "Main").holderCommand(4711, 12_345_678_901L);
    assertEquals(
        List.of("Main", "peer", "--hold", "4711", "--since", "12345678901"),
        command.subList(command.size() - 6, command.size()));
  }
}
