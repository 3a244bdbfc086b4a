package org.portbound.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.portbound.message.BuiltInMessages;
import org.portbound.message.SavedMessage;

/**
 * The keys that the program asks for are those of the bundle: none is missing, none is left over.
 */
final class KeysTest {
  /** The keys of the help, which the terminal's tests hold against the commands. */
  private static final String HELP = "cli.help.";

  private static final Set<String> ENGLISH = Texts.in(Locale.ENGLISH).keys();

  /** What keys begin with. */
  private static final Set<String> ROOMS =
      ENGLISH.stream().map(KeysTest::room).collect(Collectors.toSet());

  private static SourceKeys source;

  @BeforeAll
  static void readSource() throws IOException {
    source = SourceKeys.read(BuiltInMessages.all().stream().map(SavedMessage::name).toList());
  }

  private static String room(String key) {
    return key.substring(0, key.indexOf('.'));
  }

  @Test
  void everyKeyOfTheBundleIsUsed() {
    var left = new TreeSet<String>();
    for (String key : ENGLISH) {
      if (!key.startsWith(HELP) && !source.mentions(key)) {
        left.add(key);
      }
    }
    assertEquals(Set.of(), left, "nothing asks for these");
  }

  @Test
  void everyKeyThatIsAskedForIsThere() {
    var missing = new TreeSet<String>();
    for (String each : source.literals()) {
      if (each.matches("[a-z0-9-]+\\.[a-z0-9-]+(\\.[A-Za-z0-9_-]+)*")
          && ROOMS.contains(room(each))
          && !ENGLISH.contains(each)) {
        missing.add(each);
      }
    }
    for (String id : source.named()) {
      List.of(".name", ".tip").stream()
          .map(last -> "ui." + id + last)
          .filter(key -> !ENGLISH.contains(key))
          .forEach(missing::add);
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void whatIsPutTogetherLeadsToAKey() {
    var idle = new ArrayList<String>();
    for (String each : source.beginnings()) {
      if (each.matches("[a-z0-9-]+\\.[A-Za-z0-9_.-]*")
          && ROOMS.contains(room(each))
          && ENGLISH.stream().noneMatch(known -> known.startsWith(each))) {
        idle.add(each);
      }
    }
    assertEquals(List.of(), idle);
    assertTrue(source.beginnings().size() > 50, "the source is read");
  }
}
