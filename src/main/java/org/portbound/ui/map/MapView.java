package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.Plot;
import org.portbound.ui.map.MapLayout.Box;
import org.portbound.ui.map.MapPicture.Arrow;
import org.portbound.ui.map.MapPicture.Ear;
import org.portbound.ui.map.MapPicture.Place;
import org.portbound.ui.map.MapPicture.Sender;

/**
 * Draws the map. What the pointer is on, or what the arrow keys chose, stands out; the rest fades.
 */
final class MapView extends Plot {
  private static final double FADED = 0.3;
  private static final double RADIUS_EM = 0.45;
  private static final String FAMILY = "JetBrains Mono";

  private final MapWords words;
  private final MapMotion motion = new MapMotion();
  private final Consumer<@Nullable String> chosen;
  private MapPicture picture = new MapPicture(List.of(), List.of(), List.of(), List.of(), false);
  private MapLayout layout = new MapLayout(Map.of(), 0);
  private double emPx = 12;
  private double characterPx = 7.2;
  private Font font = Font.font(FAMILY, emPx);
  private @Nullable String selected;
  private @Nullable String pointed;
  private double roomPx;

  /**
   * @param chosen hears which node stands out, or null for none
   */
  MapView(Palette palette, MapWords words, Consumer<@Nullable String> chosen) {
    super(palette);
    this.words = words;
    this.chosen = chosen;
    setId("map-view");
    setFocusTraversable(true);
    setOnMouseMoved(event -> point(layout.at(event.getX(), event.getY()).orElse(null)));
    setOnMouseExited(event -> point(null));
    setOnMousePressed(
        event -> {
          // The scroll pane would take the keyboard.
          event.consume();
          requestFocus();
          select(layout.at(event.getX(), event.getY()).orElse(null));
        });
    setOnKeyPressed(
        event -> {
          if (step(event.getCode())) {
            event.consume();
          }
        });
    focusedProperty().subscribe(focused -> draw());
    widthProperty().subscribe((before, now) -> place());
  }

  private void point(@Nullable String node) {
    if (!Objects.equals(node, pointed)) {
      pointed = node;
      chosen.accept(current());
      draw();
    }
  }

  /** What is chosen stands out, until the pointer moves. */
  private void select(@Nullable String node) {
    selected = node;
    pointed = null;
    setAccessibleText(words.aloud(picture, current()));
    chosen.accept(current());
    draw();
  }

  /** What stands out: what is pointed at, else what was chosen. */
  @Nullable String current() {
    return pointed != null ? pointed : selected;
  }

