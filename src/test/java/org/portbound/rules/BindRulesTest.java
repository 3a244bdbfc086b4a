package org.portbound.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/** The rules one by one: what random scenarios of one user cannot show, and what is said of it. */
class BindRulesTest {
  private static final int ALICE = 1000;
  private static final int BOB = 1001;

  private static BoundSocket socket(String local, ReuseOptions reuse, int uid) {
    return BoundSocket.of(SocketPlan.of(Endpoint.parse(local)).withReuse(reuse), uid);
  }

  private static ReuseOptions options(String text) {
    return switch (text) {
      case "RA" -> ReuseOptions.ADDR;
      case "RP" -> ReuseOptions.PORT;
      case "RA+RP" -> ReuseOptions.BOTH;
      default -> ReuseOptions.NONE;
    };
  }

  /** The two tables of pairs, measured on Linux 6.18: first, second, same user, other user. */
  @ParameterizedTest
  @CsvSource({
    "none,  none,  NO_OPTION_ON_EITHER, NO_OPTION_ON_EITHER",
    "none,  RA,    NO_OPTION_ON_HOLDER, NO_OPTION_ON_HOLDER",
    "none,  RP,    NO_OPTION_ON_HOLDER, NO_OPTION_ON_HOLDER",
    "none,  RA+RP, NO_OPTION_ON_HOLDER, NO_OPTION_ON_HOLDER",
    "RA,    none,  NO_OPTION_ON_NEW, NO_OPTION_ON_NEW",
    "RA,    RA,    BOTH_REUSEADDR, BOTH_REUSEADDR",
    "RA,    RP,    ADDR_THERE_PORT_HERE, ADDR_THERE_PORT_HERE",
    "RA,    RA+RP, BOTH_REUSEADDR, BOTH_REUSEADDR",
    "RP,    none,  NO_OPTION_ON_NEW, NO_OPTION_ON_NEW",
    "RP,    RA,    PORT_THERE_ADDR_HERE, PORT_THERE_ADDR_HERE",
    "RP,    RP,    BOTH_REUSEPORT_SAME_USER, REUSEPORT_OTHER_USER",
    "RP,    RA+RP, BOTH_REUSEPORT_SAME_USER, REUSEPORT_OTHER_USER",
    "RA+RP, none,  NO_OPTION_ON_NEW, NO_OPTION_ON_NEW",
    "RA+RP, RA,    BOTH_REUSEADDR, BOTH_REUSEADDR",
    "RA+RP, RP,    BOTH_REUSEPORT_SAME_USER, REUSEPORT_OTHER_USER",
    "RA+RP, RA+RP, BOTH_REUSEADDR, BOTH_REUSEADDR",
  })
  void pairs(String first, String second, BindRule sameUser, BindRule otherUser) {
    var holder = socket("127.0.0.1:9", options(first), ALICE);
    assertEquals(
        sameUser,
        BindRules.predict(List.of(holder), socket("127.0.0.1:9", options(second), ALICE)).rule());
    assertEquals(
        otherUser,
        BindRules.predict(List.of(holder), socket("0.0.0.0:9", options(second), BOB)).rule());
  }

  @Test
  void threeSocketsAreNotJudgedPairByPair() {
    var first = socket("127.0.0.1:9", ReuseOptions.ADDR, ALICE);
    var second = socket("127.0.0.1:9", ReuseOptions.BOTH, ALICE);
    var third = socket("127.0.0.1:9", ReuseOptions.PORT, ALICE);
    assertEquals(
        new BindVerdict.Allowed(OptionalInt.of(1), BindRule.BOTH_REUSEPORT_SAME_USER),
        BindRules.predict(List.of(first, second), third));
    assertEquals(
        new BindVerdict.Refused(0, BindRule.ADDR_THERE_PORT_HERE, Overlap.SAME_ADDRESS),
        BindRules.predict(List.of(first), third));
  }

  @Test
  void otherPortsArePassedByAndIndicesStayThoseOfTheList() {
    var elsewhere = socket("127.0.0.1:8", ReuseOptions.NONE, ALICE);
    var here = socket("127.0.0.1:9", ReuseOptions.NONE, ALICE);
    var everywhere = socket("0.0.0.0:9", ReuseOptions.NONE, ALICE);
    assertEquals(
        new BindVerdict.Refused(1, BindRule.NO_OPTION_ON_EITHER, Overlap.HOLDER_IS_WILDCARD),
        BindRules.predict(List.of(elsewhere, everywhere, elsewhere), here));
  }

  @Test
  void optionTurnedOnAfterTheBindCountsForTheNextBind() {
    var holder = socket("127.0.0.1:9", ReuseOptions.NONE, ALICE);
    var candidate = socket("127.0.0.1:9", ReuseOptions.PORT, ALICE);
    assertInstanceOf(
        BindVerdict.Allowed.class,
        BindRules.predict(List.of(holder.withReuseNow(ReuseOptions.PORT)), candidate));
  }

  @Test
  void ipv6SocketKeepsThePlaceItHadByItsOptionAtTheBind() {
    var old = socket("[::1]:9", ReuseOptions.ADDR, ALICE);
    var atTail = socket("[::1]:9", ReuseOptions.BOTH, ALICE);
    var candidate = socket("[::1]:9", ReuseOptions.PORT, ALICE);
    assertEquals(
        new BindVerdict.Refused(0, BindRule.ADDR_THERE_PORT_HERE, Overlap.SAME_ADDRESS),
        BindRules.predict(List.of(old, atTail), candidate),
        "with SO_REUSEPORT at its bind it is asked last");
    assertInstanceOf(
        BindVerdict.Allowed.class,
        BindRules.predict(List.of(old, old.withReuseNow(ReuseOptions.BOTH)), candidate),
        "without, it is asked first");
  }

