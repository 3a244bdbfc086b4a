package org.portbound.socket;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What equal calls of one socket came to: a run of them.
 *
 * @param descriptor file descriptor of the socket, or −1 for none or several
 * @param name name of the call; for {@code nio} the Java method
 * @param arguments the arguments as strace prints them, without the parentheses
 * @param calls how many calls there were
 * @param datagrams how many datagrams they took or sent
 * @param bytes payload of these datagrams, in bytes
 * @param empty how many of them returned 0: of poll(2) those whose time was over
 * @param result what the last one returned
 * @param errno the error of the last one, or null if it succeeded
 * @param first when the first of them began, or returned if it is one that waits
 * @param last the same of the last of them
 * @param failures how many failed, by the name of the error
 */
public record CallTotals(
    int descriptor,
    String name,
    String arguments,
    long calls,
    long datagrams,
    long bytes,
    long empty,
    long result,
    @Nullable Errno errno,
    Instant first,
    Instant last,
    Map<String, Long> failures) {

  /** Copies the failures. */
  public CallTotals {
    failures = Map.copyOf(failures);
  }

  /** The calls since these totals of the same calls were taken. */
  public CallTotals since(CallTotals before) {
    return combined(before, -1, first.isAfter(before.last) ? first : before.last);
  }

  /** These and later ones of the same calls. */
  public CallTotals and(CallTotals later) {
    return later.combined(this, 1, first);
  }

  /** This one's last call, with the sums of both. */
  private CallTotals combined(CallTotals other, int sign, Instant newFirst) {
    var counts = new TreeMap<>(failures);
    other.failures.forEach((kind, count) -> counts.merge(kind, sign * count, Long::sum));
    counts.values().removeIf(count -> count == 0);
    return new CallTotals(
        descriptor,
        name,
        arguments,
        calls + sign * other.calls,
        datagrams + sign * other.datagrams,
        bytes + sign * other.bytes,
        empty + sign * other.empty,
        result,
        errno,
        newFirst,
        last,
        counts);
  }

  /** The last of them, at the time of the first. */
  public SystemCall lastCall() {
    return new SystemCall(first, 0, descriptor, name, arguments, result, errno);
  }
}
