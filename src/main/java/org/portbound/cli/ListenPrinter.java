package org.portbound.cli;

import java.util.Map;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.RowCondition;
import org.portbound.capture.RowReader;
import org.portbound.file.DatagramLines;
import org.portbound.message.HexLine;

/** Prints the datagrams of a log as they come. One thread. */
final class ListenPrinter {
  /** So many lines go out before the other reasons to end are looked at again. */
  private static final int BATCH = 1_000;

  private final Terminal terminal;
  private final ListenRequest.Output output;
  private final long limit;
  private final DatagramLines lines;
  private final boolean everything;
  private final RowCondition condition;
  private final Datagram datagram = new Datagram();
  private long next = 1;
  private long printed;

  ListenPrinter(Terminal terminal, ListenRequest request) {
    this.terminal = terminal;
    this.output = request.output();
    this.limit = request.count().orElse(Long.MAX_VALUE);
    this.lines = new DatagramLines();
    this.everything = request.filter().isEverything();
    this.condition = FilterOption.condition(request.filter());
  }

  /** How many were printed; those that the filter let through in silence count too. */
  long printed() {
    return printed;
  }

  /** Whether as many as asked for were printed. */
  boolean done() {
    return printed >= limit;
  }

  /** Prints what is new in the log, up to a batch; true if something was. */
  boolean printBatch(DatagramLog log) {
    long end = log.end();
    if (output.quiet() && everything) {
      printed = Math.min(limit, end - 1);
      return false;
    }
    next = Math.max(next, log.first());
    long from = next;
    RowReader reader = log.reader();
    while (next < end && next - from < BATCH && !done()) {
      if (condition.holds(reader, next, datagram) && reader.read(next, datagram)) {
        print();
      }
      next++;
    }
    return next > from;
  }

  private void print() {
    printed++;
    if (output.quiet()) {
      return;
    }
    terminal.line(output.json() ? json() : text());
    if (output.hex()) {
      for (int start = 0; start < datagram.lengthBytes(); start += HexLine.BYTES) {
        terminal.line("  " + HexLine.of(datagram.buffer(), datagram.lengthBytes(), start));
      }
    }
  }

  private String json() {
    return lines.json(
        datagram, null, output.decoding().map(each -> each.fields(datagram)).orElse(Map.of()));
  }

  private String text() {
    return output
        .decoding()
        .map(each -> lines.text(datagram, _ -> each.text(datagram)))
        .orElseGet(() -> lines.text(datagram, terminal::shown));
  }
}
