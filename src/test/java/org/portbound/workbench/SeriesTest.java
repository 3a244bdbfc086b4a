package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.capture.Datagram;
import org.portbound.message.Notation;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;

/** Many datagrams from one socket, on the real kernel. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class SeriesTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private ListenerView listen() {
    SocketPlan plan = SocketPlan.of(Endpoint.parse("127.0.0.1:0"));
    var result = workbench.open(new ListenerPlan(plan.withReceiveBufferBytes(4 << 20), false));
    return assertInstanceOf(OpenResult.Listening.class, result).listener();
  }

  private static SeriesPlan plan(
      Source source, Endpoint to, String template, Schedule schedule, Duration linger) {
    return new SeriesPlan(
        source,
        to,
        Template.read(template, Notation.TEXT).orThrow(),
        SendOptions.DEFAULT,
        SendSetup.NONE,
        schedule,
        linger);
  }

  private SeriesView start(SeriesPlan plan) {
    return assertInstanceOf(SeriesResult.Started.class, workbench.sending().start(plan)).series();
  }

  private SeriesView now(SeriesView series) {
    return workbench.sending().series().stream()
        .filter(each -> each.number() == series.number())
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Schedule times(long count, double perSecond) {
    return new Schedule(OptionalLong.of(count), perSecond);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void everyDatagramIsTheSameWhereNothingIsFilledIn(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
    Endpoint to = listen().local();
    for (String payload : List.of("ping", "x".repeat(3_000))) {
      long before = workbench.log().end();
      start(plan(new Source.AnyPort(), to, payload, times(150, 5_000), NO_TIME));
      await(() -> workbench.log().end() >= before + 150);
      var row = new Datagram();
      for (long i = before; i < before + 150; i++) {
        assertTrue(workbench.log().read(i, row));
        assertEquals(payload, new String(row.payload(), UTF_8));
      }
    }
  }

  /** Kernel times, once on, and a reader that waits cost a tenth of each send. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void nobodyReceivesWhereNoReplyIsWaitedFor() {
    Endpoint to = listen().local();
    int listeners = workbench.listeners().size();
    long before = workbench.ledger().since(1).getLast().number();
    SeriesView series = start(plan(new Source.AnyPort(), to, "x", times(100, 1_000), NO_TIME));
    assertEquals(listeners, workbench.listeners().size());
    await(() -> now(series).over());
    List<String> calls =
        workbench.ledger().since(before + 1).stream()
            .filter(each -> !each.background() && each.listener() == 0)
            .map(each -> each.call().name())
            .toList();
    assertTrue(calls.contains("sendmmsg") && calls.contains("close"), calls::toString);
    assertFalse(calls.contains("setsockopt"), calls::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void everyDatagramCarriesItsNumber(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
    ListenerView listener = listen();
    SeriesView series =
        start(
            plan(
                new Source.AnyPort(),
                listener.local(),
                "number ${n:4}",
                times(150, 5_000),
                NO_TIME));
    await(() -> now(series).over() && workbench.log().end() > 150);
    SeriesView done = now(series);
    assertEquals(SeriesView.State.DONE, done.state());
    assertEquals(150, done.sent());
    assertEquals(150 * 11, done.bytes());
    assertEquals(Map.of(), done.failures());
    var row = new Datagram();
    for (int i = 1; i <= 150; i++) {
      assertTrue(workbench.log().read(i, row));
      assertEquals(String.format("number %04d", i), new String(row.payload(), UTF_8));
      assertEquals(done.from().port(), row.sourcePort());
    }
    assertEquals(
        List.of(listener.number()),
        workbench.listeners().stream().map(ListenerView::number).toList(),
        "its own socket is gone");
  }

  @Test
  void aListenersOwnSocketSendsAndStaysOpen() {
    ListenerView from = listen();
    ListenerView to = listen();
    SeriesView series =
        start(
            plan(
                new Source.Listener(from.number()),
                to.local(),
                "same",
                times(200, Schedule.UNPACED),
                NO_TIME));
    await(() -> now(series).over() && workbench.log().end() > 200);
    assertEquals(from.local(), now(series).from());
    assertEquals(200 * 4, now(series).bytes());
    assertEquals(2, workbench.listeners().size());
  }

  @Test
  void itGoesOnUntilItIsStopped() {
    ListenerView listener = listen();
    SeriesView series =
        start(
            plan(
                new Source.AnyPort(),
                listener.local(),
                "on and on",
                new Schedule(OptionalLong.empty(), 1_000),
                Duration.ofMinutes(1)));
    await(() -> now(series).sent() > 20);
    assertEquals(SeriesView.State.SENDING, now(series).state());
    assertTrue(workbench.sending().stop(series.number()));
    await(() -> now(series).over());
    assertEquals(SeriesView.State.STOPPED, now(series).state());
    await(() -> workbench.listeners().size() == 1);
  }

  @Test
  void whatIsAnsweredWhileItLingersIsSeen() {
    ListenerView listener = listen();
    SeriesView series =
        start(
            plan(
                new Source.AnyPort(),
                listener.local(),
                "question",
                times(1, Schedule.UNPACED),
                Duration.ofMinutes(1)));
    await(() -> workbench.log().end() > 1);
    await(() -> now(series).state() == SeriesView.State.LINGERING);
    Datagram question = Objects.requireNonNull(workbench.log().get(1));
    var answer =
        new SendPlan(
            new Source.Listener(listener.number()),
            question.source(),
            "answer".getBytes(UTF_8),
            SendOptions.DEFAULT);
    assertInstanceOf(SendResult.Sent.class, workbench.sending().send(answer));
    await(() -> workbench.log().end() > 2);
    assertEquals(series.listener(), Objects.requireNonNull(workbench.log().get(2)).listener());
    workbench.sending().stop(series.number());
  }

  @Test
  void aFailureIsCountedByItsKindAndTheRestGoesOn() {
    ListenerView from = listen();
    SeriesView series =
        start(
            plan(
                new Source.Listener(from.number()),
                Endpoint.parse("127.255.255.255:9"),
                "broadcast without the option",
                times(3, Schedule.UNPACED),
                NO_TIME));
    await(() -> now(series).over());
    assertEquals(0, now(series).sent());
    assertEquals(Map.of("EACCES", 3L), now(series).failures());
    assertEquals(SeriesView.State.DONE, now(series).state());
  }

  @Test
  void aListenerThatClosesEndsIt() {
    ListenerView from = listen();
    ListenerView to = listen();
    SeriesView series =
        start(
            plan(
                new Source.Listener(from.number()),
                to.local(),
                "until it closes",
                new Schedule(OptionalLong.empty(), 1_000),
                NO_TIME));
    await(() -> now(series).sent() > 0);
    workbench.close(from.number());
    await(() -> now(series).over());
    assertEquals(SeriesView.State.STOPPED, now(series).state());
    assertEquals(Map.of("EBADF", 1L), now(series).failures());
  }

  @Test
  void whatCannotBeOpenedSendsNothing() {
    ListenerView holds = listen();
    var source = new Source.Bound(holds.local(), ReuseOptions.NONE);
    var plan = plan(source, holds.local(), "x", times(1, Schedule.UNPACED), NO_TIME);
    assertInstanceOf(SeriesResult.NotOpened.class, workbench.sending().start(plan));
    var nobody =
        plan(new Source.Listener(99), holds.local(), "x", times(1, Schedule.UNPACED), NO_TIME);
    assertEquals(new SeriesResult.NoListener(99), workbench.sending().start(nobody));
    assertEquals(List.of(), workbench.sending().series());
  }
}
