package org.portbound.ui.control;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Texts;

/** The desktop's own file dialogs; they open in the folder that was used last. JavaFX thread. */
public final class FileDialogs implements FileChoice {
  private static final double TYPE_PX = 13;

  private Texts texts;
  private @Nullable File folder;

  /** Dialogs that open in the desktop's usual folder at first. */
  public FileDialogs(Texts texts) {
    this.texts = texts;
  }

  @Override
  public void speak(Texts language) {
    texts = language;
  }

  @Override
  public Optional<Path> save(Window owner, String suggestedName, List<Kind> kinds) {
    FileChooser chooser = chooser(kinds);
    chooser.setInitialFileName(suggestedName);
    File chosen = chooser.showSaveDialog(owner);
    if (chosen == null) {
      return Optional.empty();
    }
    folder = chosen.getParentFile();
    int kind = chooser.getExtensionFilters().indexOf(chooser.getSelectedExtensionFilter());
    Path path = chosen.toPath();
    Path named = withEnding(path, kind < 0 ? kinds.getFirst() : kinds.get(kind));
    // The dialog asked about the name without the ending.
    return named.equals(path) || !Files.exists(named) || mayReplace(owner, named)
        ? Optional.of(named)
        : Optional.empty();
  }

  /** Asks whether a file may be replaced. */
  boolean mayReplace(Window owner, Path file) {
    var replace = new ButtonType(texts.say("ui.file.replace.yes"), ButtonData.OK_DONE);
    var question =
        new Alert(
            AlertType.CONFIRMATION,
            texts.say("ui.file.replace.detail", file),
            replace,
            new ButtonType(texts.say("ui.file.replace.no"), ButtonData.CANCEL_CLOSE));
    question.initOwner(owner);
    // A dialog has no magnifier; its type and what follows it grow.
    double sizePx = TYPE_PX * Magnifier.factorOf(owner.getScene()).get();
    question.getDialogPane().setStyle("-fx-font-size: " + sizePx + "px");
    question.setTitle(texts.say("ui.file.replace.title"));
    question.setHeaderText(texts.say("ui.file.replace.headline", file.getFileName()));
    return question.showAndWait().filter(replace::equals).isPresent();
  }

  /** Not every desktop's dialog appends the ending of the kind that was chosen. */
  private static Path withEnding(Path chosen, Kind kind) {
    String name = chosen.getFileName().toString();
    boolean fits =
        kind.endings().isEmpty()
            || kind.endings().stream()
                .anyMatch(each -> name.toLowerCase(Locale.ROOT).endsWith(each));
    return fits ? chosen : chosen.resolveSibling(name + kind.endings().getFirst());
  }

  @Override
  public Optional<Path> open(Window owner, List<Kind> kinds) {
    File chosen = chooser(kinds).showOpenDialog(owner);
    if (chosen != null) {
      folder = chosen.getParentFile();
    }
    return Optional.ofNullable(chosen).map(File::toPath);
  }

  private FileChooser chooser(List<Kind> kinds) {
    var chooser = new FileChooser();
    if (folder != null && folder.isDirectory()) {
      chooser.setInitialDirectory(folder);
    }
    for (Kind each : kinds) {
      List<String> patterns = each.endings().stream().map(ending -> "*" + ending).toList();
      chooser
          .getExtensionFilters()
          .add(
              new FileChooser.ExtensionFilter(
                  each.description(), patterns.isEmpty() ? List.of("*") : patterns));
    }
    return chooser;
  }
}
