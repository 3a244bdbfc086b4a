package org.portbound.ui.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * What one window hands to the next one over the same workbench, when it is built anew in another
 * language: what its pages know beyond the workbench, and what stands in its controls. JavaFX
 * thread.
 */
public final class Memory {
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private final Map<String, Object> newest = new HashMap<>();
  private final Entries entries = new Entries();
  private double widthPx;
  private double heightPx;

  /** Nothing is known yet. */
  public Memory() {}

  /**
   * The one object of its class, which outlives the window.
   *
   * @param first makes it, for the first window
   */
  public <T> T keep(Class<T> kind, Supplier<T> first) {
    return kind.cast(kept.computeIfAbsent(kind, each -> first.get()));
  }

  /**
   * Takes the place of the part of the window before.
   *
   * @param id what it is the newest of
   * @return the part that had the place until now
   */
  public <T> Optional<T> replace(String id, Class<T> kind, T now) {
    @Nullable Object before = newest.put(id, now);
    return Optional.ofNullable(before).map(kind::cast);
  }

  /** The part that has a place now: who began something may be out of sight when it ends. */
  public <T> T newest(String id, Class<T> kind) {
    Object now = newest.get(id);
    if (now == null) {
      throw new IllegalStateException("nothing has the place " + id);
    }
    return kind.cast(now);
  }

  /** The window with this scene goes: takes its size, and what stands in its controls. */
  public void take(Scene scene) {
    fit(scene);
    entries.take();
  }

  /** The next scene is to be as large as this one. */
  public void fit(Scene scene) {
    widthPx = scene.getWidth();
    heightPx = scene.getHeight();
  }

  /** A scene as large as the one before, whatever its content would like to have. */
  public Scene scene(Parent root) {
    return widthPx > 0 && heightPx > 0 ? new Scene(root, widthPx, heightPx) : new Scene(root);
  }

  /** Gives the first window what stood in the forms of the one before, and its page. */
  public void restore(Settings settings) {
    entries.give(new FormMemory(settings).kept());
  }

  /** Keeps what stands in the forms, and which page is in sight, for the next start. */
  public void keepForms(Settings settings) {
    new FormMemory(settings).keep(entries.plain());
  }

  /** What stands in the controls. */
  public Entries entries() {
    return entries;
  }
}
