package org.portbound.diagnosis.arrival;

import java.util.ArrayList;
import java.util.List;
import org.portbound.text.Message;

/**
 * One item of the list.
 *
 * @param id its name, one of {@link #IDS}
 * @param verdict what came of it
 * @param finding what was found, with the evidence
 * @param remedy what helps if it failed; what would show it if it is unknown
 */
public record Check(String id, Verdict verdict, Message finding, List<Message> remedy) {
  /** The names of all checks in the order of the list. */
  public static final List<String> IDS =
      List.of(
          "address",
          "membership",
          "unicast-bound",
          "multicast-all",
          "other-socket",
          "interface",
          "route",
          "reverse-path",
          "firewall",
          "ttl",
          "queue",
          "test-datagram");

  /** The name of the one check that a listener gets which is not open. */
  public static final String NOT_OPEN = "not-open";

  private static final String PREFIX = "diagnosis.arrival.";

  /** Copies the remedy. */
  public Check {
    remedy = List.copyOf(remedy);
  }

  /** The only check of a listener that is closed, or not there. */
  public static Check notOpen(int listener) {
    return failed(NOT_OPEN, "closed", String.valueOf(listener)).remedy("open-it");
  }

  /** What the item is called in a list. */
  public Message title() {
    return Message.of(PREFIX + id);
  }

  static Check passed(String id, String finding, Object... arguments) {
    return of(id, Verdict.PASSED, finding, arguments);
  }

  static Check failed(String id, String finding, Object... arguments) {
    return of(id, Verdict.FAILED, finding, arguments);
  }

  static Check unknown(String id, String finding, Object... arguments) {
    return of(id, Verdict.UNKNOWN, finding, arguments);
  }

  static Check notApplicable(String id, String finding, Object... arguments) {
    return of(id, Verdict.NOT_APPLICABLE, finding, arguments);
  }

  private static Check of(String id, Verdict verdict, String finding, Object... arguments) {
    return new Check(id, verdict, Message.of(PREFIX + id + "." + finding, arguments), List.of());
  }

  /** This check with one remedy more. */
  Check remedy(String key, Object... arguments) {
    var more = new ArrayList<>(remedy);
    more.add(Message.of(PREFIX + "remedy." + key, arguments));
    return new Check(id, verdict, finding, more);
  }
}
