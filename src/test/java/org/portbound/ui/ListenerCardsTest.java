package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Texts;
import org.portbound.ui.control.Commands;
import org.portbound.ui.control.FileDialogs;
import org.portbound.ui.control.Fonts;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Theme;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.listeners.ListenerActions;
import org.portbound.ui.listeners.ListenerList;
import org.portbound.ui.listeners.PeerActions;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.testfx.api.FxToolkit;

/** The cards of listeners, whatever their figures come to; each language leaves a picture. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class ListenerCardsTest {
  /** The panel at the left of the desk. */
  private static final double PANEL_PX = 400;

  private static final double GAP_PX = 8;

  private final Commands commands = new Commands(ListenerCardsTest::fail);

  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  @AfterEach
  void close() {
    commands.close();
  }

  private static ListenerView listener(int number, long received, long byKernel, long byUs) {
    Endpoint local = Endpoint.parse("0.0.0.0:3702");
    return new ListenerView(
        number,
        0,
        new ListenerPlan(SocketPlan.of(local), false),
        ListenerState.OPEN,
        local,
        ReuseOptions.NONE,
        List.<GroupMembership>of(),
        42,
        OptionalInt.empty(),
        received,
        0,
        OptionalLong.of(byKernel),
        byUs,
        byUs,
        Instant.EPOCH,
        null);
  }

  private static <T> T nothing(Class<T> actions) {
    return actions.cast(
        Proxy.newProxyInstance(
            actions.getClassLoader(), new Class<?>[] {actions}, (proxy, method, given) -> null));
  }

  private Scene scene(String language) {
    Settings settings = Settings.unsaved();
    Theme.prepare(settings);
    Fonts.load();
    var texts = Texts.in(Locale.of(language));
    var context = new UiContext(texts, commands, settings, new FileDialogs(texts));
    var list =
        new ListenerList(context, nothing(ListenerActions.class), nothing(PeerActions.class));
    list.show(
        List.of(
            listener(1, 331_943, 0, 0),
            listener(2, 331_943, 168_367, 0),
            listener(3, 331_943_000, 168_367_000, 1_000_000)),
        number -> number == 3 ? 500_000 : 0);
    list.setMinSize(PANEL_PX, 600);
    list.setMaxSize(PANEL_PX, 600);
    Scene scene = Theme.around(list, settings);
    Drawing.of(scene, PANEL_PX, 600);
    return scene;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void everyFigureHasRoomInItsCard(String language) throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    Scene scene = WindowDriver.onFx(() -> scene(language));
    Drawing.write(
        WindowDriver.onFx(() -> Drawing.of(scene, PANEL_PX, 600)), "listener-figures-" + language);
    assertEquals(List.of(), WindowDriver.onFx(() -> new CutTexts().in(scene)));
    for (int number = 1; number <= 3; number++) {
      Bounds card = bounds(scene, "#listener-" + number);
      assertTrue(card.getMaxX() <= PANEL_PX, "card " + number + " " + card);
      apart(scene, number, List.of("received", "rate", "lost", "descriptor"));
      if (number > 1) {
        apart(scene, number, List.of("dropped", "own", "evicted"));
      }
    }
  }

  /** Figures with their names: each ends well before the next begins, or that is a line below. */
  private static void apart(Scene scene, int number, List<String> figures) {
    for (int i = 1; i < figures.size(); i++) {
      Bounds before = pair(scene, "#listener-" + number + "-" + figures.get(i - 1));
      Bounds after = pair(scene, "#listener-" + number + "-" + figures.get(i));
      assertTrue(
          before.getMaxX() + GAP_PX <= after.getMinX() + 1 || before.getMaxY() <= after.getMinY(),
          figures.get(i) + " of " + number + ": " + before + " and " + after);
    }
  }

  private static Bounds bounds(Scene scene, String id) {
    return WindowDriver.onFx(() -> inScene(scene.lookup(id)));
  }

  private static Bounds pair(Scene scene, String id) {
    return WindowDriver.onFx(() -> inScene(scene.lookup(id).getParent()));
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(
        node instanceof Region region ? region.getLayoutBounds() : node.getBoundsInLocal());
  }
}
