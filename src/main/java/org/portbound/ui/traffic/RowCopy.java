package org.portbound.ui.traffic;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.portbound.file.CsvLines;

/** Rows as text for the clipboard: the columns that are shown, as they are shown. */
final class RowCopy {
  private RowCopy() {}

  /** Two lines of comma-separated values (RFC 4180): the columns' titles, and the row. */
  static String csv(List<String> titles, List<String> values) {
    return csvLine(titles) + csvLine(values);
  }

  private static String csvLine(List<String> values) {
    return values.stream().map(RowCopy::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  /**
   * In quotation marks where RFC 4180 asks for them. A spreadsheet would take what begins with one
   * of these signs as a formula, and the payload is others' text: an apostrophe in front makes it
   * text (OWASP, CSV Injection).
   */
  private static String quoted(String value) {
    String plain = CsvLines.noFormula(value);
    return plain.matches("(?s).*[\",\r\n].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  static void toClipboard(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
