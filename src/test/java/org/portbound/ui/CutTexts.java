package org.portbound.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.NestedTableColumnHeader;
import javafx.scene.control.skin.TableHeaderRow;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.portbound.ui.control.Tips;

/**
 * Finds what cannot be read in a scene: a text that is shown shorter than it is, and one that
 * leaves what holds it. A text may be cut where a tooltip says all of it. JavaFX thread.
 */
final class CutTexts {
  /** A glyph may reach over its place by a hair. */
  private static final double TOLERANCE_PX = 2;

  /** The space at the end of a line of flowing text hangs over. */
  private static final double SPACE_PX = 9;

  /** What stands right in something that scrolls, and shows a part of it. */
  private static final Set<String> SCROLLED = Set.of("viewport", "clipped-container", "sheet");

  private final Map<String, String> allowed = new LinkedHashMap<>();
  private final List<String> found = new ArrayList<>();

  /**
   * Whatever is in such a place may be cut.
   *
   * @param selector such as {@code .table-cell}
   * @param why where the whole text is
   */
  CutTexts allow(String selector, String why) {
    allowed.put(selector, why);
    return this;
  }

  /** A line for each text that cannot be read. */
  List<String> in(Scene scene) {
    return in(scene.getRoot(), scene.getWidth(), scene.getHeight());
  }

  /** The same, of a scene's root that is laid out in this size for a moment. */
  List<String> in(Parent root, double widthPx, double heightPx) {
    found.clear();
    look(root, new BoundingBox(0, 0, widthPx, heightPx));
    return List.copyOf(found);
  }

  /**
   * @param window what can be seen of the scene in this place
   */
  private void look(Node node, Bounds window) {
    if (!node.isVisible() || node.getOpacity() == 0 || isAllowed(node)) {
      return;
    }
    switch (node) {
      case Labeled labeled -> lookAt(labeled, window);
      case TextField field -> lookAtPrompt(field);
      case Text text when isOutside(text, window) -> found.add(place(text) + " is outside");
      default -> {}
    }
    if (node instanceof Parent parent) {
      Bounds inside = seenThrough(parent, window);
      parent.getChildrenUnmodifiable().forEach(each -> look(each, inside));
    }
  }

  private boolean isAllowed(Node node) {
    return allowed.keySet().stream()
        .anyMatch(
            each ->
                each.startsWith("#")
                    ? each.substring(1).equals(node.getId())
                    : node.getStyleClass().contains(each.substring(1)));
  }

  private void lookAt(Labeled labeled, Bounds window) {
    Text shown = textOf(labeled);
    String whole = read(labeled);
    if (shown == null || whole == null || whole.isBlank() || !shown.isVisible()) {
      return;
    }
    boolean cut = !flat(shown.getText()).equals(flat(whole));
    if (cut && !saidElsewhere(labeled, whole)) {
      found.add(place(labeled) + " shows \"" + shown.getText() + "\" of \"" + whole + "\"");
    } else if (!cut && leaves(shown, labeled)) {
      found.add(place(labeled) + " is smaller than its text \"" + whole + "\"");
    }
  }

  /** A field cuts what it asks for where it ends, without a sign. */
  private void lookAtPrompt(TextField field) {
    String prompt = field.getPromptText();
    if (prompt == null || prompt.isEmpty() || !field.getText().isEmpty() || field.getWidth() == 0) {
      return;
    }
    var measured = new Text(prompt);
    measured.setFont(field.getFont());
    double roomPx = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
    if (measured.getLayoutBounds().getWidth() > roomPx + TOLERANCE_PX) {
      found.add(place(field) + " cuts its prompt \"" + prompt + "\"");
    }
  }

  /** What is to be read: without the sign before the letter that opens it. */
  private static @Nullable String read(Labeled labeled) {
    String text = labeled.getText();
    return text != null && labeled.isMnemonicParsing() ? text.replaceFirst("_", "") : text;
  }

