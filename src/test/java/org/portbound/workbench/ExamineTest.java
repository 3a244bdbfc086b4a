package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.capture.Datagram;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.CheckList;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.diagnosis.arrival.Machine;
import org.portbound.diagnosis.arrival.Subject;
import org.portbound.diagnosis.arrival.TestSender;
import org.portbound.diagnosis.arrival.Verdict;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/** Why nothing arrives, asked of real sockets on the loopback interface. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
final class ExamineTest {
  /** Of this process's own, so that nobody else on the machine is a member. */
  private static final InetAddress GROUP =
      AddressBits.address(
          0,
          AddressBits.mappedLow(0xeffd_0000 + ((int) ProcessHandle.current().pid() & 0xffff)),
          0);

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private ListenerView listen(SocketPlan plan) {
    return assertInstanceOf(
            OpenResult.Listening.class, workbench.open(new ListenerPlan(plan, false)))
        .listener();
  }

  private static SocketPlan on(String local) {
    return SocketPlan.of(Endpoint.parse(local));
  }

  private static SocketPlan joined(String local) {
    return on(local).withGroups(List.of(new GroupMembership(GROUP, "lo")));
  }

  private List<Check> examine(ListenerView listener, Expectation expected) {
    List<Check> checks = workbench.outlook().examine(listener.number(), expected);
    assertEquals(Check.IDS, checks.stream().map(Check::id).toList());
    return checks;
  }

  private static Expectation toGroup(ListenerView listener) {
    return Expectation.to(new Endpoint(GROUP, listener.local().port())).on("lo");
  }

  private static void expect(String expected, String id, List<Check> checks) {
    Check check = checks.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    String finding = check.finding().key();
    Texts texts = Texts.in(Locale.ENGLISH);
    assertEquals(
        expected,
        check.verdict() + " " + finding.substring(finding.lastIndexOf('.') + 1),
        () ->
            checks.stream()
                .map(each -> each.id() + ": " + each.verdict() + " " + texts.say(each.finding()))
                .toList()
                .toString());
    for (Message each : check.remedy()) {
      assertTrue(!texts.say(each).isBlank());
    }
  }

  private static void nothingFailed(List<Check> checks) {
    assertTrue(
        checks.stream().noneMatch(each -> each.verdict() == Verdict.FAILED), checks::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void whatIsAloneReceivesTheTestDatagramAndShowsIt(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
    ListenerView listener = listen(on("127.0.0.1:0"));
    List<Check> checks = examine(listener, Expectation.to(listener.local()));
    nothingFailed(checks);
    expect("PASSED arrived", "test-datagram", checks);
    Datagram row = new Datagram();
    assertTrue(workbench.log().read(1, row));
    String payload = new String(row.payload(), StandardCharsets.UTF_8);
    assertTrue(payload.startsWith("Portbound test datagram "), payload);
    assertEquals(payload, checks.getLast().finding().arguments().get(1));
  }

  @Test
  void ipv6LoopbackWorksAlike() {
    ListenerView listener = listen(on("[::]:0"));
    Endpoint to = Endpoint.parse("[::1]:0").withPort(listener.local().port());
    List<Check> checks = examine(listener, Expectation.to(to));
    nothingFailed(checks);
    expect("PASSED arrived", "test-datagram", checks);
  }

  @Test
  void boundToAUnicastAddressAMemberGetsNothing() {
    ListenerView listener = listen(joined("127.0.0.1:0"));
    List<Check> checks = examine(listener, toGroup(listener));
    expect("PASSED joined", "membership", checks);
    expect("FAILED multicast", "unicast-bound", checks);
    expect("FAILED lost", "test-datagram", checks);
  }

  @Test
  void aMemberOnLoopbackGetsTheTestDatagramByTheGroup() {
    ListenerView listener = listen(joined("0.0.0.0:0"));
    List<Check> checks = examine(listener, toGroup(listener));
    nothingFailed(checks);
    expect("PASSED joined", "membership", checks);
    expect("PASSED loopback", "interface", checks);
    expect("PASSED arrived", "test-datagram", checks);
    Datagram row = new Datagram();
    assertTrue(workbench.log().read(1, row));
    assertEquals(GROUP, row.destination().orElseThrow());
  }

  @Test
  void whoDidNotJoinGetsNothingUntilSomebodyElseDoes() {
    ListenerView listener = listen(on("0.0.0.0:0"));
    List<Check> before = examine(listener, toGroup(listener));
    expect("FAILED none", "membership", before);
    expect("FAILED nobody", "multicast-all", before);
    expect("PASSED arrived-unicast", "test-datagram", before);

    listen(joined("0.0.0.0:0"));
    List<Check> after = examine(listener, toGroup(listener));
    expect("PASSED by-others", "membership", after);
    expect("PASSED others", "multicast-all", after);
    // The kernel agrees: what is sent to the group arrives at the one that did not join.
    long received = view(listener).datagrams();
    SendPlan send =
        new SendPlan(
            new Source.AnyPort(),
            toGroup(listener).destination(),
            new byte[1],
            SendOptions.DEFAULT.withInterface("lo"));
    assertInstanceOf(SendResult.Sent.class, workbench.sending().send(send));
    while (view(listener).datagrams() == received) {
      Thread.onSpinWait();
    }
  }

  @Test
  void javaSocketsGetOnlyWhatTheyJoined() {
    workbench.close();
    workbench = Workbench.open(Providers.named("nio").orThrow(), 8 << 20);
    ListenerView listener = listen(on("0.0.0.0:0"));
    listen(joined("0.0.0.0:0"));
    List<Check> checks = examine(listener, toGroup(listener));
    expect("FAILED none", "membership", checks);
    expect("FAILED off", "multicast-all", checks);
  }

  @Test
  void theNewestSocketWithReuseaddrTakesIt() {
    ListenerView first = listen(on("127.0.0.1:0").withReuse(ReuseOptions.ADDR));
    ListenerView second = listen(SocketPlan.of(first.local()).withReuse(ReuseOptions.ADDR));
    List<Check> older = examine(first, Expectation.to(first.local()));
    expect("FAILED newest", "other-socket", older);
    expect("FAILED other", "test-datagram", older);
    List<Check> newer = examine(second, Expectation.to(first.local()));
    expect("PASSED first", "other-socket", newer);
    expect("PASSED arrived", "test-datagram", newer);
  }

  @Test
  void aReuseportGroupSharesByTheSendersPort() {
    ListenerView first = listen(on("127.0.0.1:0").withReuse(ReuseOptions.PORT));
    listen(SocketPlan.of(first.local()).withReuse(ReuseOptions.PORT));
    List<Check> checks = examine(first, Expectation.to(first.local()));
    nothingFailed(checks);
    expect("UNKNOWN shared", "other-socket", checks);
  }

  @Test
  void aConnectedSocketTakesWhatItsPeerSends() throws Exception {
    ListenerView listener = listen(on("127.0.0.1:0").withReuse(ReuseOptions.ADDR));
    try (var peer = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        var taker = DatagramChannel.open(StandardProtocolFamily.INET)) {
      taker.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      taker.bind(listener.local().toSocketAddress()).connect(peer.getLocalAddress());
      Endpoint from = Endpoint.of((InetSocketAddress) peer.getLocalAddress());
      Expectation expected = Expectation.to(listener.local());
      expect("FAILED connected", "other-socket", examine(listener, expected.from(from)));
      expect("UNKNOWN connected-to-some", "other-socket", examine(listener, expected));
      Endpoint another = from.withPort(from.port() == 9 ? 8 : 9);
      expect("PASSED first", "other-socket", examine(listener, expected.from(another)));
    }
  }

  @Test
  void aSmallBufferThatRunsOverIsSeen() {
    var provider = new PosixProvider();
    SocketPlan small = on("127.0.0.1:0").withReceiveBufferBytes(1);
    try (UdpSocket full = opened(provider.open(small));
        UdpSocket sender = opened(provider.open(on("127.0.0.1:0")))) {
      List<Check> before = check(full, to -> new TestSender.Outcome.Sent(List.of()));
      expect("PASSED fine", "queue", before);
      while (full.droppedByKernel().orElseThrow() == 0) {
        sender.send(full.local(), new byte[100], SendOptions.DEFAULT);
      }
      // The test datagram comes to a full queue too.
      List<Check> checks =
          check(
              full,
              to -> {
                sender.send(to, new byte[100], SendOptions.DEFAULT);
                return new TestSender.Outcome.Sent(List.of());
              });
      expect("FAILED full", "queue", checks);
      expect("FAILED dropped", "test-datagram", checks);
    }
  }

  private static List<Check> check(
      UdpSocket socket, Function<Endpoint, TestSender.Outcome> sender) {
    return CheckList.run(
        new Subject(1, socket, socket.plan().groups()),
        Expectation.to(socket.local()),
        Machine.here(HolderScan.of(List.of())),
        (listener, to, name, payload) -> sender.apply(to));
  }

  private static UdpSocket opened(Opening opening) {
    return assertInstanceOf(Opening.Opened.class, opening).socket();
  }

  @Test
  void aClosedListenerIsSaidToBeClosed() {
    ListenerView listener = listen(on("127.0.0.1:0"));
    workbench.close(listener.number());
    List<Check> checks =
        workbench.outlook().examine(listener.number(), Expectation.to(listener.local()));
    assertEquals(1, checks.size());
    expect("FAILED closed", Check.NOT_OPEN, checks);
  }

  private ListenerView view(ListenerView listener) {
    return workbench.listeners().stream()
        .filter(each -> each.number() == listener.number())
        .findFirst()
        .orElseThrow();
  }
}