  @Test
  void devicesAndFamiliesKeepApart() {
    var onLo = socket("127.0.0.1:9", ReuseOptions.NONE, ALICE).withDevice("lo");
    var onEth = onLo.withDevice("eth0");
    assertEquals(BindRule.OTHER_DEVICES, BindRules.predict(List.of(onLo), onEth).rule());
    assertInstanceOf(
        BindVerdict.Refused.class, BindRules.predict(List.of(onLo), onLo.withDevice(null)));
    var ipv4 = socket("0.0.0.0:9", ReuseOptions.NONE, ALICE);
    var dual = socket("[::]:9", ReuseOptions.NONE, ALICE);
    assertEquals(
        new BindVerdict.Refused(0, BindRule.NO_OPTION_ON_EITHER, Overlap.CANDIDATE_IS_DUAL_STACK),
        BindRules.predict(List.of(ipv4), dual));
    assertEquals(
        BindRule.V6ONLY_APART, BindRules.predict(List.of(ipv4), dual.withV6Only(true)).rule());
    var mapped = mapped("127.0.0.1:9");
    assertInstanceOf(BindVerdict.Refused.class, BindRules.predict(List.of(ipv4), mapped));
    assertInstanceOf(
        BindVerdict.Refused.class, BindRules.predict(List.of(mapped("0.0.0.0:9")), mapped));
    assertEquals(
        new BindVerdict.Impossible(BindRule.MAPPED_ADDRESS_ON_V6ONLY),
        BindRules.predict(List.of(), mapped.withV6Only(true)));
  }

  private static BoundSocket mapped(String local) {
    return BoundSocket.of(SocketPlan.of(Endpoint.parse(local)).withFamily(Family.INET6), ALICE);
  }

  /**
   * With eleven sockets the kernel asks the chain of the address, then that of the wildcards, and
   * both must agree: seen on Linux 6.18 with exactly these sockets, with ten and with eleven.
   */
  @Test
  void fromElevenSocketsOnTwoChainsMustAgree() {
    var sockets = new ArrayList<BoundSocket>();
    sockets.add(socket("0.0.0.0:9", ReuseOptions.ADDR, ALICE));
    for (int i = 1; i <= 8; i++) {
      sockets.add(socket("127.0.1." + i + ":9", ReuseOptions.ADDR, ALICE));
    }
    sockets.add(socket("127.0.0.1:9", ReuseOptions.BOTH, ALICE));
    var candidate = socket("127.0.0.1:9", ReuseOptions.PORT, ALICE);
    assertInstanceOf(BindVerdict.Allowed.class, BindRules.predict(sockets, candidate));
    sockets.add(1, socket("127.0.1.9:9", ReuseOptions.ADDR, ALICE));
    assertEquals(
        new BindVerdict.Refused(0, BindRule.ADDR_THERE_PORT_HERE, Overlap.HOLDER_IS_WILDCARD),
        BindRules.predict(sockets, candidate));
  }

  @Test
  void unknownOptionsAreNotGuessed() {
    var outside = UncertainSocket.fromOutside(socket("127.0.0.1:9", ReuseOptions.NONE, BOB), null);
    BindForecast none =
        BindForecast.of(List.of(outside), socket("127.0.0.1:9", ReuseOptions.NONE, ALICE));
    assertFalse(none.mayBeAllowed(), "whatever the holder has");
    BindForecast port =
        BindForecast.of(List.of(outside), socket("127.0.0.1:9", ReuseOptions.PORT, ALICE));
    assertFalse(port.mayBeAllowed(), "SO_REUSEPORT does not share between users");
    BindForecast addr =
        BindForecast.of(List.of(outside), socket("127.0.0.1:9", ReuseOptions.ADDR, ALICE));
    assertTrue(addr.mayBeAllowed());
    assertTrue(addr.mayBeRefused());
    assertNull(addr.certainRule());
    assertTrue(
        BindForecast.of(List.of(outside), socket("127.0.0.2:9", ReuseOptions.NONE, ALICE))
            .certainlyAllowed());
  }

  @Test
  void refusalTeachesWhatItsOnlyCauseLacks() {
    var outside =
        UncertainSocket.fromOutside(socket("127.0.0.1:9", ReuseOptions.NONE, ALICE), null);
    var refused = socket("127.0.0.1:9", ReuseOptions.PORT, ALICE);
    List<UncertainSocket> learnt = BindForecast.learn(List.of(outside), refused);
    assertTrue(learnt.getFirst().possible().stream().noneMatch(each -> each.reuse().reusePort()));
    assertFalse(BindForecast.of(learnt, refused).mayBeAllowed());
    assertTrue(
        BindForecast.of(learnt, refused.withReuse(ReuseOptions.ADDR)).mayBeAllowed(),
        "nothing is known of SO_REUSEADDR");
    List<UncertainSocket> two = List.of(outside, outside);
    assertEquals(two, BindForecast.learn(two, refused), "either of the two can be the cause");
  }
}
