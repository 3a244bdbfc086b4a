package org.portbound.ui.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.portbound.file.WholeFile;
import org.portbound.message.JsonStop;
import org.portbound.text.Message;

/**
 * The file with the settings: {@code {"version": 1, "settings": {…}}}. Blocks; one thread at a
 * time.
 *
 * @param path where it is, or will be
 */
record SettingsFile(Path path) {
  private static final int VERSION = 1;

  private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  /**
   * What was read.
   *
   * @param setAside tells that the file was put away under another name, because it is damaged or
   *     newer than this program
   */
  record Content(Map<String, Object> values, Optional<Message> setAside) {
    static Content of(Map<String, Object> values) {
      return new Content(values, Optional.empty());
    }
  }

  /**
   * Reads the file; no file is the same as an empty one.
   *
   * @throws IOException if it cannot be read, or cannot be set aside
   */
  Content load() throws IOException {
    String text;
    try {
      // Of bytes the parser would guess the encoding: of a file of zeros, UTF-32.
      text = new String(Files.readAllBytes(path), UTF_8);
    } catch (NoSuchFileException e) {
      return Content.of(Map.of());
    }
    try {
      Map<String, Object> all = JSON.std.mapFrom(text);
      if (all.get("version") instanceof Integer version && version > VERSION) {
        return setAside("ui.settings.newer");
      }
      if (all.get("version") instanceof Integer && all.get("settings") instanceof Map<?, ?> map) {
        return Content.of(named(map));
      }
      return setAside("ui.settings.damaged");
    } catch (JsonProcessingException e) {
      JsonStop stop = JsonStop.of(text, e);
      return setAside("ui.settings.damaged-in", stop.line(), stop.column());
    }
  }

  private static Map<String, Object> named(Map<?, ?> from) {
    var values = new HashMap<String, Object>();
    from.forEach(
        (name, value) -> {
          if (value != null) {
            values.put(String.valueOf(name), value);
          }
        });
    return values;
  }

  private Content setAside(String why, Object... more) throws IOException {
    Path other = WholeFile.aside(path);
    Files.move(path, other);
    var words = new ArrayList<Object>(List.of(path, other.getFileName()));
    words.addAll(List.of(more));
    return new Content(Map.of(), Optional.of(Message.of(why, words.toArray())));
  }

  /**
   * Replaces the file in one step, while no other program changes it.
   *
   * @param values what it is to hold, or null to leave it
   */
  void change(Supplier<@Nullable Map<String, Object>> values) throws IOException {
    WholeFile.locked(
        path,
        () -> {
          Map<String, Object> all = values.get();
          if (all != null) {
            write(all);
          }
          return path;
        });
  }

  private void write(Map<String, Object> values) throws IOException {
    var document = new TreeMap<String, Object>();
    document.put("version", VERSION);
    document.put("settings", new TreeMap<>(values));
    WholeFile.replace(path, PRETTY.asString(document) + "\n");
  }
}
