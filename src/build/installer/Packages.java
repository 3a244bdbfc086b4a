package installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** This system's packages, made by jpackage with the options that stand in {@code jlink}. */
final class Packages {
  private static final String ALL = "all";

  /** The start caches hold much of the same: the largest window of xz sees both (dpkg-deb(1)). */
  private static final Map<String, String> SMALL_DEB =
      Map.of("DPKG_DEB_COMPRESSOR_TYPE", "xz", "DPKG_DEB_COMPRESSOR_LEVEL", "9");

  private final Path settings;
  private final Path image;
  private final Path work;

  Packages(Path settings, Path image, Path work) {
    this.settings = settings;
    this.image = image;
    this.work = work;
  }

  /**
   * Makes the packages.
   *
   * @param kinds their kinds with commas between, or {@code all}
   * @return the files
   */
  List<Path> make(String kinds) throws IOException, InterruptedException {
    Path made = work.resolve("packages");
    Tools.delete(made);
    Files.createDirectories(made);
    Path program = program();
    for (Kind kind : chosen(kinds)) {
      if (kind.tool != null && !Tools.found(kind.tool)) {
        var missing = new MissingToolException(kind.tool, "a package for " + kind.type);
        if (kinds.equals(ALL)) {
          System.out.println(missing.getMessage());
          continue;
        }
        throw missing;
      }
      if (kind == Kind.TAR) {
        pack(program, made);
      } else {
        var options = options();
        options.addAll(
            List.of(
                "--type",
                kind.type,
                "--app-image",
                program.toString(),
                "--resource-dir",
                resources().toString(),
                "--dest",
                made.toString(),
                "@" + settings.resolve(kind.file)));
        Tools.jdk("jpackage", options, SMALL_DEB);
      }
    }
    try (Stream<Path> files = Files.list(made)) {
      return files.sorted().toList();
    }
  }

  /** A kind of package, with the program that jpackage needs to make it. */
  private enum Kind {
    DEB(Tools.System.LINUX, "deb", "fakeroot", "deb.args"),
    RPM(Tools.System.LINUX, "rpm", "rpmbuild", "rpm.args"),
    TAR(Tools.System.LINUX, "tar.gz", "tar", ""),
    DMG(Tools.System.MAC, "dmg", null, "mac.args"),
    PKG(Tools.System.MAC, "pkg", null, "mac.args"),
    MSI(Tools.System.WINDOWS, "msi", "wix", "msi.args");

    final Tools.System system;
    final String type;
    final String tool;
    final String file;

    Kind(Tools.System system, String type, String tool, String file) {
      this.system = system;
      this.type = type;
      this.tool = tool;
      this.file = file;
    }
  }

  private static List<Kind> chosen(String kinds) {
    List<String> wanted = List.of(kinds.split(","));
    List<Kind> chosen =
        Stream.of(Kind.values())
            .filter(kind -> kind.system == Tools.System.here())
            .filter(kind -> kinds.equals(ALL) || wanted.contains(kind.type))
            .toList();
    if (!kinds.equals(ALL) && chosen.size() < wanted.size()) {
      throw new IllegalArgumentException("not all of these can be made here: " + kinds);
    }
    return chosen;
  }

  private List<String> options() {
    return new ArrayList<>(
        List.of("@" + settings.resolve("package.args"), "@" + settings.resolve(system(".args"))));
  }

  private static String system(String ending) {
    return Tools.System.here().name().toLowerCase(java.util.Locale.ROOT) + ending;
  }

  private Path resources() {
    return settings.resolve(system(""));
  }

  /** The program's directory, with launchers: the same in every package. */
  private Path program() throws IOException, InterruptedException {
    Path folder = work.resolve("program");
    Tools.delete(folder);
    List<String> options = options();
    options.addAll(
        List.of(
            "--type",
            "app-image",
            "--runtime-image",
            image.toString(),
            "--module",
            "org.portbound/org.portbound.Main",
            "--dest",
            folder.toString()));
    options.add("@" + settings.resolve(system("-launchers.args")));
    Tools.jdk("jpackage", options);
    Path program;
    try (Stream<Path> files = Files.list(folder)) {
      program = files.findFirst().orElseThrow();
    }
    if (Tools.System.here() == Tools.System.LINUX) {
      addLinuxFiles(program);
    }
    return program;
  }

  /**
   * On Linux jpackage's own launcher asks dpkg and rpm, twice each, before it starts anything; a
   * script takes its place.
   */
  private void addLinuxFiles(Path program) throws IOException, InterruptedException {
    RuntimeImage.setTime(program.resolve("lib/runtime"));
    Path linux = settings.resolve("linux");
    Path launcher = program.resolve("bin/portbound");
    Files.copy(linux.resolve("portbound"), launcher, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path links = program.resolve("lib/system-links");
    Files.copy(linux.resolve("system-links"), links);
    Files.setPosixFilePermissions(links, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(program.resolve("lib/libapplauncher.so"));
    Files.delete(program.resolve("lib/app/portbound.cfg"));
    Files.delete(program.resolve("lib/portbound.png"));
    // Beside bin, jpackage packs nothing but lib.
    Path share = program.resolve("lib/share");
    Tools.copy(linux.resolve("share"), share);
    Path icons = share.resolve("icons/hicolor");
    try (Stream<Path> files = Files.list(settings.resolve("icons"))) {
      for (Path icon : files.sorted().toList()) {
        String name = icon.getFileName().toString();
        String size = name.replaceFirst("portbound-(\\d+)\\.png", "$1x$1");
        boolean drawing = name.endsWith(".svg");
        if (drawing || !size.equals(name)) {
          Path apps = icons.resolve(drawing ? "scalable" : size).resolve("apps");
          Files.createDirectories(apps);
          Files.copy(icon, apps.resolve(drawing ? name : "portbound.png"));
        }
      }
    }
    Path doc = Files.createDirectories(share.resolve("doc/portbound"));
    for (String each : List.of("copyright", "THIRD-PARTY.txt", "bom.json")) {
      Files.copy(settings.resolve(each), doc.resolve(each));
    }
    Manual.write(launcher, settings.resolve("linux/manual.1"), share);
  }

  private void pack(Path program, Path made) throws IOException, InterruptedException {
    String name = Files.readString(settings.resolve("linux/archive-name")).strip();
    Tools.run(
        List.of(
            "tar",
            "--create",
            "--gzip",
            "--file=" + made.resolve(name + ".tar.gz"),
            "--sort=name",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--transform=s,^portbound," + name + ",",
            "--directory=" + program.getParent(),
            "portbound"));
  }
}
