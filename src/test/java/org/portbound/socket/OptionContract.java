package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.socket.ReuseOption.SO_REUSEADDR;
import static org.portbound.socket.ReuseOption.SO_REUSEPORT;
import static org.portbound.socket.ReuseOptions.ADDR;
import static org.portbound.socket.ReuseOptions.BOTH;
import static org.portbound.socket.ReuseOptions.NONE;
import static org.portbound.socket.ReuseOptions.PORT;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Reuse options on an open socket, and options that are asked for in vain. */
public interface OptionContract extends ProviderUnderTest {
  @Test
  default void anOptionSwitchedOnLateCountsForTheNextBind() {
    try (Bench bench = bench()) {
      UdpSocket holder = bench.open(Bench.ANY_PORT);
      SocketPlan second = SocketPlan.of(holder.local()).withReuse(PORT);
      assertFalse(bench.allowed(second));
      Bench.done(holder.setReuse(SO_REUSEPORT, true));
      assertEquals(PORT, holder.reuse());
      assertTrue(bench.allowed(second));
      Bench.done(holder.setReuse(SO_REUSEADDR, true));
      assertEquals(BOTH, holder.reuse());
      assertTrue(bench.allowed(second.withReuse(ADDR)));
    }
  }

  @Test
  default void anOptionSwitchedOffRefusesTheNextBindAndKeepsThoseThatShare() {
    try (Bench bench = bench()) {
      UdpSocket first = bench.open(bench.free(), PORT);
      UdpSocket second = bench.open(first.local(), PORT);
      Bench.done(second.setReuse(SO_REUSEPORT, false));
      assertEquals(NONE, second.reuse());
      assertFalse(bench.allowed(SocketPlan.of(first.local()).withReuse(PORT)));
      assertEquals(first.local(), second.local());
      Bench.done(second.setReuse(SO_REUSEPORT, true));
      assertTrue(bench.allowed(SocketPlan.of(first.local()).withReuse(PORT)));
    }
  }

  @Test
  default void aCallIsNotedWithItsOption() {
    try (Bench bench = bench()) {
      CallOutcome outcome = bench.open(Bench.ANY_PORT).setReuse(SO_REUSEADDR, true);
      assertEquals(1, outcome.calls().size());
      assertTrue(outcome.calls().getFirst().arguments().contains("SO_REUSEADDR"));
      assertTrue(outcome.calls().getFirst().durationNs() >= 0);
    }
  }

  @Test
  default void anUnknownDeviceIsRefused() {
    try (Bench bench = bench()) {
      Errno errno = hasEveryOption() ? Errno.ENODEV : Errno.EOPNOTSUPP;
      bench.refuse(errno, boundTo("nosuch0"));
      // Longer than a name can be: the kernel by itself would cut it.
      bench.refuse(errno, boundTo("nosuch0-and-much-more"));
    }
  }

  private static SocketPlan boundTo(String device) {
    return new SocketPlan(
        Family.INET, Bench.ANY_PORT, NONE, false, device, List.of(), OptionalInt.empty());
  }
}
