package installer;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The window's style sheet as JavaFX has read it, beside the one in words: JavaFX looks for that
 * first ({@code .bss}), and need not read the words at each start.
 */
final class StyleSheet {
  private static final String WORDS = "org/portbound/ui/portbound.css";
  private static final String READ = "org/portbound/ui/portbound.bss";

  private StyleSheet() {}

  /**
   * Adds it to the program's jar.
   *
   * @param jars the program and all libraries, each with a descriptor
   */
  static void read(Path jars) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("style-sheet");
    Path words = work.resolve("portbound.css");
    Path read = work.resolve("portbound.bss");
    try (FileSystem program = FileSystems.newFileSystem(jars.resolve("portbound.jar"))) {
      Files.copy(program.getPath(WORDS), words);
      Tools.jdk(
          "java",
          List.of(
              "--module-path=" + jars,
              "--module=javafx.graphics/com.sun.javafx.css.parser.Css2Bin",
              words.toString(),
              read.toString()));
      Files.copy(read, program.getPath(READ), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Tools.delete(work);
    }
  }
}
