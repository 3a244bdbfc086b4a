package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * What stands beside the pages, in high contrast, with the focus on something: left as {@code
 * contrast-NAME.png}. Nothing is cut there, and the focus moves nothing.
 */
@Tag("pictures")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ContrastPicturesTest {
  @TempDir private static Path folder;

  private final String port = String.valueOf(FreePorts.any());
  private final List<String> faults = new ArrayList<>();
  private final WindowDriver window =
      WindowDriver.open(
          Workbench.open(Providers.standard(), 8 << 20),
          1280,
          800,
          new GivenFiles().saveIn(folder));

  @Test
  void whatStandsBesideThePages() {
    try (window) {
      window.click("#view-menu").click("#view-theme-CONTRAST");
      listening();
      sending();
      files();
      otherPages();
    }
    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }

  private void listening() {
    window.type("#bind-port", port);
    window.type("#bind-groups", "239.255.255.250").click("#bind-reuseport");
    window.await("it listens", () -> window.exists("#listener-1-state"));
    for (String each :
        List.of("#bind-none", "#bind-reuseport", "#bind-address", "#listener-1", "#view-menu")) {
      focusMovesNothing(each);
    }
    look("listener", "#listener-1");
    window.click("#listener-1-groups").await("groups", () -> window.exists("#groups-join"));
    focusMovesNothing("#groups-join");
    look("groups", "#groups-join");
    window.click("#listener-1-examine").await("checks", () -> window.exists("#examine-run"));
    focusMovesNothing("#examine-run");
    look("examine", "#examine-run");
    window.click("#examine-dismiss");
  }

  private void sending() {
    for (String each : List.of("#send-as-text", "#send-as-hex", "#send-as-file")) {
      focusMovesNothing(each);
    }
    look("segments", "#send-as-hex");
    window.type("#send-address", "127.0.0.1").type("#send-port", port);
    window.click("#send-source-any").click("#send-repeat");
    window.await("repeat", () -> window.exists("#send-start"));
    look("repeat", "#send-start");
    window.click("#send-start").press(KeyCode.ESCAPE).click("#bottom-series");
    window.await("it is sent", () -> window.exists("#series-1-state"));
    focusMovesNothing("#bottom-series");
    look("series", "#series-1-state");
    window.click("#bottom-ledger").click("#ledger-explain");
    window.await("explained", () -> window.exists("#ledger-explanation"));
    look("ledger-explanation", "#ledger-explanation");
    window.press(KeyCode.ESCAPE);
    focusMovesNothing("#ledger-list");
    look("ledger", "#ledger-list");
  }

  private void files() {
    window.click("#save").await("what to save", () -> window.exists("#save-choose"));
    look("save", "#save-choose");
    window.click("#save-choose").await("it is saved", () -> window.exists("#save-bar-dismiss"));
    focusMovesNothing("#save-bar-dismiss");
    look("saved", "#save-bar-dismiss");
  }

  private void otherPages() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT3).click("#matrix-run");
    window.await("tried", () -> window.exists("#matrix-cell-0-5"));
    window.click("#matrix-cell-0-5");
    focusMovesNothing("#matrix-cell-1-5");
    look("matrix-detail", "#matrix-detail-headline");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT5).click("#lesson-list").press(KeyCode.DOWN);
    look("lesson-list", "#lesson-list");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    for (int i = 2; i <= 4; i++) {
      window.type("#probe-listen-port", String.valueOf(FreePorts.any())).click("#probe-listen");
      String line = "#probe-listening-" + i;
      window.await("it listens", () -> window.exists(line));
    }
    window.click("#probe-first").await("its row", () -> window.exists("#probe-received-1"));
    focusMovesNothing("#probe-listen");
    look("probe", "#probe-listen");
    window.press(KeyCode.F1).await("the guide", () -> window.exists("#guide-chapter"));
    look("guide", "#guide-window");
    window.press(KeyCode.ESCAPE);
  }

  /** Neither what has it, nor what is in it or beside it. */
  private void focusMovesNothing(String id) {
    Node node = window.node(id);
    List<Bounds> before = places(node, node.getScene().getRoot());
    assertEquals(before, places(node, node), id);
  }

  private static List<Bounds> places(Node node, Node focused) {
    return WindowDriver.onFx(
        () -> {
          focused.requestFocus();
          Parent root = node.getScene().getRoot();
          root.applyCss();
          root.layout();
          var near = new ArrayList<Node>(node.getParent().getChildrenUnmodifiable());
          if (node instanceof Parent parent) {
            near.addAll(parent.getChildrenUnmodifiable());
          }
          return near.stream()
              .filter(Node::isVisible)
              .map(each -> each.localToScene(each.getLayoutBounds()))
              .toList();
        });
  }

  private void look(String name, String id) {
    window.picture("contrast-" + name, id);
    WindowDriver.onFx(
            () ->
                new CutTexts()
                    .allow(".table-cell", "columns can be made wider")
                    .allow(".pb-ledger-call", "its explanation says all of it")
                    .in(window.node(id).getScene()))
        .forEach(each -> faults.add(name + ": " + each));
  }
}
