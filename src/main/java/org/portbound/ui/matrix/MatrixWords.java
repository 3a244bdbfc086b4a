package org.portbound.ui.matrix;

import org.portbound.experiment.BindAddress;
import org.portbound.experiment.MatrixCell;
import org.portbound.experiment.MatrixResult;
import org.portbound.experiment.OtherSystem;
import org.portbound.rules.BindVerdict;
import org.portbound.socket.ReuseOptions;
import org.portbound.ui.control.UiContext;

/** The words of the matrix. */
record MatrixWords(UiContext context) {
  /** Short enough for a column. */
  String shortOptions(ReuseOptions reuse) {
    if (reuse.reuseAddr() && reuse.reusePort()) {
      return context.say("ui.matrix.options.both");
    }
    return reuse.reuseAddr() ? "ADDR" : reuse.reusePort() ? "PORT" : options(reuse);
  }

  String options(ReuseOptions reuse) {
    return reuse.equals(ReuseOptions.NONE)
        ? context.say("ui.matrix.options.none")
        : reuse.toString();
  }

  String pair(MatrixCell cell) {
    return context.say(
        "ui.matrix.pair",
        cell.addresses().first(),
        options(cell.first()),
        cell.addresses().second(),
        options(cell.second()));
  }

  String result(MatrixResult result) {
    return switch (result) {
      case MatrixResult.Allowed() -> context.say("ui.matrix.allowed");
      case MatrixResult.Refused _ -> context.say("ui.matrix.refused");
      case MatrixResult.NotRun _ -> context.say("ui.matrix.not-run");
    };
  }

  /** The same as an answer to whether it may bind. */
  String briefly(MatrixResult result) {
    return switch (result) {
      case MatrixResult.Allowed() -> context.say("ui.matrix.yes");
      case MatrixResult.Refused _ -> context.say("ui.matrix.no");
      case MatrixResult.NotRun _ -> context.say("ui.matrix.unknown");
    };
  }

  /** What was predicted, and by which rule. */
  String prediction(MatrixCell cell) {
    String word =
        cell.prediction() instanceof BindVerdict.Allowed
            ? context.say("ui.matrix.allowed")
            : context.say("ui.matrix.refused");
    return context.say(
        "ui.matrix.predicted",
        word,
        context.say("ui.matrix.rule." + cell.prediction().rule().name()));
  }

  /** What the kernel answered, and whether that was foretold. */
  String answer(MatrixCell cell) {
    return switch (cell.result()) {
      case MatrixResult.Allowed() ->
          context.say(cell.agrees() ? "ui.matrix.answer.bound" : "ui.matrix.answer.bound-differs");
      case MatrixResult.Refused refused ->
          context.say(
              cell.agrees() ? "ui.matrix.answer.refused" : "ui.matrix.answer.refused-differs",
              refused.errno().said());
      case MatrixResult.NotRun notRun -> context.say(notRun.why());
    };
  }

  /** What another system's documentation says; silent but for same and wildcard addresses. */
  static OtherSystem.Answer answer(OtherSystem system, MatrixCell cell) {
    BindAddress first = cell.addresses().first();
    BindAddress second = cell.addresses().second();
    boolean same = first.equals(second);
    boolean wildcard =
        first.family() == second.family()
            && !first.v6Only()
            && !second.v6Only()
            && first.address().isAnyLocalAddress() != second.address().isAnyLocalAddress();
    return cell.otherUser() || !same && !wildcard || first.address().isMulticastAddress()
        ? OtherSystem.Answer.NOT_SAID
        : system.answer(cell.first(), cell.second(), same);
  }

  String answer(OtherSystem.Answer answer) {
    return switch (answer) {
      case ALLOWED -> context.say("ui.matrix.allowed");
      case REFUSED -> context.say("ui.matrix.refused");
      case NOT_SAID -> context.say("ui.matrix.not-said");
      case NO_SUCH_OPTION -> context.say("ui.matrix.no-such-option");
    };
  }
}
