package org.portbound.lesson;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Parsed;
import org.portbound.workbench.PeerAction;

/**
 * Reads what a lesson does, deed by deed, and knows the names that those before have given. Used by
 * one thread.
 */
final class DeedReader {
  private static final int MAX_PORTS = 5_000;
  private static final int MAX_COUNT = 10_000;
  private static final Map<String, PeerAction> SIGNALS =
      Map.of(
          "end", PeerAction.CLOSE,
          "kill", PeerAction.KILL,
          "stop", PeerAction.STOP,
          "continue", PeerAction.CONTINUE);
  private static final List<String> VERBS =
      List.of(
          "bind",
          "set",
          "connect",
          "join",
          "leave",
          "send",
          "close",
          "fork",
          "end",
          "kill",
          "stop",
          "continue",
          "who");

  private final List<Fault> faults;
  private final ExpectedReader expectations;

  /** Names of sockets, whether or not their bind succeeds, each with its process or "". */
  private final Map<String, String> sockets = new HashMap<>();

  private final Set<String> processes = new HashSet<>();
  private final Set<String> crowds = new HashSet<>();

  DeedReader(List<Fault> faults) {
    this.faults = faults;
    this.expectations = new ExpectedReader(sockets.keySet(), processes);
  }

  /** Reads one deed; empty, with faults, if it is none. */
  Optional<Deed> next(Fields fields) {
    Optional<String> verb = fields.firstOf(VERBS);
    if (verb.isEmpty()) {
      fields.fault("lesson.file.no-verb", String.join(", ", VERBS));
      return Optional.empty();
    }
    int before = faults.size();
    Deed deed = deed(verb.get(), fields);
    fields.end();
    return faults.size() == before ? Optional.ofNullable(deed) : Optional.empty();
  }

  private @Nullable Deed deed(String verb, Fields fields) {
    return switch (verb) {
      case "bind" -> bind(fields);
      case "set" -> set(fields);
      case "connect" -> connect(fields);
      case "join", "leave" -> membership(verb, fields);
      case "send" -> send(fields);
      case "close" -> new Deed.Close(socket(fields, verb), expectations.answer(fields));
      case "fork" -> fork(fields);
      case "who" ->
          new Deed.Who(fields.number(verb, 1, Endpoint.MAX_PORT, 1), expectations.holders(fields));
      default ->
          new Deed.Signal(
              process(fields, verb),
              SIGNALS.getOrDefault(verb, PeerAction.CLOSE),
              expectations.answer(fields));
    };
  }

  private @Nullable Deed bind(Fields fields) {
    String name = fields.text("bind");
    if (sockets.containsKey(name) || crowds.contains(name)) {
      fields.faultAt("bind", "lesson.file.name-twice", name);
    }
    Endpoint local = fields.read("at", Endpoint::read);
    ReuseOptions reuse = reuse(fields);
    boolean v6Only = fields.flag("v6only", false);
    boolean ipv6 = fields.flag("ipv6", false);
    List<GroupMembership> groups =
        fields.readAll(
            "groups", each -> GroupMembership.read(each, GroupMembership.DEFAULT_INTERFACE));
    String process = fields.textOrNull("process");
    boolean other = otherUser(fields, process);
    sockets.put(name, process == null ? "" : process);
    if (process != null) {
      processes.add(process);
    }
    Expected.Answer expected = expectations.answer(fields);
    if (local == null) {
      return null;
    }
    if (local.port() == 0) {
      fields.faultAt("at", "lesson.file.no-port");
    }
    Family family = ipv6 ? Family.INET6 : Family.of(local.address());
    var plan = new SocketPlan(family, local, reuse, v6Only, null, groups, OptionalInt.empty());
    return new Deed.Bind(name, plan, process, other, expected);
  }

  private static boolean otherUser(Fields fields, @Nullable String process) {
    String user = fields.textOrNull("user");
    if (user == null || user.equals("same")) {
      return false;
    }
    if (!user.equals("other") || process == null) {
      fields.faultAt("user", "lesson.file.bad-user", user);
    }
    return true;
  }

