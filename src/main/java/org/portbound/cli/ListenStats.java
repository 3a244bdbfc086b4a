package org.portbound.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.portbound.capture.GroupCount;
import org.portbound.socket.Endpoint;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Workbench;

/** Tells the counters of the one listener once every interval, on standard error. One thread. */
final class ListenStats {
  private final Terminal terminal;
  private final boolean json;
  private final long everyNs;
  private long lastNs = System.nanoTime();
  private long lastReceived;
  private long lastBytes;

  ListenStats(Terminal terminal, boolean json, Duration every) {
    this.terminal = terminal;
    this.json = json;
    this.everyNs = every.toNanos();
  }

  /** Tells them if it is time. */
  void look(ListenerView listener, Workbench workbench) {
    long nowNs = System.nanoTime();
    long passedNs = nowNs - lastNs;
    if (passedNs < everyNs) {
      return;
    }
    double seconds = passedNs / (double) TimeUnit.SECONDS.toNanos(1);
    long rate = Math.round((listener.datagrams() - lastReceived) / seconds);
    long bytesRate = Math.round((listener.bytes() - lastBytes) / seconds);
    lastNs = nowNs;
    lastReceived = listener.datagrams();
    lastBytes = listener.bytes();
    terminal.tell(
        json
            ? object(listener, workbench, rate, bytesRate)
            : sentence(listener, workbench, rate, bytesRate));
    if (!json) {
      for (GroupCount each : counts(workbench, listener)) {
        terminal.tell(groupLine(terminal, each));
      }
    }
  }

  /**
   * Each group that is joined, also one that nothing came for, then those that others joined; none
   * where destinations are not known.
   */
  static List<GroupCount> counts(Workbench workbench, ListenerView listener) {
    List<GroupCount> heard = workbench.groupCounts(listener.number());
    if (!workbench.provider().knowsDestinations()) {
      return heard;
    }
    var counts = new LinkedHashMap<String, GroupCount>();
    listener
        .groups()
        .forEach(
            each -> counts.put(Endpoint.text(each.group()), new GroupCount(each.group(), 0, 0)));
    heard.forEach(each -> counts.put(Endpoint.text(each.group()), each));
    return List.copyOf(counts.values());
  }

  /** What came for one group: {@code 239.1.1.1 17 datagrams}. */
  static String groupLine(Terminal terminal, GroupCount each) {
    return terminal.say(
        "cli.listen.group-count", Endpoint.text(each.group()), each.datagrams(), each.bytes());
  }

  /** The same for a program that reads it. */
  static List<Object> groupObjects(Workbench workbench, ListenerView listener) {
    return counts(workbench, listener).stream()
        .<Object>map(
            each ->
                Json.object()
                    .with("group", Endpoint.text(each.group()))
                    .with("received", each.datagrams())
                    .with("bytes", each.bytes())
                    .fields())
        .toList();
  }

  private String sentence(ListenerView listener, Workbench workbench, long rate, long bytesRate) {
    OptionalLong dropped = listener.droppedByKernel();
    return terminal.say(
        "cli.listen.stats",
        listener.datagrams(),
        rate,
        listener.bytes(),
        bytesRate,
        dropped.isPresent()
            ? String.valueOf(dropped.getAsLong())
            : terminal.say("cli.listen.unknown"),
        workbench.droppedByUs(),
        workbench.log().evicted());
  }

  private static String object(
      ListenerView listener, Workbench workbench, long rate, long bytesRate) {
    return Json.event("stats")
        .with("time", Instant.now())
        .with("received", listener.datagrams())
        .with("perSecond", rate)
        .with("bytes", listener.bytes())
        .with("bytesPerSecond", bytesRate)
        .with("droppedByKernel", listener.droppedByKernel())
        .with("droppedByPortbound", workbench.droppedByUs())
        .with("evicted", workbench.log().evicted())
        .with("groups", groupObjects(workbench, listener))
        .toString();
  }
}
