package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.portbound.socket.ReuseOptions.ADDR;
import static org.portbound.socket.ReuseOptions.BOTH;
import static org.portbound.socket.ReuseOptions.NONE;
import static org.portbound.socket.ReuseOptions.PORT;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Opening and closing. */
public interface OpeningContract extends ProviderUnderTest {
  /** Whether the row's socket lets the column's bind too: none, RA, RP, both; same user. */
  List<List<Boolean>> SHARES =
      List.of(
          List.of(false, false, false, false),
          List.of(false, true, false, true),
          List.of(false, false, true, true),
          List.of(false, true, true, true));

  List<ReuseOptions> CHOICES = List.of(NONE, ADDR, PORT, BOTH);

  @Test
  default void theBindTableHoldsForIpv4() {
    bindTable(Endpoint.parse("127.0.0.1:0"));
  }

  @Test
  default void theBindTableHoldsForIpv6() {
    bindTable(Endpoint.parse("[::1]:0"));
  }

  private void bindTable(Endpoint address) {
    for (int first = 0; first < CHOICES.size(); first++) {
      for (int second = 0; second < CHOICES.size(); second++) {
        try (Bench bench = bench()) {
          UdpSocket holder = bench.open(bench.free(address), CHOICES.get(first));
          SocketPlan plan = SocketPlan.of(holder.local()).withReuse(CHOICES.get(second));
          assertEquals(
              SHARES.get(first).get(second),
              bench.allowed(plan),
              CHOICES.get(first) + ", then " + CHOICES.get(second));
        }
      }
    }
  }

  @Test
  default void aSocketTellsWhatItIs() {
    try (Bench bench = bench()) {
      SocketPlan plan = SocketPlan.of(bench.free()).withReuse(PORT).withReceiveBufferBytes(20_000);
      UdpSocket socket = bench.open(plan);
      assertEquals(plan, socket.plan());
      assertEquals(plan.local(), socket.local());
      assertEquals(PORT, socket.reuse());
      assertTrue(socket.receiveBufferBytes().orElseThrow() >= 20_000);
    }
  }

  @Test
  default void portZeroBecomesThePortChosen() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      assertNotEquals(0, socket.local().port());
      assertEquals(Bench.ANY_PORT.address(), socket.local().address());
      assertEquals(0, socket.plan().local().port());
    }
  }

  @Test
  default void aRefusedOpenNamesTheCallAndTheErrorInWords() {
    try (Bench bench = bench()) {
      UdpSocket holder = bench.open(Bench.ANY_PORT);
      Opening.Refused refused = bench.refuse(SocketPlan.of(holder.local()));
      assertTrue(refused.errno().is(Errno.EADDRINUSE));
      assertEquals(Errno.EADDRINUSE.text(), refused.errno().text());
      assertTrue(refused.failed().name().contains("bind"), "" + refused.failed());
      assertTrue(refused.failed().arguments().contains("127.0.0.1:" + holder.local().port()));
      assertEquals(-1, refused.failed().result());
      assertTrue(refused.steps().getLast().name().contains("close"), "" + refused.steps());
    }
  }

  @Test
  default void aRefusedOpenLeavesNothingOpen() {
    try (Bench bench = bench()) {
      SocketPlan taken = SocketPlan.of(bench.open(Bench.ANY_PORT).local());
      SocketPlan noSuchInterface =
          SocketPlan.of(Bench.ANY_PORT)
              .withGroups(List.of(new GroupMembership(Bench.GROUP.group(), "nosuch0")));
      bench.refuse(taken);
      bench.refuse(noSuchInterface);
      Set<String> before = Bench.socketsOfProcess();
      assumeTrue(!before.isEmpty(), "the system does not tell a process's descriptors");
      for (int i = 0; i < 20; i++) {
        bench.refuse(taken);
        bench.refuse(noSuchInterface);
      }
      assertEquals(before, Bench.socketsOfProcess());
    }
  }

  @Test
  default void anAddressOfNobodyHereIsRefused() {
    try (Bench bench = bench()) {
      bench.refuse(Errno.EADDRNOTAVAIL, SocketPlan.of(Endpoint.parse("192.0.2.1:0")));
    }
  }

  @Test
  default void differentAddressesDoNotConflict() {
    try (Bench bench = bench()) {
      UdpSocket first = bench.open(bench.free());
      bench.open(new Endpoint(Endpoint.parse("127.0.0.2:0").address(), first.local().port()));
      bench.refuse(
          Errno.EADDRINUSE, SocketPlan.of(Endpoint.parse("*:0").withPort(first.local().port())));
    }
  }

  @Test
  default void closingFreesThePortAtOnce() {
    try (Bench bench = bench()) {
      Endpoint local = bench.free();
      for (int i = 0; i < 50; i++) {
        bench.open(local).close();
      }
    }
  }

  @Test
  default void closingIsToldOnce() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      CallOutcome first = socket.closeReporting();
      Bench.done(first);
      assertEquals(1, first.calls().size());
      assertTrue(first.calls().getFirst().name().contains("close"));
      CallOutcome second = socket.closeReporting();
      Bench.done(second);
      assertTrue(second.calls().isEmpty());
      socket.close();
    }
  }

  @Test
  default void aClosedSocketAnswersEveryCallWithEbadf() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      socket.close();
      Bench.failed(Errno.EBADF, socket.send(socket.local(), new byte[1], SendOptions.DEFAULT));
      Bench.failed(Errno.EBADF, socket.setReuse(ReuseOption.SO_REUSEPORT, true));
      Bench.failed(Errno.EBADF, socket.join(Bench.GROUP));
      Bench.failed(Errno.EBADF, socket.leave(Bench.GROUP));
      assertTrue(socket.droppedByKernel().isEmpty());
    }
  }

  @Test
  default void dualStackOverlapsWithIpv4() {
    try (Bench bench = bench()) {
      SocketPlan dual = SocketPlan.of(Endpoint.parse("[::]:0"));
      UdpSocket socket = bench.open(dual);
      int port = socket.local().port();
      bench.refuse(Errno.EADDRINUSE, SocketPlan.of(Bench.ANY_PORT.withPort(port)));
      SocketPlan mapped = SocketPlan.of(Bench.ANY_PORT).withFamily(Family.INET6);
      UdpSocket second = bench.open(mapped);
      assertEquals(Bench.ANY_PORT.address(), second.local().address());
      assertEquals(Family.INET6, second.plan().family());
      bench.refuse(Errno.EADDRINUSE, SocketPlan.of(second.local()));
    }
  }

  @Test
  default void v6OnlyLeavesIpv4Alone() {
    try (Bench bench = bench()) {
      SocketPlan plan = SocketPlan.of(Endpoint.parse("[::]:0")).withV6Only(true);
      if (!hasEveryOption()) {
        bench.refuse(Errno.EOPNOTSUPP, plan);
        return;
      }
      UdpSocket socket = bench.open(plan);
      bench.open(Bench.ANY_PORT.withPort(socket.local().port()));
      assertFalse(
          bench.allowed(SocketPlan.of(Endpoint.parse("[::1]:0").withPort(socket.local().port()))));
    }
  }
}
