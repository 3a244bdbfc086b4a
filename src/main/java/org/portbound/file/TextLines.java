package org.portbound.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;

/**
 * Rows as lines for people: number, time, listener, then as {@code portbound listen} prints it. One
 * thread at a time.
 */
public final class TextLines {
  private final RecordedListeners listeners;
  private final Function<byte[], String> shown;
  private final DatagramLines lines = new DatagramLines();

  /**
   * Lines in which listeners have these names.
   *
   * @param shown makes what others sent or wrote safe to print
   */
  public TextLines(RecordedListeners listeners, Function<byte[], String> shown) {
    this.listeners = listeners;
    this.shown = shown;
  }

  /** A row's line, without its end. */
  public String line(Datagram row, @Nullable String comment) {
    return line(row, comment, shown);
  }

  /** The same, with the payload shown in another way. */
  public String line(Datagram row, @Nullable String comment, Function<byte[], String> payload) {
    String line =
        row.number()
            + "  "
            + DatagramLines.time(row)
            + "  "
            + shown.apply(listeners.name(row.listener()).getBytes(UTF_8))
            + "  "
            + lines.text(row, payload);
    return comment == null ? line : line + "  # " + shown.apply(comment.getBytes(UTF_8));
  }
}
