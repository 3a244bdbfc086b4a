package installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The run-time image: the JDK's modules that are needed, the libraries, and Portbound. */
final class RuntimeImage {
  /**
   * Modules that JavaFX and dnsjava require and of which no class is ever loaded, except in these
   * packages: window toolkit, printing, XML parsers, and HTTP for names asked through it.
   */
  private static final Map<String, String> HOLLOW =
      Map.of("java.desktop", "(java|com/sun)/beans(/.*)?", "java.xml", "", "java.net.http", "");

  /** Of the image's modules: the start cache holds for that time alone, and copying changes it. */
  private static final FileTime MODULES_TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private RuntimeImage() {}

  /** Gives the modules in an image, or in a copy of it, the time that the start cache expects. */
  static void setTime(Path image) throws IOException {
    Files.setLastModifiedTime(image.resolve("lib").resolve("modules"), MODULES_TIME);
  }

  /** Links the modules with the options of {@code image.args}. */
  static Path link(Path modules, Path settings, Path image)
      throws IOException, InterruptedException {
    Tools.delete(image);
    Path hollow = image.resolveSibling("hollow.txt");
    Files.write(hollow, unused());
    Path options = image.resolveSibling("image.args");
    Files.writeString(
        options,
        Files.readString(settings.resolve("image.args"))
            .replace("@HOLLOW@", "@" + hollow.toString().replace('\\', '/')));
    Tools.jdk("jlink", List.of("--module-path=" + modules, "--output=" + image, "@" + options));
    return image;
  }

  /** Every file of the hollow modules but one of each package: jlink refuses an empty one. */
  private static List<String> unused() throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    var unused = new ArrayList<String>();
    for (var each : HOLLOW.entrySet()) {
      Path module = modules.resolve(each.getKey());
      try (Stream<Path> files = Files.walk(module)) {
        Map<Path, List<Path>> packages =
            files
                .filter(Files::isRegularFile)
                .filter(file -> module.relativize(file).getNameCount() > 1)
                .filter(
                    file ->
                        !module.relativize(file.getParent()).toString().matches(each.getValue()))
                .collect(Collectors.groupingBy(Path::getParent));
        for (List<Path> members : packages.values()) {
          members.stream()
              .sorted(Comparator.comparing(RuntimeImage::order))
              .skip(1)
              .forEach(file -> unused.add("/" + modules.relativize(file)));
        }
      }
    }
    unused.sort(null);
    return unused;
  }

  /** Classes first, the smallest at the front; then what is no class. */
  private static String order(Path file) {
    try {
      return String.format(
          Locale.ROOT, "%b %012d %s", !isClass(file), Files.size(file), file.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class");
  }

  /** Lays the libraries for this system out of their jars beside the image's own. */
  static void addNatives(Path jars, Path image) throws IOException, InterruptedException {
    boolean windows = Tools.System.here() == Tools.System.WINDOWS;
    Path libraries = image.resolve(windows ? "bin" : "lib");
    String jffi = "jni/" + jffiFolder() + "/";
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        String name = jar.getFileName().toString();
        if (name.startsWith("javafx-") || name.startsWith("jffi-")) {
          try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
              String path = entry.getName();
              if (isLibrary(path) && (path.startsWith(jffi) || path.indexOf('/') < 0)) {
                try (InputStream in = zip.getInputStream(entry)) {
                  Files.copy(in, libraries.resolve(path.substring(path.lastIndexOf('/') + 1)));
                }
              }
            }
          }
        }
      }
    }
    if (Tools.System.here() == Tools.System.LINUX) {
      strip(libraries);
    }
  }

  private static boolean isLibrary(String path) {
    return path.matches(".*\\.(so|dll|dylib|jnilib)");
  }

  /** As jffi names this system. */
  private static String jffiFolder() {
    String arch = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    return switch (Tools.System.here()) {
      case LINUX -> arch + "-Linux";
      case MAC -> "Darwin";
      case WINDOWS -> arch + "-Windows";
    };
  }

  /** The JDK's own libraries come with symbols. */
  private static void strip(Path libraries) throws IOException, InterruptedException {
    if (!Tools.found("strip")) {
      throw new MissingToolException("strip (package binutils)", "a small run-time image");
    }
    try (Stream<Path> files = Files.walk(libraries)) {
      for (Path each : files.filter(file -> file.toString().endsWith(".so")).toList()) {
        Tools.run(List.of("strip", "--strip-unneeded", each.toString()));
      }
    }
  }
}
