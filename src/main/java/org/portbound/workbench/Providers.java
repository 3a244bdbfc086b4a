package org.portbound.workbench;

import java.util.Locale;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.nio.NioProvider;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Parsed;

/** The two places where sockets come from. */
public final class Providers {
  private Providers() {}

  /** The kernel's own calls on Linux, Java's channels elsewhere. */
  public static SocketProvider standard() {
    return isLinux() ? new PosixProvider() : new NioProvider();
  }

  /** The provider of this name: {@code posix} or {@code nio}. */
  public static Parsed<SocketProvider> named(String name) {
    return switch (name) {
      case "nio" -> Parsed.valid(new NioProvider());
      case "posix" ->
          isLinux()
              ? Parsed.valid(new PosixProvider())
              : Parsed.invalid("workbench.provider.linux-only", System.getProperty("os.name"));
      default -> Parsed.invalid("workbench.provider.unknown", name);
    };
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  }
}
