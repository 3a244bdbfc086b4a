package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast.Outlook;
import org.portbound.diagnosis.SendFix;
import org.portbound.socket.Endpoint;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;

/** What helps after a refused send, carried out on the real kernel. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class SendFixTest {
  private static final byte[] PAYLOAD = {'h', 'i'};
  private static final SendSetup CONNECT = SendSetup.NONE.withConnect(true);

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private void use(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
  }

  private Endpoint freeEndpoint() {
    ListenerView view = listen("127.0.0.1:0", ReuseOptions.NONE);
    workbench.close(view.number());
    return view.local();
  }

  private ListenerView listen(String local, ReuseOptions reuse) {
    SocketPlan plan = SocketPlan.of(Endpoint.parse(local)).withReuse(reuse);
    return assertInstanceOf(
            OpenResult.Listening.class, workbench.open(new ListenerPlan(plan, false)))
        .listener();
  }

  private static SendPlan plan(Source source, Endpoint to, byte[] payload, SendSetup setup) {
    return new SendPlan(source, to, payload, SendOptions.DEFAULT, setup);
  }

  private SendResult.Failed failed(SendPlan plan, String errno) {
    var failed = assertInstanceOf(SendResult.Failed.class, workbench.sending().send(plan));
    assertEquals(errno, failed.headline().arguments().getLast());
    return failed;
  }

  /** Carries out the fix whose label has this key. */
  private SendFixResult.Answered fix(SendResult.Failed failed, String key) {
    SendFix fix =
        failed.fixes().stream()
            .filter(each -> each.label().key().equals("diagnosis.sendfix." + key))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + key + " among " + failed.fixes()));
    return assertInstanceOf(SendFixResult.Answered.class, workbench.sending().apply(failed, fix));
  }

  private static SendResult.Sent sent(SendFixResult.Answered answered) {
    var sent = assertInstanceOf(SendResult.Sent.class, answered.result());
    assertTrue(answered.expected() != null, "it was foretold");
    assertFalse(answered.expected().outlook() == Outlook.REFUSED, "and not otherwise");
    return sent;
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void connectedSocketIsToldThatNobodyListens(String provider) {
    use(provider);
    Endpoint nobody = freeEndpoint();
    SendResult.Failed failed =
        failed(plan(new Source.AnyPort(), nobody, PAYLOAD, CONNECT), "ECONNREFUSED");
    assertInstanceOf(SendFix.ListenThere.class, failed.fixes().getFirst());
    sent(fix(failed, "unconnected"));
    sent(fix(failed, "listen-there"));
    assertEquals(nobody, workbench.listeners().getFirst().local());

    var heard = workbench.sending().send(plan(new Source.AnyPort(), nobody, PAYLOAD, CONNECT));
    assertInstanceOf(SendResult.Sent.class, heard, "somebody listens now");
  }

  @Test
  void connectedSendIsInTheLedgerAsItWas() {
    Endpoint nobody = freeEndpoint();
    failed(plan(new Source.AnyPort(), nobody, PAYLOAD, CONNECT), "ECONNREFUSED");
    List<String> calls =
        workbench.ledger().since(1).stream().map(each -> each.call().toString()).toList();
    assertTrue(calls.stream().anyMatch(each -> each.startsWith("connect(")), calls::toString);
    assertTrue(calls.stream().anyMatch(each -> each.contains("msg_name=NULL")), calls::toString);
    assertTrue(calls.stream().anyMatch(each -> each.contains("revents=POLLERR")), calls::toString);
    assertTrue(
        calls.stream().anyMatch(each -> each.startsWith("read(") && each.contains("ECONNREFUSED")),
        calls::toString);
  }

  /** In a network whose lo takes 1,500 bytes a packet. */
  @Test
  void whatMayNotBeFragmentedTellsThePathsMtu() {
    try (PrivateNetwork network = PrivateNetwork.enter().ip("link", "set", "lo", "mtu", "1500");
        Workbench inside = Workbench.open(network, 8 << 20)) {
      Endpoint there = Endpoint.parse("127.0.0.1:9");
      SendOptions whole = SendOptions.DEFAULT.withDontFragment(true);
      var plan = new SendPlan(new Source.AnyPort(), there, new byte[2_000], whole);
      var failed = assertInstanceOf(SendResult.Failed.class, inside.sending().send(plan));
      assertEquals("diagnosis.send.over-path-mtu", failed.reasons().getFirst().key());
      assertEquals(List.of("2000", "1500", "1472"), failed.reasons().getFirst().arguments());
      List<String> calls =
          inside.ledger().since(1).stream().map(each -> each.call().toString()).toList();
      assertTrue(calls.stream().anyMatch(each -> each.contains("IP_MTU, [1500]")), calls::toString);
      for (SendFix each : failed.fixes()) {
        var answer =
            assertInstanceOf(SendFixResult.Answered.class, inside.sending().apply(failed, each));
        assertInstanceOf(SendResult.Sent.class, answer.result(), each::toString);
      }
      assertEquals(
          List.of("diagnosis.sendfix.fragment", "diagnosis.sendfix.cut"),
          failed.fixes().stream().map(each -> each.label().key()).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void broadcastIsAllowedAndTheLongMessageCut(String provider) {
    use(provider);
    Endpoint everybody = Endpoint.parse("127.255.255.255:9");
    sent(
        fix(
            failed(plan(new Source.AnyPort(), everybody, PAYLOAD, SendSetup.NONE), "EACCES"),
            "broadcast"));
    Endpoint there = listen("127.0.0.1:0", ReuseOptions.NONE).local();
    byte[] tooLong = new byte[65_510];
    Arrays.fill(tooLong, (byte) 'x');
    SendResult.Sent cut =
        sent(
            fix(
                failed(plan(new Source.AnyPort(), there, tooLong, SendSetup.NONE), "EMSGSIZE"),
                "cut"));
    assertEquals(65_507, cut.lengthBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void groupLeavesByLoopbackWhenItsInterfaceIsNotThere(String provider) {
    use(provider);
    var plan =
        new SendPlan(
            new Source.AnyPort(),
            Endpoint.parse("239.1.2.3:9"),
            PAYLOAD,
            SendOptions.DEFAULT.withInterface("nosuch0"));
    sent(fix(failed(plan, "ENODEV"), "through-loopback"));
  }

  @Test
  void groupWithoutARouteLeavesByLoopback() {
    try (var network = PrivateNetwork.enter()) {
      workbench.close();
      workbench = Workbench.open(network, 8 << 20);
      var group = Endpoint.parse("239.1.2.3:9");
      sent(
          fix(
              failed(plan(new Source.AnyPort(), group, PAYLOAD, SendSetup.NONE), "ENETUNREACH"),
              "through-loopback"));
    }
  }

  /** Pieces of 48 bytes cost so much memory that a default buffer does not hold 30,000 bytes. */
  @Test
  void largerBufferTakesWhatTheDefaultDoesNot() {
    try (var network = PrivateNetwork.enter().ip("link", "set", "lo", "mtu", "68")) {
      workbench.close();
      workbench = Workbench.open(network, 8 << 20);
      Endpoint there = listen("127.0.0.1:0", ReuseOptions.NONE).local();
      SendPlan plan = plan(new Source.AnyPort(), there, new byte[30_000], SendSetup.NONE);
      SendResult.Failed failed = failed(plan, "ENOBUFS");
      assertEquals(30_000, sent(fix(failed, "buffer")).lengthBytes());
      var again = fix(failed, "again-later");
      assertInstanceOf(SendResult.Failed.class, again.result(), "the same is refused again");
    }
  }

  /** Where nobody answers for the address, datagrams wait in the sender's buffer. */
  @Test
  void fullQueueIsToldAndALargerBufferHelps() {
    try (var network = PrivateNetwork.enter()) {
      withoutNeighbour(network);
      workbench.close();
      workbench = Workbench.open(network, 8 << 20);
      ListenerView listener = listen("0.0.0.0:0", ReuseOptions.NONE);
      SendPlan plan =
          plan(
              new Source.Listener(listener.number()),
              Endpoint.parse("192.0.2.2:9"),
              new byte[1_400],
              new SendSetup(false, null, OptionalInt.of(2_048)));
      SendResult result = workbench.sending().send(plan);
      for (int i = 0; i < 20 && result instanceof SendResult.Sent; i++) {
        result = workbench.sending().send(plan);
      }
      var failed = assertInstanceOf(SendResult.Failed.class, result);
      assertEquals("EAGAIN", failed.headline().arguments().getLast());
      sent(fix(failed, "buffer"));
    }
  }

  static void withoutNeighbour(PrivateNetwork network) {
    network.pair("pb0", "pb1").ip("addr", "add", "192.0.2.1/24", "dev", "pb0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void sourceThatIsTakenIsSharedOnceTheListenerHasTheOption(String provider) {
    use(provider);
    ListenerView holder = listen("127.0.0.1:0", ReuseOptions.NONE);
    SendPlan plan =
        plan(
            new Source.Bound(holder.local(), ReuseOptions.PORT),
            Endpoint.parse("127.0.0.1:9"),
            PAYLOAD,
            SendSetup.NONE);
    var notOpened = assertInstanceOf(SendResult.NotOpened.class, workbench.sending().send(plan));
    assertEquals(OptionalInt.of(holder.number()), notOpened.holder());
    Fix option =
        notOpened.refusal().diagnosis().fixes().stream()
            .filter(Fix.SetOptionThenBind.class::isInstance)
            .findFirst()
            .orElseThrow();
    var answered =
        assertInstanceOf(
            SendFixResult.Answered.class, workbench.sending().apply(notOpened, option));
    assertEquals(holder.local(), sent(answered).from());
    assertEquals(1, workbench.listeners().size(), "no listener more than before");
  }
}
