package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.rules.BindRule;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.nio.NioProvider;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/**
 * A port in use: real sockets of this process and of a second one; each fix that is offered works.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class PortInUseTest {
  private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

  private final List<UdpSocket> open = new ArrayList<>();

  @AfterEach
  void closeAll() {
    open.forEach(UdpSocket::close);
  }

  static Stream<SocketProvider> providers() {
    return Stream.of(new PosixProvider(), new NioProvider());
  }

  private UdpSocket opened(SocketProvider provider, SocketPlan plan) {
    UdpSocket socket = assertInstanceOf(Opening.Opened.class, provider.open(plan)).socket();
    open.add(socket);
    return socket;
  }

  private List<OwnSocket> own() {
    var own = new ArrayList<OwnSocket>();
    for (UdpSocket each : open) {
      own.add(
          new OwnSocket(
              own.size() + 1,
              each.plan(),
              each.local(),
              each.reuse(),
              SystemUsers.effectiveUid(),
              each.inode()));
    }
    return own;
  }

  private Diagnosis refused(SocketProvider provider, SocketPlan plan) {
    return refused(provider, plan, FlagReader.NONE);
  }

  private Diagnosis refused(SocketProvider provider, SocketPlan plan, FlagReader flags) {
    var refused = assertInstanceOf(Opening.Refused.class, provider.open(plan));
    return Diagnostician.explain(refused, own(), flags, SystemUsers.effectiveUid());
  }

  private static SocketPlan plan(String local, ReuseOptions reuse) {
    return SocketPlan.of(Endpoint.parse(local)).withReuse(reuse);
  }

  private static List<String> keys(Diagnosis diagnosis) {
    return diagnosis.reasons().stream().map(Message::key).toList();
  }

  private static String text(Diagnosis diagnosis) {
    var all = new ArrayList<Message>(diagnosis.reasons());
    diagnosis.fixes().forEach(each -> all.addAll(List.of(each.label(), each.detail())));
    return String.join("\n", all.stream().map(TEXTS::say).toList());
  }

  private static <F extends Fix> List<F> fixes(Diagnosis diagnosis, Class<F> kind) {
    return diagnosis.fixes().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What binds another plan, and depends on nothing unknown, binds. */
  private void everyCertainBindInsteadWorks(SocketProvider provider, Diagnosis diagnosis) {
    for (Fix.BindInstead each : fixes(diagnosis, Fix.BindInstead.class)) {
      if (!each.detail().key().contains("unknown")
          && !(each.plan().v6Only() && provider.name().equals("nio"))) {
        var result = assertInstanceOf(Opening.Opened.class, provider.open(each.plan()));
        result.socket().close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void optionMissingHereAloneChangesOnlyTheNewSocket(SocketProvider provider) {
    UdpSocket first = opened(provider, plan("127.0.0.1:0", ReuseOptions.PORT));
    opened(provider, plan(first.local().toString(), ReuseOptions.PORT));
    Diagnosis diagnosis = refused(provider, plan(first.local().toString(), ReuseOptions.NONE));
    var share = assertInstanceOf(Fix.BindInstead.class, diagnosis.fixes().getFirst());
    assertEquals(ReuseOptions.PORT, share.plan().reuse());
    assertEquals("diagnosis.fix.share-detail", share.detail().key());
    assertTrue(keys(diagnosis).contains("diagnosis.rule.NO_OPTION_ON_NEW"), text(diagnosis));
    assertEquals(
        "2", diagnosis.reasons().getLast().arguments().getFirst(), "the newest one decided");
    assertEquals(2, diagnosis.holders().size());
    everyCertainBindInsteadWorks(provider, diagnosis);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void wildcardIsExplainedAndASpecificAddressIsOffered(SocketProvider provider) {
    UdpSocket first = opened(provider, plan("127.0.0.1:0", ReuseOptions.NONE));
    int port = first.local().port();
    Diagnosis diagnosis = refused(provider, plan("0.0.0.0:" + port, ReuseOptions.NONE));
    assertTrue(
        keys(diagnosis).contains("diagnosis.overlap.CANDIDATE_IS_WILDCARD"), text(diagnosis));
    assertTrue(
        fixes(diagnosis, Fix.BindInstead.class).stream()
            .anyMatch(each -> each.plan().local().equals(Endpoint.parse("127.0.0.2:" + port))),
        text(diagnosis));
    everyCertainBindInsteadWorks(provider, diagnosis);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void dualStackAgainstIpv4OffersIpv6Only(SocketProvider provider) {
    UdpSocket first = opened(provider, plan("127.0.0.1:0", ReuseOptions.NONE));
    SocketPlan dual =
        plan("[::]:" + first.local().port(), ReuseOptions.NONE).withFamily(Family.INET6);
    Diagnosis diagnosis = refused(provider, dual);
    assertTrue(
        keys(diagnosis).contains("diagnosis.overlap.CANDIDATE_IS_DUAL_STACK"), text(diagnosis));
    assertTrue(
        fixes(diagnosis, Fix.BindInstead.class).stream().anyMatch(each -> each.plan().v6Only()));
    everyCertainBindInsteadWorks(provider, diagnosis);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void severalOfOursAreAllBoundAgain(SocketProvider provider) {
    UdpSocket first = opened(provider, plan("127.0.0.1:0", ReuseOptions.ADDR));
    opened(provider, plan(first.local().toString(), ReuseOptions.ADDR));
    Diagnosis diagnosis = refused(provider, plan(first.local().toString(), ReuseOptions.PORT));
    Fix.RebindTogether rebind = fixes(diagnosis, Fix.RebindTogether.class).getFirst();
    assertEquals(List.of(1, 2), rebind.listeners());
    assertEquals(ReuseOption.SO_REUSEPORT, rebind.option());
    List<Fix.BindInstead> share = fixes(diagnosis, Fix.BindInstead.class);
    assertEquals(
        ReuseOptions.BOTH, share.getFirst().plan().reuse(), "SO_REUSEADDR is what they share by");
    assertTrue(fixes(diagnosis, Fix.SetOptionThenBind.class).isEmpty(), "one would not be enough");
    everyCertainBindInsteadWorks(provider, diagnosis);
  }

  @Test
  void anotherProcessIsNamedAndItsOptionsAreNotGuessed() throws IOException {
    var provider = new PosixProvider();
    try (var other = new HoldingProcess("127.0.0.1", true)) {
      Diagnosis diagnosis = refused(provider, plan("127.0.0.1:" + other.port(), ReuseOptions.NONE));
      Holder holder = diagnosis.holders().getFirst();
      assertEquals(other.pid(), holder.processes().getFirst().pid());
      assertTrue(text(diagnosis).contains("Process " + other.pid() + ", java"), text(diagnosis));
      assertTrue(keys(diagnosis).contains("diagnosis.rule.none-here"), text(diagnosis));
      List<Fix.BindInstead> instead = fixes(diagnosis, Fix.BindInstead.class);
      assertEquals(ReuseOptions.PORT, instead.get(0).plan().reuse());
      assertEquals("diagnosis.fix.share-unknown-detail", instead.get(0).detail().key());
      assertEquals(ReuseOptions.ADDR, instead.get(1).plan().reuse());
      opened(provider, instead.get(0).plan());
      assertEquals(
          new Fix.StopProcess(other.pid(), "java"),
          diagnosis.fixes().getLast(),
          "stopping it comes last");
      everyCertainBindInsteadWorks(provider, diagnosis);
    }
  }

  @Test
  void refusalItselfTellsWhatTheOtherProcessLacks() throws IOException {
    var provider = new PosixProvider();
    try (var other = new HoldingProcess("127.0.0.1", false)) {
      Diagnosis diagnosis = refused(provider, plan("127.0.0.1:" + other.port(), ReuseOptions.PORT));
      assertTrue(keys(diagnosis).contains("diagnosis.rule.foreign-unknown"), text(diagnosis));
      Fix.BindInstead share = fixes(diagnosis, Fix.BindInstead.class).getFirst();
      assertEquals(ReuseOptions.BOTH, share.plan().reuse());
      assertEquals("diagnosis.fix.share-unknown-detail", share.detail().key());

      Diagnosis both = refused(provider, share.plan());
      assertFalse(
          fixes(both, Fix.BindInstead.class).stream()
              .anyMatch(each -> each.plan().local().equals(share.plan().local())),
          "it has neither option: sharing is not offered any more");
    }
  }

  @Test
  void optionsThatCanBeReadMakeItCertain() throws IOException {
    var provider = new PosixProvider();
    try (var other = new HoldingProcess("127.0.0.1", true)) {
      SocketPlan plain = plan("127.0.0.1:" + other.port(), ReuseOptions.NONE);
      Diagnosis diagnosis = refused(provider, plain, provider.flagReader());
      assumeTrue(diagnosis.holders().getFirst().reuse() != null, "may not be read here");
      assertTrue(keys(diagnosis).contains("diagnosis.rule.NO_OPTION_ON_NEW.foreign"));
      List<Fix.BindInstead> share =
          fixes(diagnosis, Fix.BindInstead.class).stream()
              .filter(each -> each.plan().local().equals(plain.local()))
              .toList();
      assertEquals(1, share.size(), "SO_REUSEADDR would not help");
      assertEquals("diagnosis.fix.share-detail", share.getFirst().detail().key());
      everyCertainBindInsteadWorks(provider, diagnosis);
    }
  }

  @Test
  void listenerOfAnotherUserIsJudgedByThatUser() {
    Endpoint local = Endpoint.parse("127.0.0.1:12345");
    int us = SystemUsers.effectiveUid();
    SocketPlan shared = SocketPlan.of(local).withReuse(ReuseOptions.PORT);
    var own = new OwnSocket(3, shared, local, ReuseOptions.PORT, us + 1, OptionalLong.of(77));
    var holder =
        new Holder(
            local,
            Family.INET,
            null,
            us + 1,
            null,
            77,
            0,
            0,
            List.of(),
            OptionalInt.of(3),
            new SocketFlags(ReuseOptions.PORT, false));
    PortChain chain = PortChain.of(shared, List.of(holder), List.of(own));
    PortChain.Outlook outlook = chain.outlook(BoundSocket.of(shared, us));
    assertFalse(outlook.mayBeAllowed());
    assertEquals(BindRule.REUSEPORT_OTHER_USER, outlook.rule());
  }

  @Test
  void stoppingTheHolderFreesThePort() throws Exception {
    var provider = new PosixProvider();
    try (var other = new HoldingProcess("0.0.0.0", false)) {
      Diagnosis diagnosis = refused(provider, plan("127.0.0.1:" + other.port(), ReuseOptions.NONE));
      assertTrue(keys(diagnosis).contains("diagnosis.overlap.HOLDER_IS_WILDCARD"), text(diagnosis));
      Fix.StopProcess stop = fixes(diagnosis, Fix.StopProcess.class).getFirst();
      assertTrue(SystemUsers.terminate(stop.pid()));
      assertTrue(other.process().waitFor(10, TimeUnit.SECONDS));
      opened(provider, plan("127.0.0.1:" + other.port(), ReuseOptions.NONE));
    }
  }
}
