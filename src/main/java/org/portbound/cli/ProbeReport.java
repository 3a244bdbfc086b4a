package org.portbound.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.portbound.probe.ProbeStream;
import org.portbound.socket.Endpoint;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Workbench;

/** What {@code portbound probe listen} says of the streams. One thread. */
final class ProbeReport {
  private static final double NS_PER_MS = 1e6;
  private static final double PERCENT = 100;

  private final Terminal terminal;
  private final boolean json;

  ProbeReport(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /**
   * One stream.
   *
   * @param last whether it is over, so that what is missing is lost
   */
  void line(ProbeStream stream, boolean last) {
    if (json) {
      terminal.line(object(stream, last).toString());
      return;
    }
    ProbeStream.Counts counts = stream.counts();
    long lost = counts.lost() + (last ? counts.pending() : 0);
    terminal.line(
        terminal.say(
            "cli.probe.stream",
            stream.source(),
            stream.stream(),
            counts.received(),
            counts.expected(),
            lost,
            percent(last ? counts.missingShare() : counts.lostShare()),
            counts.duplicates(),
            counts.outOfOrder()));
    ProbeStream.Delay delay = stream.delay();
    terminal.line(
        terminal.say(
            delay.sameClock() ? "cli.probe.delay" : "cli.probe.delay-relative",
            ms(delay.minNs()),
            ms(delay.meanNs()),
            ms(delay.maxNs()),
            ms(delay.jitterNs()),
            terminal.say(delay.kernelTime() ? "cli.probe.by-kernel" : "cli.probe.by-program"),
            ttl(stream.ttl())));
    if (counts.tooLate() > 0) {
      terminal.line(terminal.say("cli.probe.too-late", counts.tooLate()));
    }
  }

  private String ttl(ProbeStream.Ttl ttl) {
    if (ttl.max() < 0) {
      return terminal.say("cli.listen.unknown");
    }
    return ttl.min() == ttl.max() ? String.valueOf(ttl.min()) : ttl.min() + "–" + ttl.max();
  }

  private static String ms(double ns) {
    return String.format(Locale.ROOT, "%.3f", ns / NS_PER_MS);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", share * PERCENT);
  }

  private static Json object(ProbeStream stream, boolean last) {
    ProbeStream.Counts counts = stream.counts();
    ProbeStream.Delay delay = stream.delay();
    ProbeStream.Ttl ttl = stream.ttl();
    return Json.event("stream")
        .with("time", Instant.now())
        .with("last", last)
        .with("sourceAddress", Endpoint.text(stream.source().address()))
        .with("sourcePort", stream.source().port())
        .with("session", String.format("%016x", stream.session()))
        .with("stream", stream.stream())
        .with("state", stream.state().name().toLowerCase(Locale.ROOT))
        .with("length", stream.lengthBytes())
        .with("perSecond", stream.perSecond())
        .with("expected", counts.expected())
        .with("received", counts.received())
        .with("lost", counts.lost() + (last ? counts.pending() : 0))
        .with("pending", last ? 0 : counts.pending())
        .with("lostPercent", PERCENT * (last ? counts.missingShare() : counts.lostShare()))
        .with("duplicates", counts.duplicates())
        .with("outOfOrder", counts.outOfOrder())
        .with("tooLate", counts.tooLate())
        .with("sameClock", delay.sameClock())
        .with("timeBy", delay.kernelTime() ? "kernel" : "program")
        .with("delayMinMs", delay.minNs() / NS_PER_MS)
        .with("delayMeanMs", delay.meanNs() / NS_PER_MS)
        .with("delayMaxMs", delay.maxNs() / NS_PER_MS)
        .with("jitterMs", delay.jitterNs() / NS_PER_MS)
        .with("ttlMin", ttl.min() < 0 ? null : (Object) ttl.min())
        .with("ttlMax", ttl.max() < 0 ? null : (Object) ttl.max());
  }

  /**
   * The last words.
   *
   * @return whether no stream lost more than that share; with one given, some stream must have come
   */
  boolean summary(List<ProbeStream> streams, Workbench workbench, OptionalDouble maxLoss) {
    OptionalLong dropped =
        workbench.listeners().stream()
            .findFirst()
            .map(ListenerView::droppedByKernel)
            .orElse(OptionalLong.empty());
    long notFollowed = workbench.probing().monitor().notFollowed();
    long lost =
        streams.stream().mapToLong(each -> each.counts().lost() + each.counts().pending()).sum();
    boolean good =
        maxLoss.isEmpty()
            || (!streams.isEmpty()
                && streams.stream()
                    .allMatch(each -> each.counts().missingShare() <= maxLoss.getAsDouble()));
    if (json) {
      terminal.tell(
          Json.event("summary")
              .with("streams", streams.size())
              .with("lost", lost)
              .with("droppedByKernel", dropped)
              .with("notFollowed", notFollowed)
              .with("good", good)
              .toString());
      return good;
    }
    terminal.tell(
        streams.isEmpty()
            ? terminal.say("cli.probe.nothing")
            : dropped.isEmpty()
                ? terminal.say("cli.probe.summary-unknown", streams.size(), lost)
                : terminal.say(
                    "cli.probe.summary",
                    streams.size(),
                    lost,
                    dropped.getAsLong(),
                    Math.max(0, lost - dropped.getAsLong())));
    if (notFollowed > 0) {
      terminal.tell(terminal.say("cli.probe.not-followed", notFollowed));
    }
    if (!good && !streams.isEmpty()) {
      terminal.tell(terminal.say("cli.probe.too-much", percent(maxLoss.getAsDouble())));
    }
    return good;
  }
}
