package org.portbound.lesson;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/** Sends a lesson's datagrams and counts where they arrive. One thread; blocks. */
final class Post {
  /** So long nothing more must have come before a count is believed. */
  private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(80);

  /** So long what is expected is waited for. */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(4);

  private static final long POLL_NS = 2_000_000;
  private static final int HUNDRED = 100;

  private final Workbench workbench;
  private final Cast cast;
  private final LessonPorts ports;

  Post(Workbench workbench, Cast cast, LessonPorts ports) {
    this.workbench = workbench;
    this.cast = cast;
    this.ports = ports;
  }

  /**
   * Who got how many.
   *
   * @param asExpected whether that is as expected
   * @param answer in words
   */
  record Outcome(boolean asExpected, Message answer) {}

  /** Which socket got a datagram from which sender. */
  private record Receipt(Endpoint from, String socket) {}

  Outcome send(Deed.Send deed) {
    long firstRow = workbench.log().end();
    List<Endpoint> senders = new ArrayList<>();
    SendResult failed = sendAll(deed, senders);
    if (failed != null) {
      return new Outcome(false, failure(failed));
    }
    int sent = senders.size();
    List<Receipt> receipts = await(deed, firstRow, Set.copyOf(senders), sent);
    Map<String, Integer> counts = counts(receipts);
    int moved = moved(deed, receipts);
    return new Outcome(
        fits(deed.expected(), counts, sent) && movedFits(deed.expected(), moved),
        Answers.got(counts, deed.expected().moved() == null ? -1 : moved));
  }

  /**
   * Sends everything.
   *
   * @param senders filled with the source of each datagram
   * @return the first send that failed, or null
   */
  private @Nullable SendResult sendAll(Deed.Send deed, List<Endpoint> senders) {
    var listener = cast.listener(deed.from());
    if (listener.isPresent()) {
      var source = new Source.Listener(listener.getAsInt());
      return repeat(deed, source, senders);
    }
    Cast.Crowd crowd = cast.crowd(deed.from());
    boolean first = crowd.senders.isEmpty();
    int size = first ? deed.ports() : crowd.senders.size();
    Endpoint anyPort = new Endpoint(sourceAddress(deed.to()), 0);
    for (int i = 0; i < size; i++) {
      Endpoint local = first ? anyPort : crowd.senders.get(i);
      int before = senders.size();
      // The first datagram tells the port; the others of this sender leave from the same one.
      SendResult failed = one(deed, new Source.Bound(local, ReuseOptions.NONE), senders);
      for (int k = 1; failed == null && k < deed.count(); k++) {
        failed = one(deed, new Source.Bound(senders.get(before), ReuseOptions.NONE), senders);
      }
      if (failed != null) {
        return failed;
      }
      if (first) {
        crowd.senders.add(senders.get(before));
      }
    }
    return null;
  }

  private static InetAddress sourceAddress(Endpoint to) {
    boolean ipv6 = to.address() instanceof Inet6Address;
    return Endpoint.parse(ipv6 ? "[::1]:0" : "127.0.0.1:0").address();
  }

  private @Nullable SendResult repeat(Deed.Send deed, Source source, List<Endpoint> senders) {
    for (int i = 0; i < deed.count(); i++) {
      SendResult failed = one(deed, source, senders);
      if (failed != null) {
        return failed;
      }
    }
    return null;
  }

  private @Nullable SendResult one(Deed.Send deed, Source source, List<Endpoint> senders) {
    Endpoint to = ports.used(deed.to());
    SendOptions options =
        to.address().isMulticastAddress()
            ? SendOptions.DEFAULT.withInterface(Groups.loopback())
            : SendOptions.DEFAULT;
    byte[] payload = deed.text().getBytes(StandardCharsets.UTF_8);
    SendResult result = workbench.sending().send(new SendPlan(source, to, payload, options));
    if (result instanceof SendResult.Sent sent) {
      senders.add(sent.from());
      return null;
    }
    return result;
  }