  private boolean step(KeyCode key) {
    List<String> nodes = picture.nodes();
    int at = selected == null ? -1 : nodes.indexOf(selected);
    switch (key) {
      case DOWN, RIGHT ->
          select(nodes.isEmpty() ? null : nodes.get(Math.min(at + 1, nodes.size() - 1)));
      case UP, LEFT -> select(nodes.isEmpty() ? null : nodes.get(Math.max(at - 1, 0)));
      case HOME -> select(nodes.isEmpty() ? null : nodes.getFirst());
      case END -> select(nodes.isEmpty() ? null : nodes.getLast());
      case ESCAPE -> select(null);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Takes over what is to be drawn; the size of the type may have changed. */
  void show(MapPicture newPicture, List<MapModel.Hop> hops, double newEmPx, double newRoomPx) {
    picture = newPicture;
    if (newEmPx != emPx) {
      emPx = newEmPx;
      font = Font.font(FAMILY, emPx);
      var measured = new Text("0000000000");
      measured.setFont(font);
      characterPx = measured.getLayoutBounds().getWidth() / 10;
    }
    if (selected != null && !picture.nodes().contains(selected)) {
      selected = null;
    }
    if (!Platform.getPreferences().isReducedMotion()) {
      motion.start(hops);
    }
    fit(newRoomPx);
    setAccessibleText(words.aloud(picture, current()));
  }

  /** Fills another room with what is drawn already. */
  void fit(double newRoomPx) {
    roomPx = newRoomPx;
    place();
    draw();
  }

  private void place() {
    MapLayout.Widths widths = words.widths(picture, characterPx, emPx);
    setMinWidth(widths.leastPx());
    layout = MapLayout.of(picture, widths, getWidth(), roomPx);
    if (getPrefHeight() != layout.heightPx()) {
      setMinHeight(layout.heightPx());
      setPrefHeight(layout.heightPx());
    }
  }

  /** Whether something moves, so that it must be drawn again. */
  boolean moves() {
    return motion.moves() || picture.arrows().stream().anyMatch(MapMotion::flows);
  }

  @Override
  protected void paint(GraphicsContext context, double widthPx, double heightPx) {
    context.setFill(palette().page());
    context.fillRect(0, 0, widthPx, heightPx);
    context.setFont(font);
    var curves = new ArrayList<MapMotion.Curve>();
    for (Arrow each : picture.arrows()) {
      Box from = layout.boxes().get(each.from());
      Box to = layout.boxes().get(each.to());
      if (from != null && to != null) {
        curves.add(new MapMotion.Curve(each, from, to));
      }
    }
    for (MapPicture.Process each : picture.processes()) {
      frame(context, each);
    }
    for (MapMotion.Curve each : curves) {
      context.setGlobalAlpha(standsOut(each.arrow()) ? 1 : FADED);
      each.paint(context, palette(), emPx);
    }
    context.setGlobalAlpha(1);
    motion.paint(context, palette(), curves, emPx);
    picture.senders().forEach(each -> sender(context, each));
    picture.places().forEach(each -> place(context, each));
    picture.ears().forEach(each -> ear(context, each));
  }

  /** What touches the node, or a destination that it has to do with. */
  private boolean standsOut(Arrow arrow) {
    String node = current();
    return node == null
        || touches(arrow, node)
        || picture.arrows().stream()
            .filter(each -> touches(each, node))
            .map(each -> each.from().equals(node) ? each.to() : each.from())
            .filter(each -> picture.place(each).isPresent())
            .anyMatch(each -> touches(arrow, each));
  }

  private static boolean touches(Arrow arrow, String node) {
    return arrow.from().equals(node) || arrow.to().equals(node);
  }

  private void frame(GraphicsContext context, MapPicture.Process process) {
    Box box = layout.boxes().get(MapLayout.frameId(process.peer()));
    if (box == null) {
      return;
    }
    context.setStroke(palette().grid());
    context.setLineWidth(1);
    double radius = RADIUS_EM * emPx * 2;
    context.strokeRoundRect(
        box.xPx() + 0.5, box.yPx() + 0.5, box.widthPx(), box.heightPx(), radius, radius);
    context.setFill(palette().text());
    write(
        context,
        words.process(process),
        box.xPx() + 0.6 * emPx,
        box.yPx() + 0.85 * emPx,
        TextAlignment.LEFT);
  }

  /** The frame of a node; what stands out, and what has the keyboard, has a stronger one. */
  private Box box(GraphicsContext context, String id, boolean many) {
    Box box = layout.boxes().getOrDefault(id, new Box(0, 0, 0, 0));
    double radius = RADIUS_EM * emPx;
    boolean strong = id.equals(current());
    context.setFill(palette().page());
    context.fillRoundRect(box.xPx(), box.yPx(), box.widthPx(), box.heightPx(), radius, radius);
    context.setStroke(strong ? palette().strong() : palette().text());
    context.setLineWidth(strong ? 2 : 1);
    context.setGlobalAlpha(strong ? 1 : 0.7);
    context.strokeRoundRect(
        box.xPx() + 0.5, box.yPx() + 0.5, box.widthPx() - 1, box.heightPx() - 1, radius, radius);
    if (many) {
      context.strokeRoundRect(
          box.xPx() + 3.5, box.yPx() + 3.5, box.widthPx() - 7, box.heightPx() - 7, radius, radius);
    }
    context.setGlobalAlpha(1);
    return box;
  }

  private void sender(GraphicsContext context, Sender sender) {
    Box box = box(context, sender.id(), sender.ports() > 1);
    ends(context, box, words.sender(sender), words.count(sender.datagrams(), picture.sampled()));
  }

  private void place(GraphicsContext context, Place place) {
    Box box = box(context, place.id(), place.kind() == MapPicture.Kind.GROUP);
    ends(context, box, words.place(place), words.count(place.datagrams(), picture.sampled()));
  }

  /** A text at each end of a box. */
  private void ends(GraphicsContext context, Box box, String left, String right) {
    double y = box.centerYPx();
    context.setFill(palette().strong());
    write(context, left, box.xPx() + 0.7 * emPx, y, TextAlignment.LEFT);
    context.setFill(palette().text());
    write(context, right, box.rightPx() - 0.7 * emPx, y, TextAlignment.RIGHT);
  }

  private void ear(GraphicsContext context, Ear ear) {
    Box box = box(context, ear.id(), false);
    double y = box.centerYPx();
    double x = box.xPx() + 1.7 * emPx;
    tag(context, ear.listener(), x - 0.3 * emPx, y);
    context.setFont(font);
    List<String> columns = words.ear(ear);
    int[] characters = words.earColumns(picture);
    x += 1.2 * emPx;
    for (int i = 0; i < columns.size(); i++) {
      double widthPx = characters[i] * characterPx;
      boolean figure = i >= MapWords.FIRST_FIGURE;
      context.setFill(i == 0 || figure ? palette().strong() : palette().text());
      write(
          context,
          columns.get(i),
          figure ? x + widthPx : x,
          y,
          figure ? TextAlignment.RIGHT : TextAlignment.LEFT);
      x += widthPx + (characters[i] > 0 ? MapWords.COLUMN_GAP_EM * emPx : 0);
    }
  }
}
