package org.portbound.peer;

import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallTotals;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** How the values of {@code socket} stand on the wire; a field that is absent is null or empty. */
final class WireValues {
  private WireValues() {}

  static Map<String, Object> plan(SocketPlan plan) {
    var map = new LinkedHashMap<String, Object>();
    map.put("family", plan.family().name());
    map.put("local", plan.local().toString());
    map.put("reuse", reuse(plan.reuse()));
    map.put("v6only", plan.v6Only());
    putIfThere(map, "device", plan.device());
    map.put("groups", plan.groups().stream().map(WireValues::group).toList());
    plan.receiveBufferBytes().ifPresent(bytes -> map.put("receiveBuffer", bytes));
    return map;
  }

  static SocketPlan plan(Fields from) throws GarbledLineException {
    var groups = new ArrayList<GroupMembership>();
    for (Fields each : from.objects("groups")) {
      groups.add(group(each));
    }
    return new SocketPlan(
        constant(Family.class, from.text("family")),
        endpoint(from.text("local")),
        reuse(from.object("reuse")),
        from.flag("v6only"),
        from.textOrNull("device"),
        groups,
        optional(from, "receiveBuffer", Integer.MAX_VALUE));
  }

  static Map<String, Object> reuse(ReuseOptions reuse) {
    return Map.of("addr", reuse.reuseAddr(), "port", reuse.reusePort());
  }

  static ReuseOptions reuse(Fields from) throws GarbledLineException {
    return new ReuseOptions(from.flag("addr"), from.flag("port"));
  }

  static Map<String, Object> group(GroupMembership membership) {
    return Map.of(
        "group", Endpoint.text(membership.group()),
        "interface", membership.interfaceName(),
        "mode", membership.sources().mode().name(),
        "sources", membership.sources().sources().stream().map(Endpoint::text).toList());
  }

  static GroupMembership group(Fields from) throws GarbledLineException {
    InetAddress group = valid(Endpoint.readAddress(from.text("group")));
    var mode = constant(SourceFilter.Mode.class, from.text("mode"));
    var sources = new ArrayList<InetAddress>();
    for (String each : from.texts("sources")) {
      sources.add(valid(Endpoint.readAddress(each)));
    }
    if (mode == SourceFilter.Mode.ONLY && sources.isEmpty()) {
      throw new GarbledLineException("only from nobody is no membership");
    }
    return new GroupMembership(group, from.text("interface"), new SourceFilter(mode, sources));
  }

  static Map<String, Object> options(SendOptions options) {
    var map = new LinkedHashMap<String, Object>();
    putIfThere(map, "interface", options.interfaceName());
    options.ttlHops().ifPresent(hops -> map.put("ttl", hops));
    map.put("loopback", options.loopback());
    map.put("broadcast", options.broadcast());
    map.put("dontFragment", options.dontFragment());
    options.dscp().ifPresent(codePoint -> map.put("dscp", codePoint));
    return map;
  }

  static SendOptions options(Fields from) throws GarbledLineException {
    return new SendOptions(
        from.textOrNull("interface"),
        optional(from, "ttl", 255),
        from.flag("loopback"),
        from.flag("broadcast"),
        from.flag("dontFragment"),
        optional(from, "dscp", 63));
  }

  static Map<String, Object> call(SystemCall call) {
    var map = new LinkedHashMap<String, Object>();
    map.put("at", call.at().toString());
    map.put("ns", call.durationNs());
    map.put("fd", call.descriptor());
    map.put("name", call.name());
    map.put("arguments", call.arguments());
    map.put("result", call.result());
    Errno errno = call.errno();
    if (errno != null) {
      map.put("errno", Map.of("name", errno.name(), "text", errno.text()));
    }
    return map;
  }

  static SystemCall call(Fields from) throws GarbledLineException {
    return new SystemCall(
        instant(from.text("at")),
        from.number("ns"),
        from.integer("fd", -1, Integer.MAX_VALUE),
        from.text("name"),
        from.text("arguments"),
        from.number("result"),
        from.has("errno") ? errno(from.object("errno")) : null);
  }

  static Map<String, Object> totals(CallTotals totals) {
    Map<String, Object> map = call(totals.lastCall());
    map.put("calls", totals.calls());
    map.put("datagrams", totals.datagrams());
    map.put("bytes", totals.bytes());
    map.put("empty", totals.empty());
    map.put("last", totals.last().toString());
    map.put("failures", totals.failures());
    return map;
  }

  static CallTotals totals(Fields from) throws GarbledLineException {
    SystemCall last = call(from);
    return new CallTotals(
        last.descriptor(),
        last.name(),
        last.arguments(),
        from.number("calls"),
        from.number("datagrams"),
        from.number("bytes"),
        from.number("empty"),
        last.result(),
        last.errno(),
        last.at(),
        instant(from.text("last")),
        from.object("failures").numbers());
  }

  static List<Map<String, Object>> calls(List<SystemCall> calls) {
    return calls.stream().map(WireValues::call).toList();
  }

  static List<SystemCall> readCalls(List<Fields> from) throws GarbledLineException {
    var calls = new ArrayList<SystemCall>();
    for (Fields each : from) {
      calls.add(call(each));
    }
    return calls;
  }

  static Map<String, Object> message(Message message) {
    return Map.of(
        "key",
        message.key(),
        "arguments",
        message.arguments().stream().map(Object::toString).toList());
  }

  static Message message(Fields from) throws GarbledLineException {
    return Message.of(from.text("key"), from.texts("arguments").toArray());
  }

  static Endpoint endpoint(String text) throws GarbledLineException {
    return valid(Endpoint.read(text));
  }

  static <E extends Enum<E>> E constant(Class<E> type, String name) throws GarbledLineException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new GarbledLineException("\"" + name + "\" is no " + type.getSimpleName());
    }
  }

  private static Errno errno(Fields from) throws GarbledLineException {
    return new Errno(from.text("name"), from.text("text"));
  }

  private static Instant instant(String text) throws GarbledLineException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new GarbledLineException("\"" + text + "\" is no moment");
    }
  }

  private static OptionalInt optional(Fields from, String name, int most)
      throws GarbledLineException {
    return from.has(name) ? OptionalInt.of(from.integer(name, 0, most)) : OptionalInt.empty();
  }

  private static <T> T valid(Parsed<T> parsed) throws GarbledLineException {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T>(Message why) ->
          throw new GarbledLineException(why.key() + " " + why.arguments());
    };
  }

  private static void putIfThere(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
