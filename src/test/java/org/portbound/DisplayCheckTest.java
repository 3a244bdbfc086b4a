package org.portbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.text.Message;
import org.portbound.text.Texts;

@Timeout(30)
final class DisplayCheckTest {
  private static final Map<String, String> X11 = Map.of("DISPLAY", ":7");

  @Test
  void nothingIsMissingWhereGtkLoadsAndTheServerLetsUsIn() {
    assertEquals(Optional.empty(), DisplayCheck.missingOnLinux(X11, library -> true, ":7"::equals));
  }

  @Test
  void eachLackHasItsOwnSentence() {
    tells("app.display.none", DisplayCheck.missingOnLinux(Map.of(), x -> true, x -> true));
    tells(
        "app.display.none",
        DisplayCheck.missingOnLinux(Map.of("DISPLAY", ""), x -> true, x -> true));
    tells(
        "app.display.wayland-only",
        DisplayCheck.missingOnLinux(Map.of("WAYLAND_DISPLAY", "wayland-0"), x -> true, x -> true));
    tells(
        "app.display.no-gtk",
        DisplayCheck.missingOnLinux(X11, name -> !name.contains("gtk"), x -> true));
    tells(
        "app.display.no-x11",
        DisplayCheck.missingOnLinux(X11, name -> !name.contains("X11"), x -> true));
    tells("app.display.refused", DisplayCheck.missingOnLinux(X11, x -> true, x -> false));
  }

  /** The tests themselves run with JavaFX's headless platform. */
  @Test
  void theHeadlessPlatformNeedsNoDisplay() {
    assertEquals("Headless", System.getProperty("glass.platform"));
    assertEquals(Optional.empty(), DisplayCheck.missing());
  }

  private static void tells(String key, Optional<Message> missing) {
    assertEquals(Optional.of(key), missing.map(Message::key));
    assertFalse(Texts.in(Locale.ENGLISH).say(missing.orElseThrow()).contains("{"));
  }
}
