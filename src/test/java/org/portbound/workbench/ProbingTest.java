package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.message.Schedule;
import org.portbound.probe.ProbeStream;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/** Streams from a workbench to itself, on the real kernel. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class ProbingTest {
  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private ListenerView listen(SocketPlan plan) {
    var result = workbench.open(new ListenerPlan(plan.withReceiveBufferBytes(4 << 20), false));
    return assertInstanceOf(OpenResult.Listening.class, result).listener();
  }

  private static ProbePlan plan(Source source, Endpoint to, Schedule schedule) {
    return new ProbePlan(source, to, 200, SendOptions.DEFAULT, schedule, Optional.empty());
  }

  private ProbeSendView start(ProbePlan plan) {
    return assertInstanceOf(ProbeStart.Started.class, workbench.probing().start(plan)).sending();
  }

  private ProbeSendView now(ProbeSendView sending) {
    return workbench.probing().sends().stream()
        .filter(each -> each.number() == sending.number())
        .findFirst()
        .orElseThrow();
  }

  private List<ProbeStream> streams() {
    return workbench.probing().monitor().streams();
  }

  private void await(BooleanSupplier condition) {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - endNs > 0) {
        throw new AssertionError(streams() + " of " + workbench.probing().sends());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Schedule times(long count, double perSecond) {
    return new Schedule(OptionalLong.of(count), perSecond);
  }

  private boolean ended(int count) {
    return streams().size() == count
        && streams().stream().allMatch(each -> each.state() == ProbeStream.State.ENDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void aStreamToOneself(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
    ListenerView listener = listen(SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
    ProbeSendView sending = start(plan(new Source.AnyPort(), listener.local(), times(500, 2_000)));
    await(() -> now(sending).over() && ended(1));
    assertEquals(ProbeSendView.State.DONE, now(sending).state());
    assertEquals(500, now(sending).sent());
    ProbeStream stream = streams().getFirst();
    assertEquals(new ProbeStream.Counts(500, 500, 0, 0, 0, 0, 0), stream.counts());
    assertEquals(listener.number(), stream.listener());
    assertEquals(sending.from().port(), stream.source().port());
    assertEquals(2_000, stream.plannedPerSecond(), 1e-6);
    assertEquals(200, stream.lengthBytes());
    assertTrue(stream.delay().sameClock());
    assertEquals(provider.equals("posix"), stream.delay().kernelTime());
    assertEquals(provider.equals("posix") ? 64 : -1, stream.ttl().min());
    assertTrue(stream.delay().minNs() > 0, stream.delay()::toString);
    assertTrue(stream.delay().meanNs() >= stream.delay().minNs(), stream.delay()::toString);
    assertTrue(stream.delay().jitterNs() > 0, stream.delay()::toString);
    assertEquals(1, workbench.listeners().size(), "its socket is no listener");
  }

  @Test
  void severalSendersAndReceiversOfAGroup() {
    String loopback = Interface.firstLoopback().orElseThrow().name();
    GroupMembership group = GroupMembership.read("239.1.2.3", loopback).orThrow();
    SocketPlan plan =
        SocketPlan.of(Endpoint.parse("0.0.0.0:0"))
            .withReuse(new ReuseOptions(false, true))
            .withGroups(List.of(group));
    ListenerView first = listen(plan);
    ListenerView second = listen(plan.withLocal(first.local()));
    var to = new Endpoint(group.group(), first.local().port());
    SendOptions options = SendOptions.DEFAULT.withInterface(loopback);
    for (int i = 0; i < 2; i++) {
      start(
          new ProbePlan(
              new Source.AnyPort(), to, 64, options, times(100, 1_000), Optional.empty()));
    }
    await(() -> ended(4));
    for (ProbeStream each : streams()) {
      assertEquals(new ProbeStream.Counts(100, 100, 0, 0, 0, 0, 0), each.counts());
    }
    assertEquals(
        List.of(first.number(), first.number(), second.number(), second.number()),
        streams().stream().map(ProbeStream::listener).sorted().toList());
  }

  @Test
  void itEndsByItsTimeOrWhenItIsStoppedAndSaysSo() {
    ListenerView listener = listen(SocketPlan.of(Endpoint.parse("[::1]:0")));
    var endless = new Schedule(OptionalLong.empty(), 500);
    ProbeSendView timed =
        start(
            new ProbePlan(
                new Source.Listener(listener.number()),
                listener.local(),
                64,
                SendOptions.DEFAULT,
                endless,
                Optional.of(Duration.ofMillis(100))));
    await(() -> now(timed).over() && ended(1));
    assertEquals(ProbeSendView.State.DONE, now(timed).state());
    assertEquals(listener.local(), streams().getFirst().source());
    assertEquals(now(timed).sent(), streams().getFirst().counts().received());
    ProbeSendView stopped = start(plan(new Source.AnyPort(), listener.local(), endless));
    await(() -> now(stopped).sent() > 5);
    assertTrue(workbench.probing().stop(stopped.number()));
    await(() -> now(stopped).over() && ended(2));
    assertEquals(ProbeSendView.State.STOPPED, now(stopped).state());
    assertEquals(now(stopped).sent(), streams().getLast().counts().expected());
  }

  @Test
  void whatTheKernelRefusesIsNoLoss() {
    ListenerView listener = listen(SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
    ProbeSendView refused =
        start(
            plan(
                new Source.AnyPort(),
                Endpoint.parse("127.255.255.255:9"),
                times(3, Schedule.UNPACED)));
    await(() -> now(refused).over());
    assertEquals(Map.of("EACCES", 3L), now(refused).failures());
    assertEquals(0, now(refused).sent());
    var taken = new Source.Bound(listener.local(), ReuseOptions.NONE);
    assertInstanceOf(
        ProbeStart.NotOpened.class,
        workbench
            .probing()
            .start(
                plan(taken, listener.local(), new Schedule(OptionalLong.of(1), Schedule.UNPACED))));
    assertEquals(
        new ProbeStart.NoListener(99),
        workbench
            .probing()
            .start(
                plan(
                    new Source.Listener(99),
                    listener.local(),
                    new Schedule(OptionalLong.of(1), Schedule.UNPACED))));
  }
}
