package installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes what people install, from the jars in {@code target/app} and the settings in {@code jlink}:
 * a run-time image with everything linked in, caches of its start, and this system's packages.
 *
 * <p>{@code mvn -Pinstaller package} runs it with the directory of the build, the modules that may
 * call C, and the kinds of package, such as {@code deb,rpm,tar.gz}; {@code all} for all of this
 * system.
 */
final class Installer {
  private Installer() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path app = Path.of(args[0], "app");
    Path work = Path.of(args[0], "installer");
    Path settings = work.resolve("settings");
    try {
      Path modules = Modules.complete(app, settings.resolve("modules"), work.resolve("modules"));
      StyleSheet.read(modules);
      Path image = RuntimeImage.link(modules, settings, work.resolve("image"));
      RuntimeImage.addNatives(app, image);
      RuntimeImage.setTime(image);
      new StartCache(image, args[1], work).make();
      for (Path each : new Packages(settings, image, work).make(args[2])) {
        System.out.printf("%s: %.1f MB%n", each, Files.size(each) / 1e6);
      }
    } catch (MissingToolException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
