package org.portbound.capture.filter;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowReader;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;

/** Values that rows have, to be offered while a filter is typed. */
public final class SeenValues {
  /** So many of the newest rows are looked at. */
  private static final int ROWS = 5_000;

  /** So many values are told of a term. */
  private static final int MOST = 12;

  private final Map<Term, Map<String, Integer>> counts = new EnumMap<>(Term.class);

  private SeenValues() {}

  /** The most frequent values of the newest rows, for each term that has any; blocks. */
  public static Map<Term, List<String>> of(DatagramRows rows) {
    var seen = new SeenValues();
    RowReader reader = rows.reader();
    var row = new Datagram();
    for (long number = Math.max(rows.first(), rows.end() - ROWS); number < rows.end(); number++) {
      if (reader.readHead(number, row)) {
        seen.add(row);
      }
    }
    var values = new EnumMap<Term, List<String>>(Term.class);
    seen.counts.forEach((term, counted) -> values.put(term, mostFrequent(counted)));
    return values;
  }

  private static List<String> mostFrequent(Map<String, Integer> counted) {
    return counted.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void add(Datagram row) {
    String source = Endpoint.text(AddressBits.address(row.sourceHigh(), row.sourceLow(), 0));
    count(Term.SRC, source);
    count(Term.ADDR, source);
    count(Term.SPORT, row.sourcePort());
    count(Term.PORT, row.sourcePort());
    row.destination()
        .map(Endpoint::text)
        .ifPresent(
            text -> {
              count(Term.DST, text);
              count(Term.ADDR, text);
            });
    if (row.destinationPort() != 0) {
      count(Term.DPORT, row.destinationPort());
      count(Term.PORT, row.destinationPort());
    }
    count(Term.LISTENER, row.listener());
    count(Term.LEN, row.trueLengthBytes());
    if (row.ttlHops() >= 0) {
      count(Term.TTL, row.ttlHops());
    }
    if (row.interfaceIndex() > 0) {
      count(Term.IFACE, row.interfaceIndex());
    }
  }

  private void count(Term term, Object value) {
    counts.computeIfAbsent(term, each -> new HashMap<>()).merge(value.toString(), 1, Integer::sum);
  }
}
