package org.portbound.experiment.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRule;
import org.portbound.rules.Overlap;
import org.portbound.socket.Errno;

/** The fields of a verdict. */
final class VerdictWriter {
  private VerdictWriter() {}

  static Map<String, Object> fields(int action, Verdict verdict) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("action", action);
    switch (verdict) {
      case Verdict.Bind(BindVerdict.Allowed(OptionalInt decider, BindRule rule)) -> {
        fields.put("verdict", "allowed");
        fields.put("rule", rule.label());
        decider.ifPresent(socket -> fields.put("decider", socket));
      }
      case Verdict.Bind(BindVerdict.Refused(int decider, BindRule rule, Overlap overlap)) -> {
        fields.put("verdict", "refused");
        fields.put("errno", Errno.EADDRINUSE.name());
        fields.put("rule", rule.label());
        fields.put("decider", decider);
        fields.put("overlap", overlap.label());
      }
      case Verdict.Bind(BindVerdict.Impossible(BindRule rule)) -> {
        fields.put("verdict", "refused");
        fields.put("errno", Verdict.errno(rule).name());
        fields.put("rule", rule.label());
      }
      case Verdict.Sent(List<Delivery> deliveries) -> sent(fields, deliveries);
      case Verdict.Applied() -> fields.put("verdict", "done");
      case Verdict.Skipped(int socket) -> {
        fields.put("verdict", "skipped");
        fields.put("closed", socket);
      }
    }
    return fields;
  }

  /** One verdict if it is the same for every source. */
  private static void sent(Map<String, Object> fields, List<Delivery> deliveries) {
    if (deliveries.stream().distinct().count() == 1) {
      delivery(fields, deliveries.getFirst());
      return;
    }
    fields.put("verdict", "by-source");
    var each = new ArrayList<Map<String, Object>>(deliveries.size());
    for (Delivery delivery : deliveries) {
      var inner = new LinkedHashMap<String, Object>();
      delivery(inner, delivery);
      each.add(inner);
    }
    fields.put("deliveries", each);
  }

  private static void delivery(Map<String, Object> fields, Delivery delivery) {
    switch (delivery) {
      case Delivery.Nobody() -> fields.put("verdict", "nobody");
      case Delivery.One(int socket, DeliveryRule rule) -> {
        fields.put("verdict", "one");
        fields.put("sockets", List.of(socket));
        fields.put("rule", rule.label());
      }
      case Delivery.Shared(List<Integer> sockets, DeliveryRule rule) -> {
        fields.put("verdict", "shared");
        fields.put("sockets", sockets);
        fields.put("rule", rule.label());
      }
      case Delivery.Copies(List<Integer> sockets) -> {
        fields.put("verdict", "copies");
        fields.put("sockets", sockets);
      }
    }
  }
}
