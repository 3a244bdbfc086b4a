package org.portbound.lesson;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;

/** Deeds as the mappings of a lesson file: the reverse of {@link DeedReader}. Pure functions. */
final class DeedWriter {
  private static final String EXPECT = "expect";

  private DeedWriter() {}

  static Map<String, Object> write(Deed deed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (deed) {
      case Deed.Bind bind -> bind(fields, bind);
      case Deed.Set(String socket, Deed.Option option, boolean on, var _) -> {
        fields.put("set", socket);
        fields.put("option", option.name());
        if (!on) {
          fields.put("to", false);
        }
      }
      case Deed.Connect(String socket, var to, var _) -> {
        fields.put("connect", socket);
        fields.put("to", to.toString());
      }
      case Deed.Join(String socket, GroupMembership group, var _) -> {
        fields.put("join", socket);
        fields.put("group", group.toString());
      }
      case Deed.Leave(String socket, GroupMembership group, var _) -> {
        fields.put("leave", socket);
        fields.put("group", group.toString());
      }
      case Deed.Send send -> send(fields, send);
      case Deed.Close(String socket, var _) -> fields.put("close", socket);
      case Deed.Fork(String socket, var _) -> fields.put("fork", socket);
      case Deed.Signal(String process, var action, var _) ->
          fields.put(
              switch (action) {
                case CLOSE -> "end";
                case KILL -> "kill";
                case STOP -> "stop";
                case CONTINUE -> "continue";
              },
              process);
      case Deed.Who(int port, var _) -> fields.put("who", port);
    }
    switch (deed.expected()) {
      case Expected.Answer(String errno) -> {
        if (errno != null) {
          fields.put(EXPECT, errno);
        }
      }
      case Expected.Delivery delivery -> fields.put(EXPECT, delivery(delivery));
      case Expected.Holders(List<String> processes) ->
          fields.put(EXPECT, processes.isEmpty() ? "nobody" : oneOrMore(processes));
    }
    return fields;
  }

  private static void bind(Map<String, Object> fields, Deed.Bind bind) {
    fields.put("bind", bind.socket());
    fields.put("at", bind.local().toString());
    if (!bind.reuse().equals(ReuseOptions.NONE)) {
      fields.put("options", oneOrMore(List.of(bind.reuse().toString().split("\\+"))));
    }
    if (bind.plan().v6Only()) {
      fields.put("v6only", true);
    }
    if (bind.ipv6() && bind.local().address() instanceof Inet4Address) {
      fields.put("ipv6", true);
    }
    if (!bind.plan().groups().isEmpty()) {
      fields.put(
          "groups",
          oneOrMore(bind.plan().groups().stream().map(GroupMembership::toString).toList()));
    }
    if (bind.process() != null) {
      fields.put("process", bind.process());
    }
    if (bind.otherUser()) {
      fields.put("user", "other");
    }
  }

  private static void send(Map<String, Object> fields, Deed.Send send) {
    fields.put("send", send.text());
    fields.put("from", send.from());
    if (send.ports() > 0) {
      fields.put("ports", send.ports());
    }
    if (send.count() != 1) {
      fields.put("count", send.count());
    }
    fields.put("to", send.to().toString());
  }

  private static Map<String, Object> delivery(Expected.Delivery delivery) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!delivery.oneOf().isEmpty()) {
      fields.put("one of", new ArrayList<>(delivery.oneOf()));
    }
    delivery.amounts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> fields.put(each.getKey(), amount(each.getValue())));
    Amount moved = delivery.moved();
    if (moved != null) {
      fields.put("moved percent", amount(moved));
    }
    return fields;
  }

  private static Object amount(Amount amount) {
    return amount.kind() == Amount.Kind.RANGE && amount.low() == amount.high()
        ? amount.low()
        : amount.toString();
  }

  private static Object oneOrMore(List<String> items) {
    return items.size() == 1 ? items.getFirst() : new ArrayList<>(items);
  }
}
