package org.portbound.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.text.Visible;

/**
 * Rows as lines of a table (RFC 4180). What others sent is made visible and never begins a cell
 * with a sign that a spreadsheet takes for a formula's: an apostrophe stands before it, which
 * spreadsheets take for the sign of a text. One thread at a time.
 */
public final class CsvLines {
  /** The first line; no later version changes the order. */
  public static final String HEADINGS =
      "number,time,timeBy,listener,direction,sourceAddress,sourcePort,destinationAddress,"
          + "destinationPort,interface,ttl,trafficClass,droppedByKernel,length,truncated,comment,"
          + "text,hex";

  /** Begin a formula: ASCII, and the wide forms that some spreadsheets take for them. */
  private static final String FORMULA_SIGNS = "=+-@\t\r＝＋－＠";

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final RecordedListeners listeners;
  private final InterfaceNames interfaces = new InterfaceNames();
  private final StringBuilder line = new StringBuilder();

  /** Lines in which listeners have these names. */
  public CsvLines(RecordedListeners listeners) {
    this.listeners = listeners;
  }

  /** A row's line, without its end. */
  public String line(Datagram row, @Nullable String comment) {
    line.setLength(0);
    byte[] payload = row.payload();
    for (Object each :
        List.of(row.number(), DatagramLines.time(row), row.kernelTime() ? "kernel" : "program")) {
      line.append(each).append(',');
    }
    text(listeners.name(row.listener()));
    plain(row.sent() ? "sent" : "received");
    plain(Endpoint.text(row.source().address()));
    plain(row.sourcePort());
    plain(row.destination().map(Endpoint::text).orElse(""));
    plain(row.destinationPort() == 0 ? "" : row.destinationPort());
    String name = interfaces.of(row.interfaceIndex());
    text(name == null ? "" : name);
    known(row.ttlHops());
    known(row.trafficClass());
    known(row.droppedByKernel());
    plain(row.trueLengthBytes());
    plain(row.truncated());
    text(comment == null ? "" : comment);
    line.append(cell(Visible.of(payload))).append(',').append(HEX.formatHex(payload));
    return line.toString();
  }

  private void plain(Object value) {
    line.append(value).append(',');
  }

  private void known(long value) {
    plain(value < 0 ? "" : value);
  }

  private void text(String value) {
    plain(cell(Visible.of(value.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Text that a spreadsheet takes for text: where it would begin a formula, a sign is before it.
   */
  public static String noFormula(String text) {
    return !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** A cell with text: in quotes, and never a formula. */
  static String cell(String text) {
    if (text.isEmpty()) {
      return "";
    }
    return '"' + noFormula(text).replace("\"", "\"\"") + '"';
  }
}
