package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.file.bench.BenchFile;

/** A workbench is saved, closed, and opened again by the menu and by a drop. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class BenchTest {
  @TempDir private Path folder = Path.of("");

  private final int port = FreePorts.any();
  private final GivenFiles files = new GivenFiles();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open(files);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void twoListeners() {
    window.type("#bind-port", String.valueOf(port)).click("#bind-reuseport");
    window.awaitText("#listener-1-state", "Listening");
    window.type("#bind-address", "0.0.0.0").type("#bind-groups", "239.1.2.3@lo");
    window.click("#bind-both").awaitText("#listener-2-state", "Listening");
  }

  @Test
  void whatIsSavedIsOpenedAgainByMenuAndByDrop() {
    window.click("#bind-close-on-exit");
    twoListeners();
    window.type("#traffic-filter", "len > 3").type("#send-payload", "for the class");
    window.click("#send-source-listener");
    List<String> before = window.listening();
    files.saveIn(folder);
    window.click("#file-menu");
    window.picture("file-menu", "#file-bench-save").click("#file-bench-save");
    window.awaitText("#bench-title", "Saved workbench.portbound: listeners 2,");
    Path file = folder.resolve("workbench.portbound");
    assertEquals(List.of(), BenchFile.read(file).orThrow().faults());
    window.click("#bench-dismiss");

    window.type("#traffic-filter", "").type("#send-payload", "something else");
    window.click("#send-source-any");
    files.toOpen(file);
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
    window.awaitText("#bench-title", "Open the workbench workbench.portbound?");
    assertTrue(
        WindowDriver.onFx(() -> ShownTexts.below(window.node("#bench-listener-1")))
            .contains("closes on \"exit\""));
    window.picture("bench-ask").picture("bench-ask-small", 1000, 700);
    assertEquals(before, window.listening(), "nothing is touched before the answer");
    window.click("#bench-close-open");
    window.awaitText("#bench-title", "workbench.portbound: listeners open: 2 of 2");
    assertEquals(before, window.listening());
    window.awaitText("#listener-4-state", "Listening");
    assertEquals("len > 3", window.text("#traffic-filter"));
    assertEquals("for the class", window.text("#send-payload"));
    window.picture("bench-opened");

    window.click("#bench-dismiss");
    drop(file);
    window.awaitText("#bench-title", "Open the workbench");
    window.click("#bench-dismiss");
    assertFalse(window.exists("#bench-panel"));
    assertEquals(before, window.listening(), "put away, nothing is done");
  }

  /** As a file manager does. */
  private void drop(Path file) {
    Node target = window.node("#send-payload");
    WindowDriver.onFx(
        () -> {
          GivenDrop.on(target, file);
          return true;
        });
  }

  @Test
  void whatIsRefusedAndWhatIsWrongIsTold() throws IOException {
    twoListeners();
    List<String> before = window.listening();
    Path file = folder.resolve("task.portbound");
    Files.writeString(
        file,
        """
        {
          "portbound-workbench": 1,
          "listeners": [
            {"bind": "127.0.0.1:%d"},
            {"bind": "0.0.0.0:0", "groups": ["239.1.2.3@nowhere0"]},
            {"bind": "127.0.0.1:0", "rouse": ["SO_REUSEPORT"]},
            {"bind": "127.0.0.1:0", "process": 1}
          ],
          "messages": [{"name": "hello", "payload": "hello"}],
          "filters": [{"name": "long", "filter": "len > 100"}]
        }
        """
            .formatted(port));
    files.toOpen(file);
    window.click("#file-menu").click("#file-bench-open");
    window.awaitText("#bench-fault-1", "Line 6: \"rouse\" has no meaning here");
    window.awaitText("#bench-listener-2-state", "nowhere0");
    window.picture("bench-faults");
    window.click("#bench-beside");
    window.awaitText("#bench-title", "task.portbound: listeners open: 1 of 3");
    window.awaitText("#bench-listener-1-state", "EADDRINUSE");
    window.awaitText("#refusal-headline", "EADDRINUSE");
    assertTrue(window.listening().containsAll(before));
    window.picture("bench-refused").dress(ColorScheme.DARK).picture("bench-refused-dark");
    window.click("#bench-why-2").awaitText("#refusal-headline", "ENODEV");
    window.dress(ColorScheme.LIGHT).picture("bench-why");
    window.click("#language").click("#language-id").awaitText("#bench-title", "1 dari 3 pendengar");
    window.picture("bahasa-bench");
    window.click("#language").click("#language-en");
  }

  @Test
  void aFileThatIsNoneIsToldAndNothingElseHappens() throws IOException {
    Path file = folder.resolve("broken.portbound");
    Files.writeString(file, "{\"portbound-workbench\": 2}");
    drop(file);
    window.awaitText("#bench-fault-1", "another version than 1");
    assertFalse(window.exists("#bench-open"), "there is nothing to open");
    window.picture("bench-newer");
    drop(folder.resolve("gone.portbound"));
    window.awaitText("#bench-title", "gone.portbound does not exist");
    assertEquals(List.of(), window.listening());
  }
}
