package org.portbound.ui.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;

/** What is found by what is typed, and in which order. */
final class SearchTest {
  private static final List<Action> ACTIONS =
      List.of(
          action("page-ports", Kind.PAGE, "Ports: every UDP socket of this machine"),
          action("bind-both", Kind.BIND, "Bind with SO_REUSEPORT and SO_REUSEADDR"),
          action("larger", Kind.VIEW, "Larger"),
          action("dark", Kind.VIEW, "Dark"),
          action("save", Kind.FILE, "Save workbench…"));

  private static Action action(String id, Kind kind, String words) {
    return new Action(id, kind, words, () -> {});
  }

  private static List<String> find(String typed, String... recent) {
    return Search.find(
            ACTIONS, typed, kind -> kind.name().toLowerCase(Locale.ROOT), List.of(recent))
        .stream()
        .map(Action::id)
        .toList();
  }

  @Test
  void nothingTypedIsEverythingWithWhatWasUsedLastFirst() {
    assertEquals(List.of("page-ports", "save", "larger", "dark", "bind-both"), find(""));
    assertEquals(
        List.of("dark", "save", "page-ports", "larger", "bind-both"),
        find("  ", "dark", "gone", "save"));
  }

  @Test
  void aBeginningComesBeforeAPieceAndAPieceBeforeScatteredLetters() {
    assertEquals(List.of("page-ports", "bind-both"), find("PORT", "bind-both"));
    assertEquals("save", find("swb").getFirst());
    assertEquals(List.of(), find("zebra"));
  }

  @Test
  void everyWordMustFitInAnyOrderAndTheKindIsOneOfThem() {
    assertEquals(List.of("bind-both"), find("reuseaddr bind"));
    assertEquals(List.of("dark", "larger"), find("view", "dark"));
    assertEquals(List.of(), find("dark ports"));
  }
}
