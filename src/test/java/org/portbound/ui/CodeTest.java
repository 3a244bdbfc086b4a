package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** A listener and a send as programs: shown, copied, saved. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class CodeTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aListenerAndASendAreShownCopiedAndSaved() throws IOException {
    var files = new GivenFiles().saveIn(folder);
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 4 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT);
      var plan = SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReuse(ReuseOptions.PORT);
      window.workbench().open(new ListenerPlan(plan, true));
      window.click("#listener-1-code").awaitText("#code-title", "Listener 1 as a program");
      window.awaitText("#code-text", "SO_REUSEPORT").awaitText("#code-done", "cc -o");
      window.picture("code-c", "#code-window");
      window.click("#code-python").awaitText("#code-text", "import socket");
      window.click("#code-copy").awaitText("#code-done", "clipboard");
      assertEquals(
          window.text("#code-text"),
          WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString()));
      window.click("#code-save").awaitText("#code-done", "Saved as");
      assertEquals(
          window.text("#code-text"), Files.readString(folder.resolve("portbound_example.py")));
      window.press(KeyCode.ESCAPE).await("closed", () -> !window.exists("#code-window"));
      window.dress(ColorScheme.DARK).type("#send-address", "239.255.255.250");
      window.type("#send-payload", "number ${n}").click("#send-code");
      window.awaitText("#code-title", "The send to 239.255.255.250");
      window.awaitText("#code-notes", "filled in at each send");
      assertTrue(window.text("#code-text").contains("b\"number 1\""), "the same language");
      window.click("#code-java").awaitText("#code-text", "public class PortboundExample");
      window.picture("code-java-dark", "#code-window");
    }
  }
}
