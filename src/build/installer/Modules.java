package installer;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars with a descriptor each: jlink links no automatic module. {@code jlink/modules} has
 * descriptors for the jars that come without one.
 */
final class Modules {
  /** Holds nothing but natives, which lie in the image as files. */
  private static final String NATIVES_ONLY = "org.jnrproject.jffi.nativelibs";

  private Modules() {}

  /**
   * Copies the jars and completes them.
   *
   * @return the directory of the copies
   */
  static Path complete(Path jars, Path descriptors, Path copies)
      throws IOException, InterruptedException {
    Tools.delete(copies);
    Files.createDirectories(copies);
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        Files.copy(jar, copies.resolve(jar.getFileName().toString()));
      }
    }
    for (var module : ModuleFinder.of(copies).findAll()) {
      Path jar = Path.of(module.location().orElseThrow());
      String name = module.descriptor().name();
      if (name.equals(NATIVES_ONLY)) {
        Files.delete(jar);
      } else if (module.descriptor().isAutomatic()) {
        describe(name, jar, descriptors, copies);
      }
    }
    OldClasses.renew(copies);
    return copies;
  }

  private static void describe(String name, Path jar, Path descriptors, Path jars)
      throws IOException, InterruptedException {
    Path source = descriptors.resolve(name).resolve("module-info.java");
    if (!Files.exists(source)) {
      throw new IllegalStateException("the module " + name + " needs jlink/modules/" + name);
    }
    Path classes = Files.createTempDirectory("module-info");
    Tools.jdk(
        "javac",
        List.of(
            "-nowarn",
            "--module-path=" + jars,
            "--patch-module=" + name + "=" + jar,
            "-d",
            classes.toString(),
            source.toString()));
    Tools.jdk(
        "jar", List.of("--update", "--file=" + jar, "-C", classes.toString(), "module-info.class"));
    Tools.delete(classes);
  }
}
