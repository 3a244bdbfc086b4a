package org.portbound.lesson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.text.Visible;
import org.portbound.workbench.Act;
import org.portbound.workbench.SendPlan;

/** What a lesson says of a datagram that was sent: whether it can, and who got it. One thread. */
final class RetoldSend {
  /** More rows are not searched for a datagram. */
  private static final long MOST_ROWS = 200_000;

  private static final int USUAL_TTL = 1;

  private final DatagramLog log;
  private final RetoldSockets sockets;

  RetoldSend(DatagramLog log, RetoldSockets sockets) {
    this.log = log;
    this.sockets = sockets;
  }

  /** Why a lesson cannot say it; empty if it can. */
  Optional<Message> obstacle(SendPlan plan) {
    Endpoint to = plan.destination();
    boolean group = to.address().isMulticastAddress();
    if (!group && !to.address().isLoopbackAddress()) {
      return Optional.of(Message.of("lesson.told.far", to));
    }
    SendOptions options = plan.options();
    if (group && !isLoopback(options.interfaceName())) {
      return Optional.of(
          Message.of(
              "lesson.told.interface",
              options.interfaceName() == null ? "–" : options.interfaceName()));
    }
    if (group && !options.loopback()) {
      return Optional.of(Message.of("lesson.told.no-loopback"));
    }
    if (plan.setup().device() != null) {
      return Optional.of(Message.of("lesson.told.device"));
    }
    byte[] payload = plan.payload();
    String text = new String(payload, StandardCharsets.UTF_8);
    boolean plain = Visible.isUtf8(payload) && text.equals(text.strip()) && !text.isEmpty();
    return plain ? Optional.empty() : Optional.of(Message.of("lesson.told.no-text"));
  }

  private static boolean isLoopback(@Nullable String name) {
    return name != null
        && Interface.firstLoopback().filter(lo -> lo.name().equals(name)).isPresent();
  }

  /** What the lesson leaves out of it. */
  static List<Message> remarks(SendPlan plan) {
    var left = new ArrayList<String>();
    SendOptions options = plan.options();
    OptionalInt ttl = options.ttlHops();
    if (ttl.isPresent() && ttl.getAsInt() != USUAL_TTL) {
      left.add("TTL " + ttl.getAsInt());
    }
    if (options.broadcast()) {
      left.add("SO_BROADCAST");
    }
    if (options.dontFragment()) {
      left.add("IP_MTU_DISCOVER");
    }
    if (options.dscp().isPresent()) {
      left.add("DSCP " + options.dscp().getAsInt());
    }
    if (plan.setup().sendBufferBytes().isPresent()) {
      left.add("SO_SNDBUF");
    }
    return left.isEmpty()
        ? List.of()
        : List.of(Message.of("lesson.told.left-out", String.join(", ", left)));
  }

  static String text(SendPlan plan) {
    return new String(plan.payload(), StandardCharsets.UTF_8);
  }

  /**
   * Who is expected to get it, by who got it.
   *
   * @param own the socket that was bound for this send, or null
   * @param again whether a later act sends the same from the same place: its rows are its own
   * @return empty if that is not known any more, or if the lesson has nobody who could
   */
  Optional<Expected.Delivery> delivery(
      Act.Sent sent, RetoldSockets.@Nullable Open own, Predicate<Long> again) {
    Optional<Map<Integer, Integer>> got = receivers(sent, again);
    if (got.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Amount> amounts = new LinkedHashMap<>();
    List<RetoldSockets.Open> receivers = new ArrayList<>();
    sockets
        .open()
        .forEach(
            (listener, socket) -> {
              int count = sockets.reads(socket) ? got.get().getOrDefault(listener, 0) : 0;
              amounts.put(socket.name(), exactly(count));
              if (count > 0) {
                receivers.add(socket);
              }
            });
    List<String> oneOf = sharers(sent.plan().destination(), own, receivers);
    oneOf.forEach(amounts::remove);
    if (amounts.isEmpty() && oneOf.isEmpty()) {
      String some = own == null ? sockets.any() : own.name();
      if (some == null) {
        return Optional.empty();
      }
      boolean toItself = own != null && reaches(sent.plan().destination(), own);
      amounts.put(some, exactly(toItself ? 1 : 0));
    }
    return Optional.of(new Expected.Delivery(amounts, oneOf, null));
  }

  private static Amount exactly(int count) {
    return new Amount(Amount.Kind.RANGE, count, count);
  }

  private static boolean reaches(Endpoint to, RetoldSockets.Open socket) {
    return socket.local().port() == to.port()
        && (socket.local().isWildcard() || socket.local().address().equals(to.address()));
  }

  /**
   * The members of a reuseport group, of which one gets a unicast datagram by a hash that is
   * another one after each start of the machine.
   */
  private List<String> sharers(
      Endpoint to, RetoldSockets.@Nullable Open own, List<RetoldSockets.Open> receivers) {
    RetoldSockets.Open one = receivers.isEmpty() ? own : receivers.getFirst();
    if (one == null || to.address().isMulticastAddress() || !reaches(to, one)) {
      return List.of();
    }
    var all = new ArrayList<RetoldSockets.Open>(sockets.open().values());
    if (own != null) {
      all.add(own);
    }
    List<String> names =
        all.stream().filter(one::sharesWith).map(RetoldSockets.Open::name).distinct().toList();
    return names.size() > 1 ? names : List.of();
  }

  /** How many each listener got; empty if the rows are gone, or too many. */
  private Optional<Map<Integer, Integer>> receivers(Act.Sent sent, Predicate<Long> again) {
    long end = log.end();
    if (sent.firstRow() < log.first() || end - sent.firstRow() > MOST_ROWS) {
      return Optional.empty();
    }
    byte[] payload = sent.plan().payload();
    Map<Integer, Integer> counts = new HashMap<>();
    var row = new Datagram();
    for (long number = sent.firstRow(); number < end && !again.test(number); number++) {
      if (log.read(number, row)
          && !row.sent()
          && isFrom(sent.from(), row.source())
          && Arrays.equals(row.payload(), payload)) {
        counts.merge(row.listener(), 1, Integer::sum);
      }
    }
    return Optional.of(counts);
  }

  /** A socket bound to the wildcard sends from an address that the kernel chooses. */
  private static boolean isFrom(Endpoint from, Endpoint source) {
    return from.equals(source) || (from.isWildcard() && from.port() == source.port());
  }

  /** Whether both leave from the same place with the same bytes. */
  static boolean isSame(Act.Sent one, Act.Sent other) {
    return one.from().equals(other.from())
        && Arrays.equals(one.plan().payload(), other.plan().payload());
  }
}
