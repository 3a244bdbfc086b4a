package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portbound.socket.CallTotals;

/** What a run of calls came to, in a few words. JavaFX thread. */
final class RunText {
  /** Length of a time of day to the second. */
  private static final int SECOND = 8;

  private RunText() {}

  /** {@code × 1,203 · 77,000 datagrams · last 10:15:02}: beside the call in the list. */
  static String brief(UiContext context, CallTotals run) {
    String text = text(context, run, "", SECOND);
    // Not to be read together with the result before it.
    return run.calls() > 1 || text.isEmpty() ? text : "· " + text;
  }

  /** {@code × 1,203 · 77,000 datagrams, 4.9 MB · last 10:15:02.123456}. */
  static String of(UiContext context, CallTotals run) {
    return text(context, run, ", " + Formats.size(run.bytes()), Integer.MAX_VALUE);
  }

  private static String text(UiContext context, CallTotals run, String size, int clockLength) {
    List<String> parts = new ArrayList<>();
    if (run.calls() > 1) {
      parts.add("× " + Formats.count(run.calls()));
    }
    if (run.datagrams() > 0) {
      parts.add(context.say("ui.ledger.run.datagrams", Formats.count(run.datagrams())) + size);
    }
    String failures = failures(run);
    if (!failures.isEmpty()) {
      parts.add(failures);
    }
    if (run.calls() > 1) {
      String last = Formats.clock(run.last());
      String shown = last.substring(0, Math.min(clockLength, last.length()));
      parts.add(context.say("ui.ledger.run.last", shown));
    }
    return String.join(" · ", parts);
  }

  /** {@code EAGAIN 12, ENOBUFS 3}; empty for none. */
  static String failures(CallTotals run) {
    return run.failures().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getKey() + " " + Formats.count(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Sentences for the explanation. */
  static List<String> sentences(UiContext context, CallTotals run) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        context.say(
            run.calls() == 1 ? "ui.ledger.run.explain-one" : "ui.ledger.run.explain",
            Formats.count(run.calls()),
            Formats.clock(run.first()),
            Formats.clock(run.last())));
    if (run.datagrams() > 0) {
      sentences.add(
          context.say(
              "ui.ledger.run.explain-datagrams",
              Formats.count(run.datagrams()),
              Formats.count(run.bytes())));
    }
    if (!run.failures().isEmpty()) {
      sentences.add(context.say("ui.ledger.run.explain-failures", failures(run)));
    }
    if (run.empty() > 0) {
      sentences.add(context.say("ui.ledger.run.explain-empty", Formats.count(run.empty())));
    }
    return sentences;
  }
}
