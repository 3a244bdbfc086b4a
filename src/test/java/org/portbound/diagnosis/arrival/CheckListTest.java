package org.portbound.diagnosis.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.diagnosis.arrival.MadeUp.finding;
import static org.portbound.diagnosis.arrival.MadeUp.say;
import static org.portbound.diagnosis.arrival.Verdict.FAILED;
import static org.portbound.diagnosis.arrival.Verdict.NOT_APPLICABLE;
import static org.portbound.diagnosis.arrival.Verdict.PASSED;
import static org.portbound.diagnosis.arrival.Verdict.UNKNOWN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;

/** Every check on machines that are made up of files. */
@Timeout(20)
final class CheckListTest {
  private static final String GROUP = "239.255.255.250:12345";
  private static final SocketFlags ADDR = new SocketFlags(ReuseOptions.ADDR, false);
  private static final SocketFlags PORT = new SocketFlags(ReuseOptions.PORT, false);

  private final MadeUp machine;

  CheckListTest(@TempDir Path proc) throws IOException {
    machine = new MadeUp(proc);
  }

  private static Expectation to(String destination) {
    return Expectation.to(Endpoint.parse(destination));
  }

  private static Expectation to(String destination, String source, @Nullable String on) {
    return to(destination).from(Endpoint.parse(source)).on(on);
  }

  private void expect(
      Verdict verdict, String finding, String id, Listening listener, Expectation expected) {
    List<Check> checks = machine.run(listener, expected);
    assertEquals(Check.IDS, checks.stream().map(Check::id).toList());
    checks.forEach(MadeUp::say);
    Check check = MadeUp.find(id, checks);
    assertEquals(verdict + " " + finding, check.verdict() + " " + finding(check), say(check));
    if (verdict == FAILED) {
      assertFalse(check.remedy().isEmpty(), () -> "nothing helps: " + say(check));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, fits,       127.0.0.1:12345,     127.0.0.1:12345",
    "PASSED, fits,       0.0.0.0:12345,       192.0.2.2:12345",
    "PASSED, fits,       0.0.0.0:12345,       127.9.9.9:12345",
    "PASSED, fits,       [::]:12345,          192.0.2.2:12345",
    "PASSED, fits,       0.0.0.0:12345,       192.0.2.255:12345",
    "PASSED, fits,       0.0.0.0:12345,       255.255.255.255:12345",
    "PASSED, port-only,  192.0.2.2:12345,     239.255.255.250:12345",
    "FAILED, port,       127.0.0.1:12345,     127.0.0.1:12346",
    "FAILED, other,      127.0.0.1:12345,     192.0.2.2:12345",
    "FAILED, other,      239.1.1.1:12345,     239.255.255.250:12345",
    "FAILED, not-local,  0.0.0.0:12345,       203.0.113.9:12345",
    "FAILED, family,     0.0.0.0:12345,       '[::1]:12345'",
    "FAILED, family,     '[::1]:12345',       127.0.0.1:12345",
  })
  void portAndAddress(Verdict verdict, String finding, String local, String destination) {
    expect(verdict, finding, "address", Listening.on(local), to(destination));
  }

  @Test
  void membershipIsThatOfTheInterfaceAndTheKernelConfirmsIt() throws IOException {
    Listening onEth0 = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0");
    expect(PASSED, "joined", "membership", onEth0, to(GROUP));
    expect(FAILED, "elsewhere", "membership", onEth0, to(GROUP).on("eth1"));
    Listening onLo = Listening.on("0.0.0.0:12345", "239.255.255.250@lo");
    expect(FAILED, "lost", "membership", onLo, to(GROUP));
    Listening ipv6 = Listening.on("[::]:12345", "ff02::fb@eth0");
    expect(PASSED, "joined", "membership", ipv6, to("[ff02::fb]:12345"));
    expect(NOT_APPLICABLE, "unicast", "membership", onLo, to("127.0.0.1:12345"));
    machine.remove("net/igmp");
    expect(UNKNOWN, "unconfirmed", "membership", onEth0, to(GROUP));
  }

  @Test
  void aMemberTakesOnlyTheSourcesItChose() {
    Listening one = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0=192.0.2.7");
    expect(PASSED, "joined", "membership", one, to(GROUP).from(Endpoint.parse("192.0.2.7:0")));
    expect(FAILED, "shut-out", "membership", one, to(GROUP).from(Endpoint.parse("192.0.2.8:0")));
    expect(UNKNOWN, "filtered", "membership", one, to(GROUP));
    Listening but = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0!=192.0.2.7");
    expect(FAILED, "shut-out", "membership", but, to(GROUP).from(Endpoint.parse("192.0.2.7:0")));
    expect(PASSED, "joined", "membership", but, to(GROUP).from(Endpoint.parse("192.0.2.8:0")));
  }

