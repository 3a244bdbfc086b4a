package org.portbound.experiment;

import java.util.List;
import org.portbound.rules.BindVerdict;

/** A matrix as comma-separated values. No value holds a comma or a quotation mark. */
final class MatrixCsv {
  private static final String HEADINGS =
      "user,first_address,second_address,first_options,second_options,"
          + "predicted,rule,result,agrees";

  private MatrixCsv() {}

  static String of(MatrixGrid grid) {
    var text = new StringBuilder(HEADINGS).append("\r\n");
    for (MatrixCell cell : grid.cells()) {
      List<String> values =
          List.of(
              cell.otherUser() ? "other" : "same",
              cell.addresses().first().toString(),
              cell.addresses().second().toString(),
              cell.first().toString(),
              cell.second().toString(),
              cell.prediction() instanceof BindVerdict.Allowed ? "allowed" : "refused",
              cell.prediction().rule().label(),
              result(cell.result()),
              cell.result() instanceof MatrixResult.NotRun ? "" : String.valueOf(cell.agrees()));
      text.append(String.join(",", values)).append("\r\n");
    }
    return text.toString();
  }

  private static String result(MatrixResult result) {
    return switch (result) {
      case MatrixResult.Allowed() -> "allowed";
      case MatrixResult.Refused refused -> refused.errno().name();
      case MatrixResult.NotRun _ -> "not run";
    };
  }
}
