package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.capture.Datagram;
import org.portbound.diagnosis.Fix;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** The main story on the real kernel, with both providers. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class WorkbenchTest {
  private static final Endpoint GROUP = Endpoint.parse("239.255.255.250:0");

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private void use(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void secondBindIsRefusedAndFixedByBindingBothAgain(String provider) {
    use(provider);
    ListenerView first = listen(plan("127.0.0.1:0"));
    SocketPlan same = SocketPlan.of(first.local());
    Refusal refusal = refused(same);

    assertTrue(refusal.diagnosis().refused().errno().is(Errno.EADDRINUSE));
    assertEquals(
        List.of("bind " + first.local(), Errno.EADDRINUSE.words(), "EADDRINUSE"),
        refusal.diagnosis().headline().arguments());
    assertEquals(1, refusal.diagnosis().holders().size());
    assertEquals(1, refusal.diagnosis().holders().getFirst().ownListener().orElseThrow());
    assertTrue(
        refusal.diagnosis().reasons().stream()
            .anyMatch(each -> each.key().equals("diagnosis.rule.NO_OPTION_ON_EITHER")));
    assertEquals(1, workbench.listeners().size(), "nothing else was bound");

    Fix fix = refusal.diagnosis().fixes().getFirst();
    assertInstanceOf(Fix.RebindTogether.class, fix);
    var fixed = assertInstanceOf(FixResult.Fixed.class, workbench.apply(refusal, fix));
    assertEquals(2, fixed.listeners().size());
    for (ListenerView each : workbench.listeners()) {
      assertEquals(first.local(), each.local());
      assertEquals(ReuseOptions.PORT, each.reuse());
      assertEquals(ListenerState.OPEN, each.state());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void optionTurnedOnAtTheOpenSocketHelpsTheNextBind(String provider) {
    use(provider);
    ListenerView first = listen(plan("127.0.0.1:0"));
    Refusal refusal = refused(SocketPlan.of(first.local()));
    Fix fix = fix(refusal, Fix.SetOptionThenBind.class);
    assertInstanceOf(FixResult.Fixed.class, workbench.apply(refusal, fix));
    assertEquals(
        first.opened(), workbench.listeners().getFirst().opened(), "the first was never closed");
    assertEquals(ReuseOptions.PORT, workbench.listeners().getFirst().reuse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void everyOfferedPortOrAddressIsTrulyFree(String provider) {
    use(provider);
    ListenerView first = listen(plan("127.0.0.1:0"));
    Refusal refusal = refused(SocketPlan.of(first.local()));
    List<Fix> offers =
        refusal.diagnosis().fixes().stream().filter(Fix.BindInstead.class::isInstance).toList();
    assertEquals(2, offers.size(), "another port and another address");
    for (Fix each : offers) {
      assertInstanceOf(FixResult.Fixed.class, workbench.apply(refusal, each), each::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void messageFromTheListenersOwnPortReachesTheGroup(String provider) {
    use(provider);
    ListenerView sharing = listen(plan("127.0.0.1:0").withReuse(ReuseOptions.PORT));
    ListenerView member =
        listen(plan("0.0.0.0:0").withGroups(List.of(new GroupMembership(GROUP.address(), "lo"))));
    var sent =
        workbench
            .sending()
            .send(
                new SendPlan(
                    new Source.Bound(sharing.local(), ReuseOptions.PORT),
                    GROUP.withPort(member.local().port()),
                    "test message".getBytes(StandardCharsets.UTF_8),
                    SendOptions.DEFAULT.withInterface("lo")));
    assertEquals(sharing.local(), assertInstanceOf(SendResult.Sent.class, sent).from());
    await(() -> workbench.log().end() > workbench.log().first());
    var row = new Datagram();
    assertTrue(workbench.log().read(workbench.log().first(), row));
    assertEquals(member.number(), row.listener());
    assertEquals(sharing.local(), row.source());
    assertEquals("test message", new String(row.payload(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void exitClosesOnlyTheListenerThatAskedForIt(String provider) {
    use(provider);
    ListenerView ends = opened(new ListenerPlan(plan("127.0.0.1:0"), true));
    ListenerView stays = opened(new ListenerPlan(plan("127.0.0.1:0"), false));
    for (ListenerView each : List.of(stays, ends)) {
      var sent =
          workbench
              .sending()
              .send(
                  new SendPlan(
                      new Source.AnyPort(),
                      each.local(),
                      "exit".getBytes(StandardCharsets.UTF_8),
                      SendOptions.DEFAULT));
      assertInstanceOf(SendResult.Sent.class, sent);
    }
    await(() -> view(ends.number()).state() == ListenerState.CLOSED);
    assertEquals(1, view(ends.number()).datagrams());
    assertEquals(Message.of("workbench.closed.exit"), view(ends.number()).closedBecause());
    await(() -> view(stays.number()).datagrams() == 1);
    assertEquals(ListenerState.OPEN, view(stays.number()).state());
    assertInstanceOf(OpenResult.Listening.class, workbench.open(stays(ends)), "the port is free");
  }

  private static ListenerPlan stays(ListenerView ends) {
    return new ListenerPlan(SocketPlan.of(ends.local()), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void foreignHolderOfThisProcessIsNamed(String provider) throws Exception {
    use(provider);
    try (var foreign = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      Refusal refusal = refused(plan("127.0.0.1:" + foreign.getLocalPort()));
      var process = refusal.diagnosis().holders().getFirst().processes().getFirst();
      assertEquals(ProcessHandle.current().pid(), process.pid());
      assertFalse(
          refusal.diagnosis().fixes().stream().anyMatch(Fix.StopProcess.class::isInstance),
          "Portbound does not offer to stop itself");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void sendFromARefusedPortSendsNothing(String provider) {
    use(provider);
    ListenerView first = listen(plan("127.0.0.1:0"));
    var result =
        workbench
            .sending()
            .send(
                new SendPlan(
                    new Source.Bound(first.local(), ReuseOptions.PORT),
                    first.local(),
                    new byte[1],
                    SendOptions.DEFAULT));
    assertInstanceOf(SendResult.NotOpened.class, result);
    assertTrue(
        workbench.ledger().since(1).stream()
            .noneMatch(each -> each.call().name().equals("sendmsg")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void ownSendsAreRowsIfWanted(String provider) {
    use(provider);
    ListenerView listener = listen(plan("127.0.0.1:0"));
    sendTo(listener, new Source.AnyPort(), "unseen");
    await(() -> workbench.log().end() == 2);
    workbench.sending().keepSends(true);
    sendTo(listener, new Source.Listener(listener.number()), "seen");
    sendTo(listener, new Source.AnyPort(), "seen too");
    await(() -> workbench.log().end() == 6);
    var sent = new ArrayList<String>();
    for (long number = 1; number < workbench.log().end(); number++) {
      Datagram row = workbench.log().get(number);
      if (row != null && row.sent()) {
        assertFalse(row.kernelTime());
        assertEquals(listener.local().port(), row.destinationPort());
        assertEquals(Optional.of(listener.local().address()), row.destination());
        sent.add(row.listener() + " " + new String(row.payload(), StandardCharsets.UTF_8));
        if (row.listener() != 0) {
          assertEquals(listener.local(), row.source());
        }
      }
    }
    assertEquals(List.of("1 seen", "0 seen too"), sent);
    assertEquals(3, workbench.listeners().getFirst().datagrams(), "received ones alone");
  }

  private void sendTo(ListenerView listener, Source source, String text) {
    assertInstanceOf(
        SendResult.Sent.class,
        workbench
            .sending()
            .send(
                new SendPlan(
                    source,
                    listener.local(),
                    text.getBytes(StandardCharsets.UTF_8),
                    SendOptions.DEFAULT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void closingLeavesNoThread(String provider) {
    use(provider);
    listen(plan("127.0.0.1:0"));
    workbench.close();
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(
                    each ->
                        each.getName().startsWith("capture-")
                            || each.getName().startsWith("workbench-")));
  }

  private static SocketPlan plan(String local) {
    return SocketPlan.of(Endpoint.parse(local));
  }

  private ListenerView listen(SocketPlan plan) {
    return opened(new ListenerPlan(plan, false));
  }

  private ListenerView opened(ListenerPlan plan) {
    return assertInstanceOf(OpenResult.Listening.class, workbench.open(plan)).listener();
  }

  private Refusal refused(SocketPlan plan) {
    return assertInstanceOf(OpenResult.Refused.class, workbench.open(new ListenerPlan(plan, false)))
        .refusal();
  }

  private static Fix fix(Refusal refusal, Class<? extends Fix> type) {
    return refusal.diagnosis().fixes().stream().filter(type::isInstance).findFirst().orElseThrow();
  }

  private ListenerView view(int number) {
    return workbench.listeners().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
