package org.portbound.ui.probe;

import java.util.List;
import java.util.Locale;
import org.portbound.probe.ProbeStream;
import org.portbound.socket.Endpoint;

/** The figures as a table for spreadsheets (RFC 4180); the same in every language. */
final class ProbeCsv {
  private static final double NS_PER_MS = 1e6;
  private static final String HEADINGS =
      "number,listener,sourceAddress,sourcePort,session,stream,length,state,expected,received,lost,"
          + "pending,lostPercent,duplicates,outOfOrder,tooLate,sameClock,timeBy,delayMinMs,"
          + "delayMeanMs,delayMaxMs,jitterMs,ttlMin,ttlMax";

  private ProbeCsv() {}

  static String of(List<ProbeStream> streams) {
    var lines = new StringBuilder(HEADINGS).append("\r\n");
    streams.forEach(each -> lines.append(line(each)).append("\r\n"));
    return lines.toString();
  }

  private static String line(ProbeStream stream) {
    ProbeStream.Counts counts = stream.counts();
    ProbeStream.Delay delay = stream.delay();
    return String.format(
        Locale.ROOT,
        "%d,%d,%s,%d,%016x,%d,%d,%s,%d,%d,%d,%d,%.4f,%d,%d,%d,%b,%s,%.6f,%.6f,%.6f,%.6f,%s,%s",
        stream.number(),
        stream.listener(),
        Endpoint.text(stream.source().address()),
        stream.source().port(),
        stream.session(),
        stream.stream(),
        stream.lengthBytes(),
        stream.state().name().toLowerCase(Locale.ROOT),
        counts.expected(),
        counts.received(),
        counts.lost(),
        counts.pending(),
        100 * counts.lostShare(),
        counts.duplicates(),
        counts.outOfOrder(),
        counts.tooLate(),
        delay.sameClock(),
        delay.kernelTime() ? "kernel" : "program",
        delay.minNs() / NS_PER_MS,
        delay.meanNs() / NS_PER_MS,
        delay.maxNs() / NS_PER_MS,
        delay.jitterNs() / NS_PER_MS,
        known(stream.ttl().min()),
        known(stream.ttl().max()));
  }

  private static String known(int hops) {
    return hops < 0 ? "" : String.valueOf(hops);
  }
}