  private static Message failure(SendResult failed) {
    return switch (failed) {
      case SendResult.NotOpened notOpened -> notOpened.refusal().diagnosis().headline();
      case SendResult.Failed refused -> refused.headline();
      case SendResult.NoListener none ->
          Message.of("workbench.fix.no-listener", String.valueOf(none.number()));
      case SendResult.Sent sent -> throw new IllegalArgumentException(sent.toString());
    };
  }

  private List<Receipt> await(Deed.Send deed, long firstRow, Set<Endpoint> senders, int sent) {
    var receipts = new ArrayList<Receipt>();
    long nextRow = firstRow;
    long start = System.nanoTime();
    long lastReceipt = start;
    while (true) {
      int before = receipts.size();
      nextRow = collect(deed, nextRow, senders, receipts);
      long now = System.nanoTime();
      if (receipts.size() > before) {
        lastReceipt = now;
      }
      boolean quiet = now - lastReceipt > QUIET_NS;
      if (now - start > PATIENCE_NS || (quiet && fits(deed.expected(), counts(receipts), sent))) {
        return receipts;
      }
      LockSupport.parkNanos(POLL_NS);
    }
  }

  /**
   * Looks for the lesson's datagrams among new rows of the log.
   *
   * @return the row to go on with
   */
  private long collect(
      Deed.Send deed, long fromRow, Set<Endpoint> senders, List<Receipt> receipts) {
    DatagramLog log = workbench.log();
    byte[] payload = deed.text().getBytes(StandardCharsets.UTF_8);
    long end = log.end();
    for (long row = Math.max(fromRow, log.first()); row < end; row++) {
      Datagram datagram = log.get(row);
      if (datagram == null || !Arrays.equals(datagram.payload(), payload)) {
        continue;
      }
      Endpoint from = datagram.source();
      Optional<String> socket = cast.socket(datagram.listener());
      if (isOneOf(senders, from) && socket.isPresent()) {
        receipts.add(new Receipt(from, socket.get()));
      }
    }
    return end;
  }

  /** A socket bound to the wildcard sends from an address that the kernel chooses. */
  private static boolean isOneOf(Set<Endpoint> senders, Endpoint from) {
    return senders.contains(from)
        || senders.stream().anyMatch(each -> each.isWildcard() && each.port() == from.port());
  }

  /** Of each socket that is open, so that nothing is told as nothing. */
  private Map<String, Integer> counts(List<Receipt> receipts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    cast.openSockets().forEach(each -> counts.put(each, 0));
    receipts.forEach(each -> counts.merge(each.socket(), 1, Integer::sum));
    return counts;
  }

  private static boolean fits(Expected.Delivery expected, Map<String, Integer> counts, int sent) {
    int sharers =
        (int)
            expected.amounts().values().stream()
                .filter(each -> each.kind() == Amount.Kind.EVEN)
                .count();
    boolean amounts =
        expected.amounts().entrySet().stream()
            .allMatch(
                each ->
                    each.getValue().allows(counts.getOrDefault(each.getKey(), 0), sent, sharers));
    List<String> oneOf = expected.oneOf();
    long all = oneOf.stream().filter(each -> counts.getOrDefault(each, 0) == sent).count();
    long none = oneOf.stream().filter(each -> counts.getOrDefault(each, 0) == 0).count();
    return amounts && (oneOf.isEmpty() || (all == 1 && none == oneOf.size() - 1));
  }

  /** How many percent of the senders whose socket is still open reach another one now. */
  private int moved(Deed.Send deed, List<Receipt> receipts) {
    Cast.Crowd crowd = cast.crowd(deed.from());
    List<String> open = cast.openSockets();
    int stayed = 0;
    int moved = 0;
    Map<Endpoint, String> now = new LinkedHashMap<>();
    for (Receipt each : receipts) {
      now.put(each.from(), each.socket());
      String before = crowd.reached.get(each.from());
      if (before != null && open.contains(before)) {
        if (before.equals(each.socket())) {
          stayed++;
        } else {
          moved++;
        }
      }
    }
    crowd.reached.putAll(now);
    return stayed + moved == 0 ? 0 : moved * HUNDRED / (stayed + moved);
  }

  private static boolean movedFits(Expected.Delivery expected, int moved) {
    Amount wanted = expected.moved();
    return wanted == null || wanted.allows(moved, HUNDRED, 1);
  }
}
