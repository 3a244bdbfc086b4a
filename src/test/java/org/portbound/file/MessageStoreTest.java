package org.portbound.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.message.Notation;
import org.portbound.message.SavedMessage;
import org.portbound.message.SavedMessages;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** The user's own messages on disk. */
@Timeout(20)
final class MessageStoreTest {
  @TempDir private Path folder;

  private static SavedMessage message(String name) {
    return new SavedMessage(name, "", "127.0.0.1:9", Notation.TEXT, "text of " + name, Map.of());
  }

  private static List<String> names(MessageStore store) {
    return store.load().orThrow().messages().stream().map(SavedMessage::name).toList();
  }

  @Test
  void aChangeIsThereForWhoeverReadsNext() {
    Path file = folder.resolve("new", "messages.json");
    var store = new MessageStore(file);
    assertEquals(List.of(), names(store), "no file, no messages");
    store.change(before -> SavedMessages.with(before, message("a"))).orThrow();
    new MessageStore(file).change(before -> SavedMessages.with(before, message("b"))).orThrow();
    assertEquals(List.of("a", "b"), names(store));
    store.change(before -> SavedMessages.without(before, "a")).orThrow();
    assertEquals(List.of("b"), names(new MessageStore(file)));
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    Path file = folder.resolve("messages.json");
    List<Thread> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(
                            () ->
                                new MessageStore(file)
                                    .change(before -> SavedMessages.with(before, message("m" + i)))
                                    .orThrow()))
            .toList();
    for (Thread each : writers) {
      each.join();
    }
    assertEquals(8, names(new MessageStore(file)).size());
  }

  @Test
  void whatCannotBeReadIsKeptAsideBeforeItIsWrittenOver() throws IOException {
    Path file = folder.resolve("messages.json");
    String broken =
        "{\"portbound-messages\": 1, \"messages\": [{\"name\": \"good\", \"payload\": \"a\"},\n"
            + "{\"name\": \"bad\", \"payload\": \"\\\\q\"}]}";
    Files.writeString(file, broken);
    var store = new MessageStore(file);
    assertEquals(2, store.load().orThrow().faults().getFirst().line());
    var changed = store.change(before -> SavedMessages.with(before, message("more"))).orThrow();
    assertEquals(
        Optional.of(Message.of("file.messages-aside", file, "messages.json.aside-1")),
        changed.setAside());
    assertEquals(List.of("good", "more"), names(store));
    assertEquals(broken, Files.readString(folder.resolve("messages.json.aside-1")));
  }

  @Test
  void whatANewerProgramWroteIsKeptAside() throws IOException {
    Path file = folder.resolve("messages.json");
    String newer = "{\"portbound-messages\": 2, \"messages\": [{\"told\": \"otherwise\"}]}";
    Files.writeString(file, newer);
    var store = new MessageStore(file);
    assertEquals(
        "message.file.other-version", store.load().orThrow().faults().getFirst().why().key());
    assertEquals(newer, Files.readString(file), "reading changes nothing");
    store.change(before -> SavedMessages.with(before, message("a"))).orThrow();
    assertEquals(newer, Files.readString(folder.resolve("messages.json.aside-1")));
    assertEquals(List.of("a"), names(store));
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "in the way");
    var store = new MessageStore(blocked.resolve("messages.json"));
    assertInstanceOf(
        Parsed.Invalid.class, store.change(before -> SavedMessages.with(before, message("a"))));
    assertInstanceOf(Parsed.Invalid.class, MessageStore.read(folder.resolve("none")));
    assertInstanceOf(Parsed.Invalid.class, MessageStore.write(folder, List.of(message("a"))));
    Files.write(folder.resolve("latin"), new byte[] {'"', (byte) 0xe4});
    assertInstanceOf(Parsed.Invalid.class, MessageStore.read(folder.resolve("latin")));
  }

  @Test
  void listsKeepEachNameOnce() {
    List<SavedMessage> two = List.of(message("a"), message("b"));
    SavedMessage other = message("x").withName("a");
    assertEquals(
        List.of("a", "b", "a 2"),
        SavedMessages.merged(two, List.of(message("b"), other)).stream()
            .map(SavedMessage::name)
            .toList());
    assertEquals(
        List.of("a"),
        SavedMessages.replaced(two, "b", message("a")).stream().map(SavedMessage::name).toList());
    assertEquals(List.of(message("b")), SavedMessages.search(two, "OF  b"));
    assertTrue(SavedMessages.search(two, "nowhere").isEmpty());
    assertFalse(SavedMessages.search(two, " ").isEmpty());
  }
}