  @Test
  void aGroupThatOthersJoinedComesByMulticastAll() {
    Listening none = Listening.on("0.0.0.0:12345");
    expect(PASSED, "by-others", "membership", none, to(GROUP).on("eth0"));
    expect(PASSED, "others", "multicast-all", none, to(GROUP).on("eth0"));
    expect(FAILED, "none", "membership", none, to(GROUP).on("eth1"));
    expect(FAILED, "nobody", "multicast-all", none, to(GROUP).on("eth1"));
    Listening off = none.withAll(Optional.of(false));
    expect(FAILED, "none", "membership", off, to(GROUP).on("eth0"));
    expect(FAILED, "off", "multicast-all", off, to(GROUP).on("eth0"));
    Listening unknown = none.withAll(Optional.empty());
    expect(UNKNOWN, "unknown", "multicast-all", unknown, to(GROUP).on("eth0"));
    Listening member = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0");
    expect(PASSED, "member", "multicast-all", member, to(GROUP).on("eth0"));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_APPLICABLE, unicast,     127.0.0.1:12345,        127.0.0.1:12345",
    "PASSED,         wildcard,    0.0.0.0:12345,          239.255.255.250:12345",
    "PASSED,         to-it,       239.255.255.250:12345,  239.255.255.250:12345",
    "FAILED,         multicast,   127.0.0.1:12345,        239.255.255.250:12345",
    "FAILED,         other-group, 239.1.1.1:12345,        239.255.255.250:12345",
    "FAILED,         broadcast,   192.0.2.2:12345,        192.0.2.255:12345",
  })
  void unicastBound(Verdict verdict, String finding, String local, String destination) {
    expect(verdict, finding, "unicast-bound", Listening.on(local), to(destination));
  }

  @Test
  void theRulesSayWhichSocketTakesIt() {
    Listening specific = Listening.on("127.0.0.1:12345");
    Expectation expected = to("127.0.0.1:12345");
    expect(UNKNOWN, "unseen", "other-socket", specific, expected);
    machine.holds(specific, ADDR);
    expect(PASSED, "alone", "other-socket", specific, expected);
    machine.foreign("127.0.0.1:12345", ADDR);
    expect(PASSED, "first", "other-socket", specific, expected);
    machine.holders.addFirst(machine.holders.removeLast());
    expect(FAILED, "newest", "other-socket", specific, expected);
    expect(PASSED, "copies", "other-socket", specific, to(GROUP));
  }

  @Test
  void aSpecificAddressGoesBeforeAWildcard() {
    Listening wildcard = Listening.on("0.0.0.0:12345");
    machine.holds(wildcard, ADDR);
    machine.foreign("192.0.2.2:12345", ADDR);
    expect(FAILED, "specific", "other-socket", wildcard, to("192.0.2.2:12345"));
    expect(PASSED, "first", "other-socket", wildcard, to("127.0.0.1:12345"));
  }

  @Test
  void anIpv4SocketGoesBeforeADualStackOne() {
    Listening dualStack = Listening.on("[::]:12345");
    machine.holds(dualStack, ADDR);
    machine.foreign("0.0.0.0:12345", ADDR);
    expect(FAILED, "ipv4-first", "other-socket", dualStack, to("127.0.0.1:12345"));
    expect(PASSED, "first", "other-socket", dualStack, to("[::1]:12345"));
  }

  @Test
  void aReuseportGroupShares() {
    Listening one = Listening.on("127.0.0.1:12345");
    machine.holds(one, PORT);
    machine.foreign("127.0.0.1:12345", PORT);
    expect(UNKNOWN, "shared", "other-socket", one, to("127.0.0.1:12345"));
  }

  @Test
  void whatOneAloneMayHaveIsDealtOutAmongThoseThatShare() throws IOException {
    Listening joined = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0");
    Listening choosy = joined.withAll(Optional.of(false));
    machine.holds(joined, PORT);
    machine.foreign("0.0.0.0:12345", PORT);
    expect(PASSED, "copies", "other-socket", joined, to(GROUP));
    expect(UNKNOWN, "astray", "other-socket", choosy, to(GROUP));
    Listening one = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0=192.0.2.7");
    expect(UNKNOWN, "astray", "other-socket", one, to(GROUP));
    expect(PASSED, "copies", "other-socket", choosy, to(GROUP, "192.0.2.2:9", null));
    machine.file("sys/net/ipv4/udp_early_demux", "0\n");
    expect(PASSED, "copies", "other-socket", choosy, to(GROUP));
  }

  @Test
  void unknownOptionsAreUnknownOnlyWhereTheyMatter() {
    Listening one = Listening.on("127.0.0.1:12345");
    machine.holds(one, PORT);
    machine.foreign("127.0.0.1:12345", null);
    expect(UNKNOWN, "options-unknown", "other-socket", one, to("127.0.0.1:12345"));
    machine.holders.removeLast();
    machine.foreign("0.0.0.0:12345", null);
    expect(PASSED, "first", "other-socket", one, to("127.0.0.1:12345"));
  }

  @Test
  void aConnectedSocketTakesWhatItsPeerSends() {
    Listening one = Listening.on("127.0.0.1:12345");
    machine.holds(one, ADDR);
    machine.holders.add(
        MadeUp.holder(
            one.local(), Endpoint.parse("127.0.0.1:9"), OptionalInt.empty(), ADDR, List.of()));
    expect(FAILED, "connected", "other-socket", one, to("127.0.0.1:12345", "127.0.0.1:9", null));
    expect(PASSED, "first", "other-socket", one, to("127.0.0.1:12345", "127.0.0.1:8", null));
    expect(UNKNOWN, "connected-to-some", "other-socket", one, to("127.0.0.1:12345"));
  }

  @Test
  void interfaces() {
    Listening any = Listening.on("0.0.0.0:12345", "239.255.255.250@lo");
    expect(PASSED, "loopback", "interface", any, to(GROUP));
    expect(PASSED, "up-multicast", "interface", any, to(GROUP).on("eth0"));
    expect(PASSED, "up", "interface", any, to("192.0.2.2:12345").on("eth0"));
    expect(UNKNOWN, "unnamed", "interface", any, to("192.0.2.2:12345"));
    expect(FAILED, "none", "interface", any, to(GROUP).on("eth9"));
    machine.down("eth0");
    machine.withoutMulticast("eth1");
    expect(FAILED, "down", "interface", any, to(GROUP).on("eth0"));
    expect(FAILED, "no-multicast", "interface", any, to(GROUP).on("eth1"));
  }

  @Test
  void routes() throws IOException {
    Listening any = Listening.on("0.0.0.0:12345");
    String here = "192.0.2.2:12345";
    expect(PASSED, "here", "route", any, to("127.0.0.1:12345"));
    expect(PASSED, "back", "route", any, to(here, "203.0.113.7:0", "eth0"));
    expect(UNKNOWN, "no-source", "route", any, to(here));
    expect(PASSED, "group", "route", any, to(GROUP).on("eth0"));
    expect(UNKNOWN, "group-elsewhere", "route", any, to(GROUP).on("lo"));
    Listening ipv6 = Listening.on("[::]:12345");
    String here6 = "[2001:db8::2]:12345";
    expect(PASSED, "back", "route", ipv6, to(here6, "[2001:db8::7]:0", "eth0"));
    expect(PASSED, "none-ipv6", "route", ipv6, to(here6, "[2001:db9::7]:0", "eth0"));
    machine.file("net/route", "Iface\tDestination\ncut\n");
    expect(PASSED, "none-unfiltered", "route", any, to(here, "203.0.113.7:0", "eth0"));
    expect(UNKNOWN, "none-filter-unknown", "route", any, to(here, "203.0.113.7:0", null));
    expect(UNKNOWN, "group-none", "route", any, to(GROUP).on("eth0"));
    machine.filter("all", 2);
    expect(FAILED, "none", "route", any, to(here, "203.0.113.7:0", "eth0"));
    machine.remove("net/route");
    expect(UNKNOWN, "unreadable", "route", any, to(here, "203.0.113.7:0", "eth0"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, PASSED, off",
    "1, 0, FAILED, strict",
    "0, 1, FAILED, strict",
    "1, 2, PASSED, fits",
    "2, 0, PASSED, fits",
  })
  void theLargerOfTheTwoFiltersCounts(int all, int own, Verdict verdict, String finding)
      throws IOException {
    machine.filter("all", all);
    machine.filter("eth1", own);
    // The way back to it is by eth0, but it comes in on eth1.
    expect(
        verdict,
        finding,
        "reverse-path",
        Listening.on("0.0.0.0:12345"),
        to("198.51.100.2:12345", "203.0.113.7:0", "eth1"));
  }

  @Test
  void reversePathFilter() throws IOException {
    Listening any = Listening.on("0.0.0.0:12345");
    String here = "192.0.2.2:12345";
    expect(UNKNOWN, "no-interface", "reverse-path", any, to(here));
    expect(PASSED, "loopback", "reverse-path", any, to("127.0.0.1:12345"));
    machine.filter("eth0", 1);
    expect(UNKNOWN, "no-source", "reverse-path", any, to(here).on("eth0"));
    expect(PASSED, "fits", "reverse-path", any, to(here, "192.0.2.9:0", "eth0"));
    machine.file("net/route", "Iface\tDestination\n");
    expect(FAILED, "no-route", "reverse-path", any, to(here, "192.0.2.9:0", "eth0"));
    machine.remove("sys/net/ipv4/conf/eth0/rp_filter");
    expect(UNKNOWN, "unreadable", "reverse-path", any, to(here, "192.0.2.9:0", "eth0"));
    expect(
        NOT_APPLICABLE,
        "ipv6",
        "reverse-path",
        Listening.on("[::]:12345"),
        to("[2001:db8::2]:12345"));
  }

  @Test
  void firewall() throws IOException {
    Listening any = Listening.on("0.0.0.0:12345");
    Expectation expected = to("192.0.2.2:12345");
    expect(PASSED, "none", "firewall", any, expected);
    machine.rules(Optional.empty());
    expect(UNKNOWN, "unreadable", "firewall", any, expected);
    machine.rules(
        Optional.of(
            "table inet filter {\n\tchain output {\n\t\ttype filter hook output priority filter;"
                + " policy accept;\n\t}\n}\n"));
    expect(PASSED, "none", "firewall", any, expected);
    machine.rules(
        Optional.of(
            "table inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter;"
                + " policy drop;\n\t}\n}\n"));
    expect(UNKNOWN, "chains", "firewall", any, expected);
    assertTrue(say(machine.check("firewall", any, expected)).contains("input (policy drop)"));
    machine.file("net/ip_tables_names", "filter\nmangle\n");
    expect(UNKNOWN, "tables", "firewall", any, expected);
    assertTrue(say(machine.check("firewall", any, expected)).contains("filter, mangle"));
  }

  @Test
  void hops() {
    Listening any = Listening.on("0.0.0.0:12345", "239.255.255.250@eth0", "224.0.0.251@eth0");
    String mdns = "224.0.0.251:12345";
    expect(PASSED, "near", "ttl", any, to(GROUP, "192.0.2.9:0", "eth0"));
    expect(UNKNOWN, "far", "ttl", any, to(GROUP, "203.0.113.7:0", "eth0"));
    expect(FAILED, "never-routed", "ttl", any, to(mdns, "203.0.113.7:0", "eth0"));
    expect(UNKNOWN, "no-source", "ttl", any, to(GROUP));
    expect(PASSED, "here", "ttl", any, to(GROUP, "192.0.2.2:0", "eth0"));
    expect(PASSED, "here", "ttl", any, to(GROUP).on("lo"));
    expect(NOT_APPLICABLE, "unicast", "ttl", any, to("192.0.2.2:12345"));
  }

  @Test
  void queueAndDropsAreReadWhereTheSocketDoesNotTell() throws IOException {
    Listening any =
        new Listening(
            Listening.on("127.0.0.1:12345").plan(), Optional.empty(), OptionalLong.empty());
    Expectation expected = to("127.0.0.1:12345");
    expect(PASSED, "fine", "queue", any, expected);
    machine.queue(4_096, 7);
    expect(UNKNOWN, "dropped", "queue", any, expected);
    machine.queue(212_000, 7);
    expect(FAILED, "full", "queue", any, expected);
    machine.file("net/udp", "  sl  local_address\n  1: cut\n");
    expect(UNKNOWN, "unknown", "queue", any, expected);
  }

  @Test
  void noTestDatagramGoesToANetworkOrToAStranger() {
    Listening own = Listening.on("192.0.2.2:12345");
    expect(UNKNOWN, "not-by-loopback", "test-datagram", own, to("192.0.2.2:12345"));
    Listening any = Listening.on("0.0.0.0:12345");
    expect(FAILED, "lost", "test-datagram", any, to("127.0.0.1:12345"));
    machine.foreign("127.0.0.1:12345", ADDR);
    machine.holds(any, ADDR);
    expect(UNKNOWN, "stranger", "test-datagram", any, to("127.0.0.1:12345"));
  }
}