  private static @Nullable Text textOf(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .filter(each -> !(each instanceof FontIcon))
        .findFirst()
        .orElse(null);
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** By its own tooltip, or that of what it stands in. */
  private static boolean saidElsewhere(Node node, String whole) {
    for (Node above = node; above != null; above = above.getParent()) {
      String tip = above instanceof Control control ? Tips.of(control).orElse("") : "";
      if (flat(tip).contains(flat(whole))) {
        return true;
      }
    }
    return false;
  }

  private static boolean leaves(Text text, Region holder) {
    Bounds inner = text.getBoundsInParent();
    return inner.getMinX() < -TOLERANCE_PX
        || inner.getMaxX() > holder.getWidth() + TOLERANCE_PX
        || inner.getMinY() < -2 * TOLERANCE_PX
        || inner.getMaxY() > holder.getHeight() + 2 * TOLERANCE_PX;
  }

  /** Nothing of it, or only a part, is within what can be seen, and nothing scrolls there. */
  private static boolean isOutside(Text text, Bounds window) {
    if (text.getText().isBlank()) {
      return false;
    }
    Bounds bounds = text.localToScene(text.getLayoutBounds());
    double hangingPx = text.getParent() instanceof TextFlow ? SPACE_PX : TOLERANCE_PX;
    return bounds.getMinX() < window.getMinX() - TOLERANCE_PX
        || bounds.getMaxX() > window.getMaxX() + hangingPx
        || bounds.getMinY() < window.getMinY() - 2 * TOLERANCE_PX
        || bounds.getMaxY() > window.getMaxY() + 2 * TOLERANCE_PX;
  }

  /** What scrolls makes the window as large as its content in that direction. */
  private static Bounds seenThrough(Parent parent, Bounds window) {
    if (isScrolled(parent) || parent.getParent() != null && isScrolled(parent.getParent())) {
      return window;
    }
    if (parent instanceof VirtualFlow<?> || parent.getStyleClass().contains("text-input")) {
      return new BoundingBox(-1e6, -1e6, 2e6, 2e6);
    }
    if (parent instanceof TableHeaderRow) {
      return new BoundingBox(-1e6, window.getMinY(), 2e6, window.getHeight());
    }
    if (parent instanceof ScrollPane pane) {
      boolean acrossToo = pane.getHbarPolicy() != ScrollBarPolicy.NEVER;
      return new BoundingBox(
          acrossToo ? -1e6 : window.getMinX(), -1e6, acrossToo ? 2e6 : window.getWidth(), 2e6);
    }
    if (parent.getParent() instanceof TableHeaderRow || parent instanceof NestedTableColumnHeader) {
      return window;
    }
    if (parent instanceof Region region && region.getWidth() > 0 && parent.getParent() != null) {
      return intersect(window, region.localToScene(region.getLayoutBounds()));
    }
    return window;
  }

  private static boolean isScrolled(Parent parent) {
    return SCROLLED.stream().anyMatch(parent.getStyleClass()::contains);
  }

  private static Bounds intersect(Bounds one, Bounds other) {
    double left = Math.max(one.getMinX(), other.getMinX());
    double top = Math.max(one.getMinY(), other.getMinY());
    return new BoundingBox(
        left,
        top,
        Math.max(0, Math.min(one.getMaxX(), other.getMaxX()) - left),
        Math.max(0, Math.min(one.getMaxY(), other.getMaxY()) - top));
  }

  private static String place(Node node) {
    var path = new ArrayList<String>();
    for (Node above = node; above != null && path.size() < 4; above = above.getParent()) {
      String name =
          above.getId() != null
              ? "#" + above.getId()
              : above.getStyleClass().stream()
                  .filter(each -> each.startsWith("pb-"))
                  .findFirst()
                  .map(each -> "." + each)
                  .orElse(above.getClass().getSimpleName());
      path.addFirst(name);
    }
    String text = node instanceof Text words ? " \"" + words.getText() + "\"" : "";
    return path.stream().collect(Collectors.joining(" ")) + text;
  }
}
