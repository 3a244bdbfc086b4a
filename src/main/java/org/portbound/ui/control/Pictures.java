package org.portbound.ui.control;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Pictures of what is drawn, to a file or to the clipboard. JavaFX thread. */
public final class Pictures {
  private Pictures() {}

  /**
   * Asks for a file and writes a picture of a node there.
   *
   * @param name the file name that is suggested
   * @param then hears what came of it, unless the user chose no file
   */
  public static void save(UiContext context, Node node, String name, Consumer<String> then) {
    Image picture = node.snapshot(null, null);
    context
        .files()
        .save(
            node.getScene().getWindow(),
            name,
            List.of(new FileChoice.Kind(context.say("ui.file.png"), List.of(".png"))))
        .ifPresent(
            file ->
                context
                    .commands()
                    .ask(
                        () -> {
                          try {
                            PngFile.write(picture, file);
                            return context.say("ui.file.saved", file);
                          } catch (IOException e) {
                            return context.say("ui.file.not-saved", file, e.toString());
                          }
                        },
                        then));
  }

  /** Puts a picture of a node on the clipboard. */
  public static void copy(Node node) {
    var content = new ClipboardContent();
    content.putImage(node.snapshot(null, null));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
