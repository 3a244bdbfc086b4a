package org.portbound.ui.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.portbound.file.FileErrors;
import org.portbound.text.Message;

/**
 * What the user has chosen and finds again at the next start. Kept in one file, which is written a
 * moment after a change, on a thread of the JDK's own. Two programs may run at once: each writes
 * only what was changed in it, over what the file holds then; of one value, the last change holds.
 *
 * <p>Any thread; {@code values} guards both maps, {@code this} the file.
 */
public final class Settings implements AutoCloseable {
  private static final long WRITE_AFTER_MS = 500;

  private final Map<String, Object> values = new HashMap<>();

  /** What the file does not have yet. */
  private final Map<String, Object> changed = new HashMap<>();

  private final ConcurrentLinkedQueue<Message> warnings = new ConcurrentLinkedQueue<>();
  private final Executor later =
      CompletableFuture.delayedExecutor(
          WRITE_AFTER_MS,
          TimeUnit.MILLISECONDS,
          write -> Thread.ofVirtual().name("window-settings").start(write));

  /** Null if nothing is saved. */
  private @Nullable SettingsFile file;

  private Settings(@Nullable SettingsFile file) {
    this.file = file;
  }

  /**
   * Reads the settings of a file, which need not exist. A file that is damaged, or that a newer
   * Portbound wrote, is set aside under another name, with a warning. Blocks.
   */
  public static Settings open(Path path) {
    var settings = new Settings(new SettingsFile(path));
    synchronized (settings.values) {
      settings.values.putAll(settings.load());
    }
    return settings;
  }

  /** Settings that nobody saves. */
  public static Settings unsaved() {
    return new Settings(null);
  }

  private synchronized Map<String, Object> load() {
    SettingsFile from = file;
    if (from == null) {
      return Map.of();
    }
    try {
      SettingsFile.Content content = from.load();
      content.setAside().ifPresent(warnings::add);
      return content.values();
    } catch (IOException e) {
      // Whatever is in that place must not be overwritten.
      giveUp(from, "ui.settings.not-read", e);
      return Map.of();
    }
  }

  private synchronized void giveUp(SettingsFile from, String key, IOException why) {
    file = null;
    warnings.add(Message.of(key, from.path(), FileErrors.reason(why)));
  }

  /** The value now. */
  public <T> T get(Setting<T> setting) {
    Object json;
    synchronized (values) {
      json = values.get(setting.name());
    }
    return json == null
        ? setting.fallback()
        : setting.read().apply(json).orElseGet(setting::fallback);
  }

  /** Changes a value; it is written in a moment. */
  public <T> void put(Setting<T> setting, T value) {
    Object json = setting.write().apply(value);
    synchronized (values) {
      if (json.equals(values.put(setting.name(), json))) {
        return;
      }
      boolean waiting = !changed.isEmpty();
      changed.put(setting.name(), json);
      if (waiting) {
        return;
      }
    }
    later.execute(this::write);
  }

  private synchronized void write() {
    Map<String, Object> changes;
    synchronized (values) {
      changes = Map.copyOf(changed);
      changed.clear();
    }
    if (changes.isEmpty() || file == null) {
      return;
    }
    SettingsFile to = file;
    try {
      to.change(
          () -> {
            var all = new HashMap<>(load());
            all.putAll(changes);
            return file == null ? null : all;
          });
    } catch (IOException e) {
      giveUp(to, "ui.settings.not-written", e);
    }
  }

  /** A warning that was not asked for yet, if there is one. */
  public Optional<Message> nextWarning() {
    return Optional.ofNullable(warnings.poll());
  }

  /** Writes what is not written yet; blocks. */
  @Override
  public void close() {
    write();
  }
}
