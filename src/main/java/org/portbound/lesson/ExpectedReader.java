package org.portbound.lesson;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a lesson expects. Used by one thread. */
final class ExpectedReader {
  private static final String KEY = "expect";
  private static final String OK = "ok";
  private static final String ONE_OF = "one of";
  private static final String MOVED = "moved percent";

  private final Set<String> sockets;
  private final Set<String> processes;

  /**
   * @param sockets the names known so far; grows
   * @param processes the names known so far; grows
   */
  ExpectedReader(Set<String> sockets, Set<String> processes) {
    this.sockets = sockets;
    this.processes = processes;
  }

  /** Success where nothing else is written. */
  Expected.Answer answer(Fields fields) {
    String text = fields.textOrNull(KEY);
    if (text == null || text.equals(OK)) {
      return Expected.Answer.OK;
    }
    if (!text.matches("E[A-Z0-9]{2,20}")) {
      fields.faultAt(KEY, "lesson.file.bad-answer", text);
    }
    return new Expected.Answer(text);
  }

  Expected.Holders holders(Fields fields) {
    List<String> names = fields.has(KEY) ? fields.texts(KEY) : List.of();
    for (String each : names) {
      String process =
          each.startsWith(Expected.Holders.CHILD_OF)
              ? each.substring(Expected.Holders.CHILD_OF.length())
              : each;
      boolean none = each.equals("nobody");
      if (!none && !each.equals(Expected.Holders.HERE) && !processes.contains(process)) {
        fields.faultAt(KEY, "lesson.file.no-process", process, DeedReader.known(processes));
      }
    }
    if (names.isEmpty()) {
      fields.fault("lesson.file.missing", KEY);
    }
    return new Expected.Holders(names.equals(List.of("nobody")) ? List.of() : names);
  }

  Expected.Delivery delivery(Fields fields) {
    Node node = fields.take(KEY);
    Map<String, Amount> amounts = new LinkedHashMap<>();
    if (node == null) {
      fields.fault("lesson.file.missing", KEY);
      return new Expected.Delivery(amounts, List.of(), null);
    }
    Fields expected = fields.of(node);
    List<String> oneOf = expected.texts(ONE_OF);
    oneOf.forEach(each -> known(expected, ONE_OF, each));
    Amount moved = expected.has(MOVED) ? amount(expected, MOVED) : null;
    for (String socket : expected.names()) {
      Amount amount = amount(expected, socket);
      known(expected, socket, socket);
      if (amount != null) {
        amounts.put(socket, amount);
      }
    }
    if (amounts.isEmpty() && oneOf.isEmpty()) {
      fields.faultAt(KEY, "lesson.file.no-receiver");
    }
    return new Expected.Delivery(amounts, oneOf, moved);
  }

  private void known(Fields fields, String key, String socket) {
    if (!sockets.contains(socket)) {
      fields.faultAt(key, "lesson.file.no-socket", socket, DeedReader.known(sockets));
    }
  }

  private static @Nullable Amount amount(Fields fields, String key) {
    String text = fields.text(key);
    Optional<Amount> amount = Amount.read(text);
    if (amount.isEmpty()) {
      fields.faultAt(key, "lesson.file.bad-amount", text);
    }
    return amount.orElse(null);
  }
}
