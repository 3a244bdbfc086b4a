package org.portbound.socket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One socket call as it was made, with what it returned: a line of the ledger.
 *
 * @param at when the call began
 * @param durationNs how long it took, in nanoseconds
 * @param descriptor file descriptor of the socket, or −1 where there is none yet or none is known
 *     ({@code nio})
 * @param name name of the call, such as {@code bind}; for {@code nio} the Java method
 * @param arguments the arguments as strace prints them, without the parentheses
 * @param result what the call returned
 * @param errno the error, or null if the call succeeded
 */
public record SystemCall(
    Instant at,
    long durationNs,
    int descriptor,
    String name,
    String arguments,
    long result,
    @Nullable Errno errno) {

  /** True if the call returned an error. */
  public boolean failed() {
    return errno != null;
  }

  /** As strace prints it: {@code bind(23, {127.0.0.1:12345}, 16) = -1 EADDRINUSE (Address …)}. */
  @Override
  public String toString() {
    String end = errno == null ? "" : " " + errno;
    return name + "(" + arguments + ") = " + result + end;
  }
}
