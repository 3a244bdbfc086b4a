package org.portbound.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.text.Message;

/** What is saved is found again, and whatever is in the file is never lost. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class SettingsTest {
  private static final Setting<Boolean> FLAG = Setting.flag("flag", false);
  private static final Setting<Integer> NUMBER = Setting.number("number", 256, 1, 1_000);
  private static final Setting<TimeUnit> CHOICE = Setting.choice("choice", TimeUnit.DAYS);
  private static final Setting<List<String>> TEXTS = Setting.texts("texts", List.of("one"));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("not there yet").resolve("settings.json");
  }

  private void fileHolds(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static Optional<String> warning(Settings settings) {
    return settings.nextWarning().map(Message::key);
  }

  @Test
  void whatIsChosenIsFoundAgain() {
    try (Settings settings = Settings.open(file)) {
      assertEquals(256, settings.get(NUMBER));
      settings.put(FLAG, true);
      settings.put(NUMBER, 512);
      settings.put(CHOICE, TimeUnit.HOURS);
      settings.put(TEXTS, List.of("a \"b\"", "ü"));
      assertEquals(512, settings.get(NUMBER));
    }
    Settings again = Settings.open(file);
    assertTrue(again.get(FLAG));
    assertEquals(512, again.get(NUMBER));
    assertEquals(TimeUnit.HOURS, again.get(CHOICE));
    assertEquals(List.of("a \"b\"", "ü"), again.get(TEXTS));
    assertEquals(Optional.empty(), warning(again));
  }

  @Test
  void aChangeIsWrittenInAMomentWithoutBeingAskedFor() throws IOException, InterruptedException {
    try (var watch = folder.getFileSystem().newWatchService()) {
      file = folder.resolve("settings.json");
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Settings.open(file).put(FLAG, true);
      while (!Files.exists(file)) {
        var key = watch.take();
        key.pollEvents();
        key.reset();
      }
    }
    assertTrue(Settings.open(file).get(FLAG));
  }

  @Test
  void whatCannotBeUsedCountsAsNotChosen() throws IOException {
    fileHolds(
        """
        {"version": 1, "settings":
          {"flag": "yes", "number": 0, "choice": "FORTNIGHTS", "texts": [1, "two", null]}}\
        """);
    Settings settings = Settings.open(file);
    assertFalse(settings.get(FLAG));
    assertEquals(256, settings.get(NUMBER));
    assertEquals(TimeUnit.DAYS, settings.get(CHOICE));
    assertEquals(List.of("two"), settings.get(TEXTS));
  }

  @Test
  void settingsOfOthersStay() throws IOException {
    fileHolds("{\"version\": 1, \"settings\": {\"unheard.of\": {\"a\": [1]}}}");
    Settings first = Settings.open(file);
    Settings second = Settings.open(file);
    first.put(FLAG, true);
    first.close();
    second.put(NUMBER, 7);
    second.close();
    Settings both = Settings.open(file);
    assertTrue(both.get(FLAG), "the second program did not write over it");
    assertEquals(7, both.get(NUMBER));
    assertTrue(Files.readString(file).contains("unheard.of"));
  }

  /** As two programs would: neither loses what the other has just written. */
  @Test
  void manyChangesAtOnceAreAllKept() throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Settings settings = Settings.open(file)) {
                      settings.put(Setting.number("n" + number, 0, 0, 100), number);
                    }
                  }));
    }
    for (Thread each : threads) {
      each.join();
    }
    Settings all = Settings.open(file);
    for (int i = 0; i < 8; i++) {
      assertEquals(i, all.get(Setting.number("n" + i, 100, 0, 100)));
    }
  }

  @Test
  void aDamagedFileIsSetAside() throws IOException {
    for (int i = 1; i <= 2; i++) {
      String damaged = "{\"version\": 1, \"settings\": {\"flag\": " + i;
      fileHolds(damaged);
      try (Settings settings = Settings.open(file)) {
        assertEquals(
            Optional.of("line 1, column " + (damaged.length() + 1)),
            settings.nextWarning().map(SettingsTest::place));
        settings.put(FLAG, true);
      }
      assertEquals(damaged, Files.readString(file.resolveSibling("settings.json.aside-" + i)));
      assertTrue(Settings.open(file).get(FLAG));
    }
  }

  private static String place(Message warning) {
    return "line %s, column %s".formatted(warning.arguments().get(2), warning.arguments().get(3));
  }

  /** What a power failure leaves, an editor's mark, and another program's file. */
  @Test
  void whateverTheFileHoldsItIsSetAside() throws IOException {
    for (String each : List.of("", "\0".repeat(64), "\uFEFF{}", "[]", "{\"version\": \"one\"}")) {
      fileHolds(each);
      assertTrue(warning(Settings.open(file)).orElse("").startsWith("ui.settings.damaged"), each);
      assertFalse(Files.exists(file), each);
    }
  }

  @Test
  void aNewerFileIsSetAside() throws IOException {
    String newer = "{\"version\": 2, \"settings\": 17}";
    fileHolds(newer);
    assertEquals(Optional.of("ui.settings.newer"), warning(Settings.open(file)));
    assertEquals(newer, Files.readString(file.resolveSibling("settings.json.aside-1")));
  }

  @Test
  void whereNothingCanBeWrittenEverythingElseWorks() throws IOException {
    Files.writeString(file.getParent(), "a file where the folder should be");
    Settings settings = Settings.open(file);
    settings.put(NUMBER, 7);
    settings.close();
    Message told = settings.nextWarning().orElseThrow();
    assertTrue(told.key().startsWith("ui.settings.not-"));
    assertInstanceOf(Message.class, told.arguments().getLast(), "a reason in the user's language");
    settings.put(NUMBER, 8);
    settings.close();
    assertEquals(8, settings.get(NUMBER));
    assertEquals(Optional.empty(), warning(settings), "told once");
    assertEquals("a file where the folder should be", Files.readString(file.getParent()));
  }

  @Test
  void whatCannotBeReadIsNotWrittenOver() throws IOException {
    Files.createDirectories(file);
    Settings settings = Settings.open(file);
    assertEquals(Optional.of("ui.settings.not-read"), warning(settings));
    settings.put(FLAG, true);
    settings.close();
    assertTrue(Files.isDirectory(file));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLinkStaysALink() throws IOException {
    Path real = folder.resolve("elsewhere.json");
    Files.writeString(real, "{\"version\": 1, \"settings\": {}}");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, real);
    try (Settings settings = Settings.open(file)) {
      settings.put(FLAG, true);
    }
    assertTrue(Files.isSymbolicLink(file));
    assertTrue(Settings.open(real).get(FLAG));
  }
}
