package org.portbound.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a system keeps what its programs remember. Pure functions. */
public final class UserFiles {
  private UserFiles() {}

  /** The settings file of the user of this process. */
  public static Path settings() {
    return folder().resolve("settings.json");
  }

  /** The saved messages of the user of this process, for the window and the terminal alike. */
  public static Path messages() {
    return folder().resolve("messages.json");
  }

  private static Path folder() {
    return folder(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")),
        System.getenv());
  }

  /**
   * On Linux and the like {@code $XDG_CONFIG_HOME} or {@code $HOME/.config} (XDG Base Directory
   * Specification 0.8: a relative path there is to be ignored), on Windows {@code %APPDATA%}, on
   * macOS {@code ~/Library/Application Support}.
   *
   * @param home of the user as Java knows it; on Linux that is from the list of users, and {@code
   *     $HOME} may be another
   */
  static Path folder(String systemName, Path home, Map<String, String> environment) {
    String system = systemName.toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      Path roaming = absolute(environment.get("APPDATA"));
      return (roaming == null ? home.resolve("AppData", "Roaming") : roaming).resolve("Portbound");
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library", "Application Support", "Portbound");
    }
    @Nullable Path configuration = absolute(environment.get("XDG_CONFIG_HOME"));
    if (configuration == null) {
      Path own = absolute(environment.get("HOME"));
      configuration = (own == null ? home : own).resolve(".config");
    }
    return configuration.resolve("portbound");
  }

  private static @Nullable Path absolute(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
