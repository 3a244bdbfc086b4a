package org.portbound.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.lesson.LessonFile;
import org.portbound.text.Texts;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** The window's language is changed while it is used: everything is said anew, nothing is lost. */
@Tag("long")
@ExtendWith(FixedPorts.class)
final class LanguageTest {
  private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);
  private static final Texts INDONESIAN = Texts.in(Locale.of("id"));

  private final Settings settings = Settings.unsaved();
  private Workbench workbench;
  private WindowDriver window;

  @BeforeEach
  void open() {
    workbench = Workbench.open(Providers.standard(), 8 << 20);
    window = WindowDriver.open(workbench, settings, 1280, 800);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void speak(String code) {
    new Speech(window).change(code);
  }

  private List<String> pages() {
    return WindowDriver.onFx(
        () ->
            window.scene().getRoot().lookupAll(".toggle-button").stream()
                .filter(ToggleButton.class::isInstance)
                .map(Node::getId)
                .filter(id -> id != null && id.startsWith("page-"))
                .distinct()
                .toList());
  }

  /** Sentences that say something else in the other language; those with places as patterns. */
  private static Map<String, Pattern> patterns(Texts of, Texts other) {
    Map<String, Pattern> patterns = new HashMap<>();
    for (String key : of.keys()) {
      if (key.startsWith("cli.") || key.equals("language.name")) {
        continue;
      }
      String sentence = of.say(key);
      boolean says = sentence.matches(".*[A-Za-z]{3}.*") && !sentence.equals(other.say(key));
      if (says && !otherSays(sentence, other)) {
        String quoted =
            Pattern.quote(sentence)
                .replaceAll("\\{(\\d)}(?=.*\\{\\1#)", "\\\\E[\\\\d,]+\\\\Q")
                .replaceAll("\\{\\d+#([^|}]*)\\|([^}]*)}", "\\\\E(?:$1|$2)\\\\Q")
                .replaceAll("\\{\\d+}", "\\\\E.*\\\\Q");
        patterns.put(key, Pattern.compile(quoted, Pattern.DOTALL));
      }
    }
    return patterns;
  }

  private static boolean otherSays(String sentence, Texts other) {
    return other.keys().stream().anyMatch(key -> other.say(key).equals(sentence));
  }

  private static List<String> foreign(List<String> shown, Map<String, Pattern> patterns) {
    var foreign = new ArrayList<String>();
    for (String text : shown) {
      patterns.forEach(
          (key, pattern) -> {
            // A pattern that is hardly more than its places fits anything.
            if (pattern.pattern().length() > 12 && pattern.matcher(text).matches()) {
              foreign.add(key + ": " + text);
            }
          });
    }
    return foreign;
  }

  private List<String> shown() {
    return WindowDriver.onFx(() -> ShownTexts.below(window.scene().getRoot()));
  }

  private List<String> cut() {
    return WindowDriver.onFx(
        () ->
            new CutTexts()
                .allow(".table-cell", "columns can be made wider")
                .allow(".pb-ledger-call", "its explanation says all of it")
                .in(window.scene()));
  }

  @Test
  void everyPageSpeaksTheOtherLanguageAndBack() {
    Map<String, Pattern> english = patterns(ENGLISH, INDONESIAN);
    Map<String, Pattern> indonesian = patterns(INDONESIAN, ENGLISH);
    assertTrue(english.size() > 500, "most sentences differ");
    window.type("#bind-port", String.valueOf(FreePorts.orAny(12_345)));
    window.click("#bind-reuseport").await("it listens", () -> window.exists("#listener-1"));
    List<String> pages = pages();
    assertTrue(pages.size() >= 7, pages.toString());
    for (String page : pages) {
      window.click("#" + page);
      assertEquals(List.of(), foreign(shown(), indonesian), page);
      assertEquals(List.of(), cut(), page);
      speak("id");
      assertTrue(
          WindowDriver.onFx(() -> ((ToggleButton) window.node("#" + page)).isSelected()), page);
      assertEquals(List.of(), foreign(shown(), english), page);
      window.picture("bahasa-" + page);
      assertEquals(List.of(), cut(), page);
      speak("en");
      assertEquals(List.of(), foreign(shown(), indonesian), page);
    }
  }

  @Test
  void nothingIsLost() throws Exception {
    int port = FreePorts.any();
    window.type("#bind-port", String.valueOf(port)).click("#bind-reuseport");
    window.await("it listens", () -> window.exists("#listener-1"));
    try (var sender = new DatagramSocket()) {
      for (int i = 0; i < 60; i++) {
        byte[] payload = ("number " + i).getBytes(UTF_8);
        sender.send(
            new DatagramPacket(payload, payload.length, InetAddress.getLoopbackAddress(), port));
      }
    }
    window.awaitText("#traffic-count", "60");
    window.type("#traffic-filter", "len > 8").type("#send-payload", "half a sen");
    window.awaitText("#traffic-count", "50");
    window.click("#traffic-table").press(KeyCode.HOME);
    window.await("its detail can be seen", this::seesDetail);
    speak("id");
    window.await("also in the other language", this::seesDetail);
    window.await(
        "what can wait is ready",
        () -> WindowDriver.onFx(() -> window.scene().lookup("#palette") != null));
    assertTrue(seesDetail(), "and then it is still there");
    speak("en");
    window.press(KeyCode.ESCAPE);
    window.type("#bind-groups", "239.1.2.3@lo").click("#traffic-freeze");
    window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
    String refused = window.text("#refusal-headline");
    speak("id");
    assertEquals("len > 8", window.text("#traffic-filter"));
    assertEquals("half a sen", window.text("#send-payload"));
    assertEquals(String.valueOf(port), window.text("#bind-port"));
    assertEquals("239.1.2.3@lo", window.text("#bind-groups"));
    assertTrue(window.exists("#listener-1"));
    assertTrue(window.exists("#refusal-card"), "the refusal is still there");
    assertFalse(window.text("#refusal-headline").isEmpty(), refused);
    assertEquals(1, workbench.listeners().size());
    window.awaitText("#traffic-count", "50");
    assertTrue(
        WindowDriver.onFx(() -> ((ToggleButton) window.node("#traffic-freeze")).isSelected()));
    window.picture("bahasa-refusal");
    speak("en");
    assertEquals(refused, window.text("#refusal-headline"));
    assertEquals("half a sen", window.text("#send-payload"));
  }

  private boolean seesDetail() {
    return window.exists("#detail")
        && WindowDriver.onFx(() -> window.node("#detail").getLayoutBounds().getHeight() > 100);
  }

  @Test
  void aLessonGoesOnInTheOtherLanguage() {
    window.click("#page-lessons").click("#lesson-first");
    String title = LessonFile.builtIn().getFirst().title().in(Locale.of("id"));
    window.await("begun", () -> window.exists("#lesson-run"));
    window.click("#lesson-run");
    window.await("the kernel has answered", () -> window.exists("#lesson-answer-0"));
    int open = workbench.listeners().size();
    assertTrue(open > 0, "the lesson has a socket");
    speak("id");
    window.awaitText("#lesson-title", title);
    assertTrue(window.exists("#lesson-answer-0"), "the answer is still there");
    assertEquals(open, workbench.listeners().size());
    window.picture("bahasa-lesson");
    window.click("#lesson-next").click("#lesson-run");
    window.await("the next step is run", () -> window.exists("#lesson-answer-0"));
    window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
  }

  @Test
  void theChoiceIsKept() {
    speak("id");
    window.close();
    window =
        WindowDriver.open(
            workbench = Workbench.open(Providers.standard(), 8 << 20), settings, 1280, 800);
    assertEquals("ID", window.text("#language"));
    assertTrue(shown().contains(INDONESIAN.say("ui.bind.title")));
  }
}
