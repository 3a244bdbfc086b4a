package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The window by keys alone: no pointer, and nobody gives the focus to anything but keys. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class KeyboardTest {
  /** More stops than any page has. */
  private static final int MOST_STOPS = 120;

  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 900);
    assertFalse(
        WindowDriver.onFx(() -> window.scene().getRoot().getStyleClass().contains("pb-dark")),
        ColorScheme.LIGHT.name());
  }

  @AfterEach
  void close() {
    window.close();
  }

  private Node focused() {
    return WindowDriver.onFx(() -> Objects.requireNonNull(window.scene().getFocusOwner()));
  }

  private static String name(Node node) {
    return node.getId() == null ? node.toString() : node.getId();
  }

  private static boolean isOrHas(Node focused, String id) {
    for (Node at = focused; at != null; at = at.getParent()) {
      if (id.equals("#" + at.getId())) {
        return true;
      }
    }
    return false;
  }

  private static WritableImage look(Node node) {
    return WindowDriver.onFx(() -> node.snapshot(null, null));
  }

  private static boolean differ(WritableImage one, WritableImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return true;
    }
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  /** It is somewhere in the window, and drawn in another way than without the focus. */
  private void step(KeyCode... keys) {
    Node at = focused();
    assertTrue(at.isFocused(), name(at));
    Bounds bounds = WindowDriver.onFx(() -> at.localToScene(at.getLayoutBounds()));
    assertTrue(
        bounds.getMaxX() > 0
            && bounds.getMaxY() > 0
            && bounds.getMinX() < window.scene().getWidth()
            && bounds.getMinY() < window.scene().getHeight(),
        name(at) + " has the focus outside the window: " + bounds);
    WritableImage with = look(at);
    window.press(keys);
    if (!at.isFocused() && at.getScene() == window.scene()) {
      assertTrue(differ(with, look(at)), name(at) + " looks the same with and without the focus");
    }
  }

  /** Tab, until the focus is there. */
  private KeyboardTest to(String id) {
    for (int i = 0; i < MOST_STOPS; i++) {
      if (isOrHas(focused(), id)) {
        return this;
      }
      step(KeyCode.TAB);
    }
    window.picture("keys-in-vain");
    throw new AssertionError(id + " is not reached by Tab");
  }

  private KeyboardTest back(String id) {
    for (int i = 0; i < MOST_STOPS; i++) {
      if (isOrHas(focused(), id)) {
        return this;
      }
      step(KeyCode.SHIFT, KeyCode.TAB);
    }
    throw new AssertionError(id + " is not reached by Shift+Tab");
  }

  private KeyboardTest write(String text) {
    window.press(KeyCode.CONTROL, KeyCode.A);
    window.robot().write(text, 0);
    return this;
  }

  private KeyboardTest press(KeyCode... keys) {
    window.press(keys);
    return this;
  }

  private List<String> stops() {
    Set<String> stops = new LinkedHashSet<>();
    while (stops.size() < MOST_STOPS && stops.add(name(focused()))) {
      step(KeyCode.TAB);
    }
    return List.copyOf(stops);
  }

  private static void assertInOrder(List<String> stops, String... ids) {
    var places = new ArrayList<Integer>();
    for (String each : ids) {
      assertTrue(stops.contains(each), each + " is not among " + stops);
      places.add(stops.indexOf(each));
    }
    assertEquals(places.stream().sorted().toList(), places, "in the order of reading: " + stops);
  }

  @Test
  void theMainStoryIsDoneWithoutAPointer() {
    int port = FreePorts.any();
    int groupPort = FreePorts.any();
    String endpoint = "127.0.0.1:" + port;
    to("#bind-port").write(String.valueOf(port)).press(KeyCode.ENTER);
    window.awaitText("#listener-1-state", "Listening");
    assertTrue(isOrHas(focused(), "#bind-port"), "the focus stays where it was");
    press(KeyCode.ENTER);
    window.awaitText("#refusal-headline", "EADDRINUSE");
    to("#refusal-fix-0");
    window.picture("keys-refusal");
    step(KeyCode.SPACE);
    window.awaitText("#refusal-headline", "Both are bound now");

    to("#bind-presets").press(KeyCode.SPACE).press(KeyCode.DOWN).press(KeyCode.DOWN);
    window.await("the menu is open", () -> window.exists("#bind-preset-ws-discovery"));
    press(KeyCode.DOWN).press(KeyCode.ENTER);
    window.awaitText("#bind-groups", "239.255.255.250");
    back("#bind-port").write(String.valueOf(groupPort));
    to("#bind-reuseport");
    step(KeyCode.SPACE);
    window.awaitText("#listener-3-endpoint", "0.0.0.0:" + groupPort);

    to("#send-source-bound").to("#send-source-address").write(endpoint);
    to("#send-address").write("239.255.255.250").to("#send-port").write(String.valueOf(groupPort));
    to("#send-payload").write("by keys").press(KeyCode.CONTROL, KeyCode.ENTER);
    window.awaitText("#send-outcome", "Sent 7 bytes from " + endpoint);
    window.awaitText("#listener-3-received", "1");

    to("#traffic-table").press(KeyCode.HOME);
    window.awaitText("#detail-headline", "7 bytes from " + endpoint);
    window.picture("keys-detail");
    to("#detail-reply");
    step(KeyCode.SPACE);
    window.awaitText("#send-address", "127.0.0.1").awaitText("#send-port", String.valueOf(port));
    assertTrue(isOrHas(focused(), "#send-payload"), "ready to write");
    write("and back").press(KeyCode.CONTROL, KeyCode.ENTER);
    window.awaitText("#send-outcome", "Sent 8 bytes");

    back("#listener-3-close");
    step(KeyCode.SPACE);
    window.await("closed", () -> !window.exists("#listener-3"));
    window.picture("keys-closed");
    press(KeyCode.CONTROL, KeyCode.Z);
    window.awaitText("#listener-4-endpoint", "0.0.0.0:" + groupPort);
    assertEquals(
        3, window.workbench().listeners().stream().map(ListenerView::number).distinct().count());
  }

  @Test
  void menusHaveTheirLettersAndTheFocusGoesInTheOrderOfReading() {
    press(KeyCode.ALT, KeyCode.F);
    window.await("the menu is open", () -> window.exists("#file-bench-save"));
    press(KeyCode.ESCAPE).press(KeyCode.ALT, KeyCode.E);
    window.await("the menu is open", () -> window.exists("#edit-undo"));
    press(KeyCode.ESCAPE).press(KeyCode.ALT, KeyCode.L);
    window.await("the menu is open", () -> window.exists("#language-id"));
    press(KeyCode.ESCAPE).press(KeyCode.ALT, KeyCode.V);
    window.await("the menu is open", () -> window.exists("#view-larger"));
    press(KeyCode.ESCAPE);
    to("#bind-address");
    List<String> stops = stops();
    assertInOrder(
        stops,
        "bind-address",
        "bind-port",
        "bind-groups",
        "bind-interface",
        "bind-none",
        "bind-both",
        "traffic-filter",
        "traffic-table",
        "send-address",
        "send-port",
        "send-payload",
        "send-button",
        "ledger-list");
    assertTrue(
        stops.containsAll(List.of("page-desk", "file-menu", "edit-menu", "guide")),
        stops.toString());
  }

  @Test
  void everythingThatTakesTheFocusHasANameOnEveryPage() {
    var nameless = new ArrayList<String>();
    for (KeyCode page :
        List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8)) {
      press(KeyCode.CONTROL, page);
      int found =
          WindowDriver.onFx(() -> lookForNameless(window.scene().getRoot(), page, nameless));
      assertTrue(found > 5, page + " has controls");
    }
    assertEquals(List.of(), nameless);
  }

  /** How many take the focus there. */
  private static int lookForNameless(Node node, KeyCode page, List<String> nameless) {
    if (!node.isVisible()) {
      return 0;
    }
    int found = 0;
    if (node.isFocusTraversable() && !(node instanceof TextInputControl inner && isPart(inner))) {
      found++;
      String said = node.getAccessibleText();
      boolean named =
          said != null && !said.isBlank()
              || node instanceof Labeled labeled
                  && labeled.getText() != null
                  && !labeled.getText().isBlank();
      if (!named) {
        nameless.add(page + ": " + name(node) + " in " + name(node.getParent()));
      }
    }
    if (node instanceof Parent parent) {
      for (Node each : parent.getChildrenUnmodifiable()) {
        found += lookForNameless(each, page, nameless);
      }
    }
    return found;
  }

  /** The field of a box that one can type in: the box has the name. */
  private static boolean isPart(TextInputControl field) {
    return field.getParent() instanceof javafx.scene.control.ComboBoxBase
        || field.getParent() instanceof javafx.scene.control.Spinner;
  }
}