  private static ReuseOptions reuse(Fields fields) {
    ReuseOptions reuse = ReuseOptions.NONE;
    for (String each : fields.texts("options")) {
      switch (each) {
        case "SO_REUSEADDR" -> reuse = reuse.withAddr();
        case "SO_REUSEPORT" -> reuse = reuse.withPort();
        default -> fields.faultAt("options", "lesson.file.unknown-option", each);
      }
    }
    return reuse;
  }

  private Deed set(Fields fields) {
    String socket = socket(fields, "set");
    String option = fields.text("option");
    boolean on = fields.flag("to", true);
    for (Deed.Option each : Deed.Option.values()) {
      if (each.name().equals(option)) {
        return new Deed.Set(socket, each, on, expectations.answer(fields));
      }
    }
    fields.faultAt("option", "lesson.file.unknown-option", option);
    return new Deed.Set(socket, Deed.Option.SO_REUSEADDR, on, expectations.answer(fields));
  }

  private @Nullable Deed connect(Fields fields) {
    String socket = socket(fields, "connect");
    Endpoint to = fields.read("to", Endpoint::read);
    Expected.Answer expected = expectations.answer(fields);
    return to == null ? null : new Deed.Connect(socket, to, expected);
  }

  private @Nullable Deed membership(String verb, Fields fields) {
    String socket = socket(fields, verb);
    GroupMembership group =
        fields.read("group", each -> GroupMembership.read(each, GroupMembership.DEFAULT_INTERFACE));
    Expected.Answer expected = expectations.answer(fields);
    if (group == null) {
      return null;
    }
    return verb.equals("join")
        ? new Deed.Join(socket, group, expected)
        : new Deed.Leave(socket, group, expected);
  }

  private @Nullable Deed send(Fields fields) {
    String text = fields.text("send");
    String from = fields.text("from");
    int ports = fields.number("ports", 1, MAX_PORTS, 0);
    int count = fields.number("count", 1, MAX_COUNT, 1);
    if (ports > 0 && sockets.containsKey(from)) {
      fields.faultAt("from", "lesson.file.name-twice", from);
    } else if (ports == 0 && !sockets.containsKey(from) && !crowds.contains(from)) {
      fields.faultAt("from", "lesson.file.no-sender", from);
    }
    if (ports > 0) {
      crowds.add(from);
    }
    Endpoint to = fields.read("to", DeedReader::readDestination);
    Expected.Delivery expected = expectations.delivery(fields);
    return to == null ? null : new Deed.Send(from, ports, to, text, count, expected);
  }

  /** A lesson stays on this machine: unicast to loopback addresses, multicast by loopback. */
  private static Parsed<Endpoint> readDestination(String text) {
    Parsed<Endpoint> read = Endpoint.read(text);
    if (read instanceof Parsed.Valid<Endpoint>(Endpoint to)) {
      boolean here = to.address().isLoopbackAddress() || to.address().isMulticastAddress();
      if (!here || to.port() == 0) {
        return Parsed.invalid("lesson.file.far", text);
      }
    }
    return read;
  }

  private Deed fork(Fields fields) {
    String socket = socket(fields, "fork");
    if ("".equals(sockets.get(socket))) {
      fields.faultAt("fork", "lesson.file.fork-here", socket);
    }
    return new Deed.Fork(socket, expectations.answer(fields));
  }

  private String socket(Fields fields, String key) {
    String name = fields.text(key);
    if (!name.isEmpty() && !sockets.containsKey(name)) {
      fields.faultAt(key, "lesson.file.no-socket", name, known(sockets.keySet()));
    }
    return name;
  }

  private String process(Fields fields, String key) {
    String name = fields.text(key);
    if (!name.isEmpty() && !processes.contains(name)) {
      fields.faultAt(key, "lesson.file.no-process", name, known(processes));
    }
    return name;
  }

  static String known(Set<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", new TreeSet<>(names));
  }
}
