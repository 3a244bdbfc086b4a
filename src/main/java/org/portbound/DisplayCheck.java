package org.portbound;

import com.kenai.jffi.ArrayFlags;
import com.kenai.jffi.Function;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.nio.charset.StandardCharsets;
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
 *
 * <p>Asks C through jffi, the lower half of jnr-ffi, which the kernel's calls need anyway: a method
 * handle for each of three functions would be made anew at every start, cache or not.
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
    if (!linux || headless) {
      return Optional.empty();
    }
    try {
      return missingOnLinux(System.getenv(), DisplayCheck::loads, DisplayCheck::opens);
    } catch (LinkageError e) {
      // Nothing in C can be asked here: JavaFX will find out.
      return Optional.empty();
    }
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
  private static boolean loads(String library) {
    return Library.getCachedInstance(library, Library.LAZY | Library.GLOBAL) != null;
  }

  /** Connects as Xlib does and disconnects again (XOpenDisplay(3)). */
  private static boolean opens(String display) {
    // Must be the first call into Xlib of a process with threads, which the window will be.
    var initThreads = new Function(inX11("XInitThreads"), Type.SINT32);
    Invoker.getInstance().invokeInt(initThreads, new HeapInvocationBuffer(initThreads));
    var open = new Function(inX11("XOpenDisplay"), Type.POINTER, Type.POINTER);
    byte[] name = display.getBytes(StandardCharsets.UTF_8);
    var named = new HeapInvocationBuffer(open);
    named.putArray(name, 0, name.length, ArrayFlags.IN | ArrayFlags.NULTERMINATE);
    long connection = Invoker.getInstance().invokeAddress(open, named);
    if (connection == 0) {
      return false;
    }
    var close = new Function(inX11("XCloseDisplay"), Type.SINT32, Type.POINTER);
    var connected = new HeapInvocationBuffer(close);
    connected.putAddress(connection);
    Invoker.getInstance().invokeInt(close, connected);
    return true;
  }

  private static long inX11(String function) {
    Library library = Library.getCachedInstance(X11, Library.LAZY | Library.GLOBAL);
    long address = library == null ? 0 : library.getSymbolAddress(function);
    if (address == 0) {
      throw new IllegalStateException(X11 + " has no " + function);
    }
    return address;
  }
}
