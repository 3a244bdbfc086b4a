package org.portbound.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.FileChoice;

/**
 * Answers for dialogs that a test cannot click: a folder to save in, a file to open, or neither.
 */
final class GivenFiles implements FileChoice {
  private volatile @Nullable Path saveAs;
  private volatile @Nullable Path toOpen;

  /** The user will save there: a file, or a folder in which it has the suggested name. */
  GivenFiles saveIn(Path place) {
    saveAs = place;
    return this;
  }

  /** The user will open this. */
  GivenFiles toOpen(Path file) {
    toOpen = file;
    return this;
  }

  @Override
  public Optional<Path> save(Window owner, String suggestedName, List<Kind> kinds) {
    Path place = saveAs;
    return Optional.ofNullable(place)
        .map(each -> each.toFile().isDirectory() ? each.resolve(suggestedName) : each);
  }

  @Override
  public Optional<Path> open(Window owner, List<Kind> kinds) {
    return Optional.ofNullable(toOpen);
  }
}
