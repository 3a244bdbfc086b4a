package org.portbound.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.rules.Sockets.at;
import static org.portbound.rules.Sockets.byOther;
import static org.portbound.rules.Sockets.on;
import static org.portbound.rules.Sockets.v6Only;
import static org.portbound.socket.ReuseOptions.ADDR;
import static org.portbound.socket.ReuseOptions.BOTH;
import static org.portbound.socket.ReuseOptions.NONE;
import static org.portbound.socket.ReuseOptions.PORT;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;

/** The bind rule, one sentence at a time; its sum is held against the kernel by RandomRunTest. */
@Timeout(30)
final class BindRulesTest {
  private static final List<ReuseOptions> OPTIONS = List.of(NONE, ADDR, PORT, BOTH);

  private static boolean allowed(BoundSocket candidate, BoundSocket... oldestFirst) {
    return BindRules.predict(List.of(oldestFirst), candidate) instanceof BindVerdict.Allowed;
  }

  @Test
  void twoSocketsShareIfBothHaveAddrOrBothHavePortAndTheSameUser() {
    for (ReuseOptions there : OPTIONS) {
      for (ReuseOptions here : OPTIONS) {
        boolean bothAddr = there.reuseAddr() && here.reuseAddr();
        boolean bothPort = there.reusePort() && here.reusePort();
        String pair = there + " then " + here;
        assertEquals(
            bothAddr || bothPort, allowed(at("127.0.0.1", here), at("127.0.0.1", there)), pair);
        assertEquals(bothAddr, allowed(byOther("127.0.0.1", here), at("127.0.0.1", there)), pair);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.2, false",
    "127.0.0.1, 0.0.0.0, true",
    "0.0.0.0, 127.0.0.1, true",
    "::, 127.0.0.1, true",
    "127.0.0.1, ::, true",
    "0.0.0.0, ::, true",
    "::1, 127.0.0.1, false",
    "::1, 0.0.0.0, false",
    "::ffff:127.0.0.1, 127.0.0.1, true",
    "::ffff:127.0.0.1, 0.0.0.0, true",
    "::ffff:127.0.0.1, ::1, false",
    "::ffff:0.0.0.0, 127.0.0.1, true",
    "239.255.1.1, 239.255.1.1, true",
    "239.255.1.1, 239.255.1.2, false",
    "239.255.1.1, 0.0.0.0, true",
  })
  void onlySocketsThatOverlapConflict(String there, String here, boolean overlap) {
    assertEquals(!overlap, allowed(at(here, NONE), at(there, NONE)));
    assertEquals(overlap, BindRules.overlap(at(here, NONE), at(there, NONE)));
  }

  @Test
  void v6OnlyLeavesIpv4Alone() {
    assertTrue(allowed(v6Only("::", NONE), at("0.0.0.0", NONE)));
    assertTrue(allowed(at("127.0.0.1", NONE), v6Only("::", NONE)));
    assertFalse(allowed(at("::1", NONE), v6Only("::", NONE)));
  }

  @Test
  void theFirstOneLeftInTheWalkDecides() {
    assertFalse(allowed(at("127.0.0.1", PORT), at("127.0.0.1", ADDR)));
    BindVerdict verdict =
        BindRules.predict(
            List.of(at("127.0.0.1", ADDR), at("127.0.0.1", BOTH)), at("127.0.0.1", PORT));
    assertEquals(
        new BindVerdict.Allowed(OptionalInt.of(1), BindRule.BOTH_REUSEPORT_SAME_USER), verdict);
  }

  @Test
  void anIpv6SocketWithPortStandsAtTheEndOfTheWalk() {
    assertFalse(allowed(at("::1", PORT), at("::1", ADDR), at("::1", BOTH)));
  }

  @Test
  void optionsCountAsTheyAreNow() {
    assertTrue(allowed(at("127.0.0.1", ADDR), at("127.0.0.1", NONE).withReuseNow(ADDR)));
    assertFalse(allowed(at("127.0.0.1", ADDR), at("127.0.0.1", ADDR).withReuseNow(NONE)));
  }

  @Test
  void socketsOnDifferentDevicesNeverMeet() {
    assertTrue(allowed(on("eth0", "0.0.0.0", NONE), on("lo", "0.0.0.0", NONE)));
    assertFalse(allowed(on("lo", "0.0.0.0", NONE), on("lo", "0.0.0.0", NONE)));
    assertFalse(allowed(on("lo", "0.0.0.0", NONE), at("0.0.0.0", NONE)));
  }

  @Test
  void linkLocalAddressesMeetOnTheirInterfaceAlone() {
    assertTrue(allowed(at("fe80::1%1", NONE), at("fe80::1%2", NONE)));
    assertFalse(allowed(at("fe80::1%1", NONE), at("fe80::1%1", NONE)));
  }

  @Test
  void portZeroIsTheKernelsChoice() {
    BoundSocket any = at("127.0.0.1", NONE);
    BoundSocket zero =
        BoundSocket.of(
            Sockets.plan("127.0.0.1", NONE).withLocal(new Endpoint(any.local().address(), 0)),
            Sockets.USER);
    assertEquals(
        new BindVerdict.Allowed(OptionalInt.empty(), BindRule.KERNEL_CHOOSES_PORT),
        BindRules.predict(List.of(any), zero));
  }

  /** With ten sockets the walk ends at the first that decides; with eleven, each chain is asked. */
  @Test
  void withMoreThanTenSocketsTheWildcardsAreAskedToo() {
    for (int padding : new int[] {8, 9}) {
      var sockets = new ArrayList<BoundSocket>();
      sockets.add(at("0.0.0.0", ADDR));
      for (int i = 0; i < padding; i++) {
        sockets.add(at("127.0.0." + (50 + i), ADDR));
      }
      sockets.add(at("127.0.0.1", BOTH));
      BindVerdict verdict = BindRules.predict(sockets, at("127.0.0.1", PORT));
      assertEquals(
          sockets.size() <= 10
              ? new BindVerdict.Allowed(
                  OptionalInt.of(sockets.size() - 1), BindRule.BOTH_REUSEPORT_SAME_USER)
              : new BindVerdict.Refused(0, BindRule.ADDR_THERE_PORT_HERE),
          verdict,
          sockets.size() + " sockets");
    }
  }

  @Test
  void theKernelsOwnOrderNamesTheDeciderByItsPlace() {
    assertEquals(
        new BindVerdict.Refused(1, BindRule.NO_OPTION_ON_HOLDER),
        BindRules.predictInOrder(
            List.of(at("127.0.0.2", NONE), at("127.0.0.1", NONE)), at("127.0.0.1", ADDR)));
  }

  @Test
  void eachRefusalHasItsRule() {
    assertEquals(BindRule.NO_OPTION_ON_EITHER, rule(NONE, NONE));
    assertEquals(BindRule.NO_OPTION_ON_NEW, rule(BOTH, NONE));
    assertEquals(BindRule.NO_OPTION_ON_HOLDER, rule(NONE, BOTH));
    assertEquals(BindRule.ADDR_THERE_PORT_HERE, rule(ADDR, PORT));
    assertEquals(BindRule.PORT_THERE_ADDR_HERE, rule(PORT, ADDR));
    assertEquals(
        BindRule.REUSEPORT_OTHER_USER,
        BindRules.predict(List.of(at("127.0.0.1", PORT)), byOther("127.0.0.1", PORT)).rule());
  }

  private static BindRule rule(ReuseOptions there, ReuseOptions here) {
    return BindRules.predict(List.of(at("127.0.0.1", there)), at("127.0.0.1", here)).rule();
  }
}
