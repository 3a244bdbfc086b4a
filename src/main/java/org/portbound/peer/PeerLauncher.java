package org.portbound.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line that starts this same program again, read off the running one: on the module
 * path, on the class path, linked into an image, or packaged behind a launcher of its own.
 * Immutable.
 */
public final class PeerLauncher {
  /** The hidden command that makes a Portbound process a peer. */
  public static final String PEER_COMMAND = "peer";

  /** Option of {@link #PEER_COMMAND}: hold what was inherited while this process runs. */
  public static final String HOLD_OPTION = "--hold";

  /** Option of {@link #PEER_COMMAND}: when the process to wait for started, in clock ticks. */
  public static final String SINCE_OPTION = "--since";

  /**
   * A peer has little to do: a small heap, the quick compiler alone, no files in the temporary
   * directory, and the virtual machine's own words off the wire.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:+DisplayVMOutputToStderr");

  private static final String NATIVE_ACCESS = "--enable-native-access=";

  private final List<String> program;
  private final List<Path> files;

  /**
   * @param program the words before {@link #PEER_COMMAND}
   * @param files what whoever runs it must be able to read
   */
  PeerLauncher(List<String> program, List<Path> files) {
    this.program = List.copyOf(program);
    this.files = List.copyOf(files);
  }

  /** The command line of the running program. */
  public static PeerLauncher ofThisProgram() {
    Path java = javaProgram();
    String launcher = System.getProperty("jpackage.app-path");
    if (!Files.isExecutable(java) && launcher != null) {
      // An image without the java command: its launcher knows the options.
      return new PeerLauncher(List.of(launcher), List.of(Path.of(launcher)));
    }
    @Nullable String module = PeerLauncher.class.getModule().getName();
    return module != null
        ? onModulePath(
            System.getProperty("jdk.module.path", ""), module + "/org.portbound.Main", List.of())
        : onClassPath(System.getProperty("java.class.path", ""), "org.portbound.Main");
  }

  /**
   * A program on the module path.
   *
   * @param modulePath the path; empty if the module is part of the running image
   * @param main module and main class
   * @param options further options for the virtual machine
   */
  public static PeerLauncher onModulePath(String modulePath, String main, List<String> options) {
    List<Path> entries = entries(modulePath);
    var words = new ArrayList<String>();
    if (!entries.isEmpty()) {
      words.add("--module-path=" + joined(entries));
    }
    String module = main.substring(0, main.indexOf('/'));
    words.add(NATIVE_ACCESS + "org.jnrproject.jffi," + module);
    words.addAll(options);
    words.add("--module");
    words.add(main);
    return withJava(words, entries);
  }

  /** A program on the class path. */
  public static PeerLauncher onClassPath(String classPath, String mainClass) {
    List<Path> entries = entries(classPath);
    return withJava(
        List.of(NATIVE_ACCESS + "ALL-UNNAMED", "--class-path", joined(entries), mainClass),
        entries);
  }

  /** The command line of a peer. */
  List<String> peerCommand() {
    return Tool.behind(program, List.of(PEER_COMMAND));
  }

  /**
   * The command line of a process that keeps what it inherited as long as another one runs.
   *
   * @param pid the process to wait for
   * @param startTicks when that started
   */
  List<String> holderCommand(long pid, long startTicks) {
    return Tool.behind(
        program,
        List.of(
            PEER_COMMAND,
            HOLD_OPTION,
            Long.toString(pid),
            SINCE_OPTION,
            Long.toString(startTicks)));
  }

  /** What whoever runs the command must be able to read. */
  List<Path> files() {
    return files;
  }

  private static PeerLauncher withJava(List<String> words, List<Path> entries) {
    Path java = javaProgram();
    var files = new ArrayList<Path>();
    files.add(java);
    files.addAll(entries);
    return new PeerLauncher(
        Tool.behind(Tool.behind(List.of(java.toString()), JVM_OPTIONS), words), files);
  }

  private static Path javaProgram() {
    Path bin = Path.of(System.getProperty("java.home", "/"), "bin");
    Path windows = bin.resolve("java.exe");
    return Files.isExecutable(windows) ? windows : bin.resolve("java");
  }

  /** Absolute, for the peer may start in another directory; without what is not there. */
  private static List<Path> entries(String path) {
    var entries = new ArrayList<Path>();
    for (String each : path.split(File.pathSeparator, -1)) {
      Optional.of(each)
          .filter(entry -> !entry.isEmpty())
          .map(entry -> Path.of(entry).toAbsolutePath())
          .filter(Files::exists)
          .ifPresent(entries::add);
    }
    return entries;
  }

  private static String joined(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }
}
