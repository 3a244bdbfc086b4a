package org.portbound;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.portbound.text.Message;

/**
 * Whether a window can be opened here, found out without touching JavaFX: its toolkit throws, and
 * on Linux ends in a crash or a stack trace, where the display or GTK is missing.
 *
 * <p>On Linux JavaFX draws through GTK 3 on X11 (under Wayland through Xwayland), so GTK must load
 * and the X server that {@code DISPLAY} names must let us in. Elsewhere the system has a display.
 */
final class DisplayCheck {
  private static final String GTK = "libgtk-3.so.0";
  private static final String X11 = "libX11.so.6";

  private DisplayCheck() {}

  /**
   * Empty if a window can be opened, else what is missing and what helps. Blocks for the server.
   */
  static Optional<Message> missing() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    boolean headless = "headless".equalsIgnoreCase(System.getProperty("glass.platform"));
    return linux && !headless
        ? missingOnLinux(System.getenv(), DisplayCheck::loads, DisplayCheck::opens)
        : Optional.empty();
  }

  /**
   * The checks in their order.
   *
   * @param loads whether a shared library can be loaded
   * @param opens whether the X server of a display name lets us in
   */
  static Optional<Message> missingOnLinux(
      Map<String, String> environment, Predicate<String> loads, Predicate<String> opens) {
    String display = environment.getOrDefault("DISPLAY", "");
    if (display.isEmpty()) {
      return Optional.of(
          environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()
              ? Message.of("app.display.none")
              : Message.of("app.display.wayland-only"));
    }
    if (!loads.test(GTK)) {
      return Optional.of(Message.of("app.display.no-gtk", GTK));
    }
    if (!loads.test(X11)) {
      return Optional.of(Message.of("app.display.no-x11", X11));
    }
    return opens.test(display)
        ? Optional.empty()
        : Optional.of(Message.of("app.display.refused", display));
  }

  /** Loads for good: GTK does not survive being unloaded. */
  @SuppressWarnings("restricted") // Granted by --enable-native-access.
  private static boolean loads(String library) {
    try {
      SymbolLookup.libraryLookup(library, Arena.global());
      return true;
    } catch (IllegalArgumentException e) {
      // It is not there, or one that it needs is not: the caller says so.
      return false;
    }
  }

  /** Connects as Xlib does and disconnects again (XOpenDisplay(3)). */
  @SuppressWarnings("restricted") // Granted by --enable-native-access.
  private static boolean opens(String display) {
    SymbolLookup x11 = SymbolLookup.libraryLookup(X11, Arena.global());
    Linker linker = Linker.nativeLinker();
    MethodHandle initThreads =
        linker.downcallHandle(
            x11.findOrThrow("XInitThreads"), FunctionDescriptor.of(ValueLayout.JAVA_INT));
    MethodHandle open =
        linker.downcallHandle(
            x11.findOrThrow("XOpenDisplay"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    MethodHandle close =
        linker.downcallHandle(
            x11.findOrThrow("XCloseDisplay"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      // Must be the first call into Xlib of a process with threads, which the window will be.
      int unused = (int) initThreads.invokeExact();
      MemorySegment connection = (MemorySegment) open.invokeExact(arena.allocateFrom(display));
      if (connection.equals(MemorySegment.NULL)) {
        return false;
      }
      unused = (int) close.invokeExact(connection);
      return true;
    } catch (Throwable e) {
      throw new AssertionError("a call into C throws nothing", e);
    }
  }
}
