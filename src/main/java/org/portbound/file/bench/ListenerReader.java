package org.portbound.file.bench;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.portbound.message.MessageFile.Fault;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.GroupRange;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** The listeners of a saved workbench; one with a mistake is left out and told. */
final class ListenerReader {
  /** More at once are a mistake, or meant to exhaust something. */
  static final int MOST = 200;

  private static final int MIN_BUFFER_BYTES = 1_024;

  /** The kernel doubles what is asked for, and both are an int (net/core/sock.c). */
  private static final int MAX_BUFFER_BYTES = 1 << 30;

  /** What can be shown and typed; the kernel's are shorter (IFNAMSIZ in linux/if.h). */
  private static final Pattern INTERFACE = Pattern.compile("[!-~]{1,64}");

  private final List<Fault> faults;
  private final List<Json> values;

  ListenerReader(List<Fault> faults, List<Json> values) {
    this.faults = faults;
    this.values = values;
  }

  /**
   * What was read.
   *
   * @param places the place in the list of each that could be read, by its place in the file; both
   *     from 1
   */
  record Plans(List<BenchListener> listeners, Map<Integer, Integer> places) {}

  Plans read() {
    var listeners = new ArrayList<BenchListener>();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (listeners.size() == MOST) {
        faults.add(
            new Fault(values.get(i).line(), Message.of("file.bench.too-many-listeners", MOST)));
        break;
      }
      BenchListener read = listener(JsonFields.of(values.get(i), "listeners", faults));
      if (read != null) {
        listeners.add(read);
        places.put(i + 1, listeners.size());
      }
    }
    return new Plans(listeners, places);
  }

  /** Whether an interface may have this name. */
  static boolean isInterface(String name) {
    return INTERFACE.matcher(name).matches();
  }

  private static @Nullable BenchListener listener(JsonFields fields) {
    if (!fields.good()) {
      return null;
    }
    Endpoint local = fields.read("bind", Endpoint::read);
    Family family = local == null ? Family.INET : family(fields, local);
    var groups = new ArrayList<GroupMembership>();
    fields.readAll("groups", each -> groups(each, family, local)).forEach(groups::addAll);
    ReuseOptions reuse = reuse(fields);
    boolean v6Only = fields.flag("v6only");
    String device = fields.text("device", "");
    if (!device.isEmpty() && !isInterface(device)) {
      fields.fault("file.bench.bad-interface", "device");
    }
    OptionalInt buffer = fields.number("receive-buffer", MIN_BUFFER_BYTES, MAX_BUFFER_BYTES);
    boolean closeOnExit = fields.flag("close-on-exit");
    int process = fields.number("process", 1, BenchListener.MAX_PROCESS).orElse(0);
    fields.end();
    return fields.good() && local != null
        ? new BenchListener(
            new SocketPlan(
                family, local, reuse, v6Only, device.isEmpty() ? null : device, groups, buffer),
            closeOnExit,
            process)
        : null;
  }

  private static Family family(JsonFields fields, Endpoint local) {
    Family natural = Family.of(local.address());
    return switch (fields.text("family", "")) {
      case "" -> natural;
      case "ipv6" -> Family.INET6;
      case "ipv4" -> {
        if (natural == Family.INET6) {
          fields.fault("file.bench.family-differs", local);
        }
        yield Family.INET;
      }
      default -> {
        fields.fault("file.bench.bad-family");
        yield natural;
      }
    };
  }

  /** The options of the list {@code reuse}. */
  static ReuseOptions reuse(JsonFields fields) {
    List<ReuseOption> options = fields.readAll("reuse", ListenerReader::option);
    return new ReuseOptions(
        options.contains(ReuseOption.SO_REUSEADDR), options.contains(ReuseOption.SO_REUSEPORT));
  }

  private static Parsed<ReuseOption> option(String name) {
    for (ReuseOption each : ReuseOption.values()) {
      if (each.name().equals(name)) {
        return Parsed.valid(each);
      }
    }
    return Parsed.invalid("file.bench.bad-option");
  }

  private static Parsed<List<GroupMembership>> groups(
      String text, Family family, @Nullable Endpoint local) {
    Parsed<List<GroupMembership>> read = GroupRange.read(text, GroupMembership.DEFAULT_INTERFACE);
    if (read instanceof Parsed.Valid<List<GroupMembership>>(List<GroupMembership> range)) {
      InetAddress group = range.getFirst().group();
      if (!isInterface(range.getFirst().interfaceName())) {
        return Parsed.invalid("file.bench.bad-interface", "groups");
      }
      if (family == Family.INET && Family.of(group) == Family.INET6 && local != null) {
        return Parsed.invalid("file.bench.group-family", Endpoint.text(group), local);
      }
    }
    return read;
  }
}
