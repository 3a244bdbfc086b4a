package org.portbound.ui.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return Content.of(Map.of());
    }
    try {
      Map<String, Object> all = JSON.std.mapFrom(bytes);
      if (all.get("version") instanceof Integer version && version > VERSION) {
        return setAside("ui.settings.newer");
      }
      if (all.get("version") instanceof Integer && all.get("settings") instanceof Map<?, ?> map) {
        return Content.of(named(map));
      }
      return setAside("ui.settings.damaged");
    } catch (JacksonException e) {
      return setAside("ui.settings.damaged");
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

  /** Under the first free name, so that nothing set aside before is lost. */
  private Content setAside(String why) throws IOException {
    int number = 1;
    Path other = aside(number);
    while (Files.exists(other)) {
      number++;
      other = aside(number);
    }
    Files.move(path, other);
    return new Content(Map.of(), Optional.of(Message.of(why, path, other.getFileName())));
  }

  private Path aside(int number) {
    return path.resolveSibling(path.getFileName() + ".aside-" + number);
  }

  /**
   * Replaces the file in one step: whoever reads it gets the old or the new one in full. A link
   * stays a link.
   */
  void write(Map<String, Object> values) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path target = Files.exists(path) ? path.toRealPath() : path;
    var document = new TreeMap<String, Object>();
    document.put("version", VERSION);
    document.put("settings", new TreeMap<>(values));
    Path fresh =
        target.resolveSibling(target.getFileName() + ".new-" + ProcessHandle.current().pid());
    try {
      Files.writeString(fresh, PRETTY.asString(document) + "\n", StandardCharsets.UTF_8);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
