package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;

/** What the tests of peers share. */
final class Peers {
  static final SocketPlan ANY_PORT = SocketPlan.of(Endpoint.parse("127.0.0.1:0"));

  private static final int POLL_MS = 10;
  private static final int LIMIT_MS = 20_000;

  private Peers() {}

  /**
   * Classes and jars that another user may read too, where the tests' own class path may not be.
   */
  static String readableClassPath() throws Exception {
    var entries = new ArrayList<String>();
    entries.add(property("portbound.classes"));
    entries.add(
        Path.of(PeerTestMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString());
    try (Stream<Path> jars = Files.list(Path.of(property("portbound.app")))) {
      jars.map(Path::toString).filter(name -> name.endsWith(".jar")).forEach(entries::add);
    }
    return String.join(File.pathSeparator, entries);
  }

  static PeerLauncher launcher(Class<?> main) throws Exception {
    return PeerLauncher.onClassPath(readableClassPath(), main.getName());
  }

  static PeerProcess started(Class<?> main, PeerEvents events) throws Exception {
    PeerStart start = PeerProcess.start(launcher(main), new PeerUser.Same(), events);
    return assertInstanceOf(PeerStart.Started.class, start, start::toString).peer();
  }

  static PeerSocket opened(PeerProcess peer, int number, SocketPlan plan) {
    PeerOpening opening = peer.open(number, plan);
    return assertInstanceOf(PeerOpening.Opened.class, opening, opening::toString).socket();
  }

  static SocketPlan plan(Endpoint local, ReuseOptions reuse) {
    return SocketPlan.of(local).withReuse(reuse);
  }

  /** Whether this process can bind there without sharing. */
  static boolean free(SocketProvider provider, Endpoint local) {
    return switch (provider.open(SocketPlan.of(local))) {
      case Opening.Opened(var socket, var _) -> {
        socket.close();
        yield true;
      }
      case Opening.Refused _ -> false;
    };
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += POLL_MS) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(POLL_MS);
    }
    fail("not in " + LIMIT_MS + " ms: " + what);
  }

  /** Whether a process runs, counting one that only waits to be noticed as gone. */
  static boolean runs(long pid) {
    return ProcessState.of(pid).map(state -> !state.ended()).orElse(false);
  }

  static List<String> javaCommand(Class<?> main, String... args) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("--class-path", readableClassPath(), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new AssertionError("the build sets " + name);
    }
    return value;
  }
}
