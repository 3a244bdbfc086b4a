package org.portbound.ui;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portbound.text.Visible;
import org.portbound.workbench.Release;

/**
 * An exception that nobody expected: what is told of it, and where it belongs. Any thread.
 *
 * @param error as it was thrown
 */
record Fault(Throwable error) {
  private static final String ROOMS = "org.portbound.ui.";

  /** Rooms that are no page, or belong to every page. */
  private static final Set<String> ALL_PAGES = Set.of("control", "palette", "guide");

  /** In a few words: its message, or its kind if it has none. */
  String words() {
    String message = error.getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getSimpleName()
        : Visible.of(message);
  }

  /** Version, system, and the stack trace: what whoever mends it needs. */
  String details() {
    return details(trace());
  }

  /** The stack trace, with its causes. */
  String trace() {
    var trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** The same around a stack trace that is text already. */
  static String details(String trace) {
    return String.join("\n", Release.lines()) + "\n\n" + trace;
  }

  /**
   * The page in whose room it was thrown, or whose room was about to use what threw it. Handlers,
   * timers, layout and answers of commands all end at one place, and this is what tells them apart.
   *
   * @param pages names of the pages that are rooms of their own; all other rooms are the first's
   * @param first the page of several rooms
   */
  Optional<String> page(Collection<String> pages, String first) {
    for (Throwable each : causes()) {
      for (StackTraceElement frame : each.getStackTrace()) {
        Optional<String> room = room(frame.getClassName());
        if (room.isPresent()) {
          return room.map(name -> pages.contains(name) ? name : first);
        }
      }
    }
    return Optional.empty();
  }

  /** The one that was thrown first comes first. */
  private Collection<Throwable> causes() {
    var chain = new LinkedHashSet<Throwable>();
    for (Throwable at = error; at != null && chain.add(at); ) {
      at = at.getCause();
    }
    return new LinkedHashSet<>(chain).reversed();
  }

  private static Optional<String> room(String className) {
    return Stream.of(className)
        .filter(each -> each.startsWith(ROOMS))
        .map(each -> each.substring(ROOMS.length()))
        .filter(each -> each.contains("."))
        .map(each -> each.substring(0, each.indexOf('.')))
        .filter(each -> !ALL_PAGES.contains(each))
        .findFirst();
  }
}
