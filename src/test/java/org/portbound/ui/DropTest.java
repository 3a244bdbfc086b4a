package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Files that are dropped, and dialogs that are left without an answer. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class DropTest {
  @TempDir private Path folder = Path.of("");

  private static void drop(WindowDriver window, String id, Path file) {
    Node target = window.node(id);
    WindowDriver.onFx(
        () -> {
          GivenDrop.on(target, file);
          return true;
        });
  }

  @Test
  void aFileOnTheSendPanelIsThePayloadAndOneOnTheTableIsACapture() throws IOException {
    int port = FreePorts.any();
    Path payload = folder.resolve("payload.bin");
    Files.write(payload, new byte[] {0, 1, 2, 3, 4});
    var files = new GivenFiles();
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port));
      drop(window, "#send-port", payload);
      window.awaitText("#send-file", "payload.bin").awaitText("#send-hint", "5 bytes");
      window.picture("drop-payload");
      window.click("#send-button").awaitText("#traffic-count", "1");
      assertEquals(5, Objects.requireNonNull(window.workbench().log().get(1)).payload().length);

      Path capture = folder.resolve("one.pcapng");
      files.saveIn(capture);
      window.press(KeyCode.CONTROL, KeyCode.S);
      window.await("asked", () -> window.exists("#save-choose")).click("#save-choose");
      window.await("saved", () -> Files.exists(capture));
      window.click("#page-ports");
      drop(window, "#page-ports", capture);
      window.awaitText("#opened-bar-text", "one.pcapng");
      window.picture("drop-capture");
    }
  }

  @Test
  void dialogsThatAreClosedLeaveEverythingAsItIs() throws IOException {
    int port = FreePorts.any();
    try (var window =
        WindowDriver.open(
            Workbench.open(Providers.standard(), 8 << 20), 1280, 800, new GivenFiles())) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.click("#send-source-any").type("#send-address", "127.0.0.1");
      window.type("#send-port", String.valueOf(port)).click("#send-button");
      window.awaitText("#traffic-count", "1");
      List<String> before = WindowDriver.onFx(() -> ShownTexts.below(window.scene().getRoot()));
      window.press(KeyCode.CONTROL, KeyCode.O);
      window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
      window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
      window.press(KeyCode.CONTROL, KeyCode.S);
      window.await("asked", () -> window.exists("#save-choose")).click("#save-choose");
      window.press(KeyCode.ESCAPE);
      assertEquals(before, WindowDriver.onFx(() -> ShownTexts.below(window.scene().getRoot())));
      assertEquals(1, window.workbench().listeners().size());
      try (Stream<Path> left = Files.list(folder)) {
        assertEquals(List.of(), left.toList(), "no file is left");
      }
      assertFalse(window.exists("#bench-panel"));
    }
  }
}
