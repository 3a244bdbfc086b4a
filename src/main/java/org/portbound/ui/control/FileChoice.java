package org.portbound.ui.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;
import org.portbound.text.Texts;

/** Asks the user for files; the window has dialogs for it, a test has answers. JavaFX thread. */
public interface FileChoice {
  /**
   * A kind of file.
   *
   * @param description what the user reads
   * @param endings such as {@code .csv}, the usual one first; none stands for any file
   */
  record Kind(String description, List<String> endings) {
    /** Copies the endings. */
    public Kind {
      endings = List.copyOf(endings);
    }
  }

  /**
   * Where to write.
   *
   * @param owner the window that asks
   * @param suggestedName a name with its ending
   * @param kinds what may be written, the usual one first
   * @return empty if the user thought better of it
   */
  Optional<Path> save(Window owner, String suggestedName, List<Kind> kinds);

  /**
   * What to read.
   *
   * @param owner the window that asks
   * @param kinds what can be read, the usual one first
   * @return empty if the user thought better of it
   */
  Optional<Path> open(Window owner, List<Kind> kinds);

  /** What is asked is asked in this language from now on. */
  default void speak(Texts texts) {}
}
