package org.portbound.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel's own count for this network namespace (/proc/net/snmp, lines {@code Udp:}).
 *
 * @param received datagrams that programs have taken (InDatagrams)
 * @param dropped datagrams that found a full receive buffer (RcvbufErrors)
 */
record UdpCounters(long received, long dropped) {
  static UdpCounters now() throws IOException {
    List<String[]> lines =
        Files.readAllLines(Path.of("/proc/net/snmp")).stream()
            .filter(line -> line.startsWith("Udp:"))
            .map(line -> line.split(" "))
            .toList();
    List<String> names = Arrays.asList(lines.getFirst());
    String[] values = lines.getLast();
    return new UdpCounters(
        Long.parseLong(values[names.indexOf("InDatagrams")]),
        Long.parseLong(values[names.indexOf("RcvbufErrors")]));
  }

  UdpCounters since(UdpCounters before) {
    return new UdpCounters(received - before.received, dropped - before.dropped);
  }

  /** Waits until nothing is taken any more, and returns the count then. */
  static UdpCounters settled() throws IOException, InterruptedException {
    UdpCounters last = now();
    while (true) {
      Thread.sleep(50);
      UdpCounters next = now();
      if (next.equals(last)) {
        return next;
      }
      last = next;
    }
  }
}
