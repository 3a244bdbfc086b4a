package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.lesson.LessonFile;
import org.portbound.message.BuiltInMessages;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Everything the window can do is found by typing, and done by Enter. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class PaletteTest {
  private final Settings settings = Settings.unsaved();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), settings, 1280, 800)
            .dress(ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void summon() {
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    window.await("the palette is open", () -> window.exists("#palette"));
  }

  private List<Action> rows() {
    return WindowDriver.onFx(
        () ->
            ((ListView<?>) window.node("#palette-list"))
                .getItems().stream().map(Action.class::cast).toList());
  }

  private void write(String words) {
    window.robot().write(words, 0);
  }

  private void run(String words, String id) {
    summon();
    write(words);
    window.await(id + " is first", () -> rows().getFirst().id().equals(id));
    window.press(KeyCode.ENTER);
    assertFalse(window.exists("#palette"), "it closes");
  }

  private boolean chosen(String page) {
    return ((javafx.scene.control.ToggleButton) window.node(page)).isSelected();
  }

  @Test
  void enterRunsWhatIsFoundAndItComesFirstTheNextTime() {
    summon();
    window.await(
        "the chapters of the guide are read",
        () -> rows().stream().anyMatch(each -> each.id().equals("guide-keys")));
    Set<String> ids = rows().stream().map(Action::id).collect(Collectors.toSet());
    assertEquals(ids.size(), rows().size(), "each once");
    LessonFile.builtIn().forEach(each -> assertTrue(ids.contains("lesson-" + each.name())));
    BuiltInMessages.all().forEach(each -> assertTrue(ids.contains("message-" + each.name())));
    assertTrue(
        ids.containsAll(
            Set.of("bind-preset-ssdp", "language-id", "view-size-150", "view-theme-DARK")));
    window.picture("palette").press(KeyCode.ESCAPE);
    assertFalse(window.exists("#palette"));

    run("ports every", "page-ports");
    window.await("the page is in sight", () -> chosen("#page-ports"));
    run("preset ws", "bind-preset-ws-discovery");
    window.awaitText("#bind-groups", "239.255.255.250");
    assertTrue(WindowDriver.onFx(() -> chosen("#page-desk")), "on the page it belongs to");
  }

  @Test
  void everyItemOfAMenuInTheHeaderIsThere() {
    Set<String> ids = new HashSet<>();
    summon();
    rows().forEach(each -> ids.add(each.id()));
    for (String menu : List.of("#file-menu", "#language", "#view-menu", "#bind-presets")) {
      for (MenuItem each : WindowDriver.onFx(() -> ((MenuButton) window.node(menu)).getItems())) {
        if (!(each instanceof SeparatorMenuItem) && !(each instanceof Menu)) {
          String id = each.getId().equals("view-palette") ? "palette" : each.getId();
          assertTrue(ids.contains(id), menu + " has " + id);
        }
      }
    }
  }

  @Test
  void whatCannotBeDoneSaysWhyAndTheFocusComesBack() {
    window.click("#send-payload");
    Node before = WindowDriver.onFx(() -> window.scene().getFocusOwner());
    assertNotNull(before);
    summon();
    write("copy csv");
    window.await("found", () -> rows().getFirst().id().equals("row-copy-csv"));
    assertTrue(rows().getFirst().obstacle().get().isPresent());
    window.picture("palette-not-now").press(KeyCode.ENTER);
    assertTrue(window.exists("#palette"), "it stays, with the reason");
    String help =
        WindowDriver.onFx(() -> ((TextField) window.node("#palette-field")).getAccessibleHelp());
    assertEquals("Datagrams: Copy as CSV. Not now: no datagram is selected", help);
    write(" zebra");
    window.await("nothing is found", () -> rows().isEmpty()).picture("palette-nothing");
    window.press(KeyCode.ESCAPE);
    assertEquals(before, WindowDriver.onFx(() -> window.scene().getFocusOwner()));
  }

  @Test
  void itSpeaksTheOtherLanguageAndKnowsWhatWasUsed() {
    run("high contrast", "view-theme-CONTRAST");
    summon();
    assertEquals("view-theme-CONTRAST", rows().getFirst().id());
    window.picture("palette-contrast").press(KeyCode.ESCAPE);
    run("light", "view-theme-LIGHT");
    summon();
    write("bahasa indonesia");
    window.await("found", () -> rows().getFirst().id().equals("language-id"));
    window.press(KeyCode.ENTER).awaitText("#language", "ID");
    summon();
    assertEquals(
        List.of("language-id", "view-theme-LIGHT", "view-theme-CONTRAST"),
        rows().subList(0, 3).stream().map(Action::id).toList());
    window.press(KeyCode.DOWN).press(KeyCode.DOWN).press(KeyCode.UP);
    window.picture("palette-bahasa");
    window.press(KeyCode.ENTER);
    window.await(
        "light again, and kept as used last",
        () ->
            settings
                .get(org.portbound.ui.control.Setting.texts("palette.recent", List.of()))
                .subList(0, 2)
                .equals(List.of("view-theme-LIGHT", "language-id")));
    run("gelap", "view-theme-DARK");
    summon();
    window.press(KeyCode.CONTROL, KeyCode.PLUS);
    window.picture("palette-bahasa-dark").press(KeyCode.ESCAPE);
    run("terang", "view-theme-LIGHT");
    run("english", "language-en");
    window.awaitText("#language", Locale.ENGLISH.getLanguage().toUpperCase(Locale.ROOT));
  }
}
