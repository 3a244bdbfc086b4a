package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.capture.Datagram;
import org.portbound.message.Notation;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;

/** What comes back to the socket that sent. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class RepliesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private void use(String provider) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
  }

  private ListenerView listen(SocketPlan plan) {
    var result = workbench.open(new ListenerPlan(plan, false));
    return assertInstanceOf(OpenResult.Listening.class, result).listener();
  }

  private ListenerView listen() {
    return listen(SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
  }

  private static SendPlan question(Source source, Endpoint to, String text, Duration replies) {
    return new SendPlan(
        source,
        to,
        Template.read(text, Notation.TEXT).orThrow(),
        SendOptions.DEFAULT,
        SendSetup.NONE,
        replies);
  }

  private SendResult.Sent send(SendPlan plan) {
    return assertInstanceOf(SendResult.Sent.class, workbench.sending().send(plan));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<Replies.Reply> await(Replies replies, int count) {
    var found = new ArrayList<Replies.Reply>();
    await(
        () -> {
          found.addAll(replies.more());
          return found.size() >= count;
        });
    return found;
  }

  /** Sends text from a listener to whoever sent this row. */
  private void answer(ListenerView from, long row, String text) {
    Datagram asked = Objects.requireNonNull(workbench.log().get(row));
    send(question(new Source.Listener(from.number()), asked.source(), text, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void eachReplyHasItsDelayAndItsSource(String provider) {
    use(provider);
    ListenerView service = listen();
    SendResult.Sent sent =
        send(question(new Source.AnyPort(), service.local(), "who from ${port}?", LONG));
    ReplyWait wait = sent.replies().orElseThrow();
    assertEquals("who from " + sent.from().port() + "?", new String(wait.payload(), UTF_8));
    await(() -> workbench.log().end() > 1);
    answer(service, 1, "me");
    answer(service, 1, "and me");
    List<Replies.Reply> replies = await(Replies.to(wait, workbench.log()), 2);
    assertEquals(List.of(2, 6), replies.stream().map(Replies.Reply::lengthBytes).toList());
    for (Replies.Reply each : replies) {
      assertEquals(service.local(), each.source());
      assertTrue(each.delayNs() > 0, each::toString);
      assertEquals(each.timeNs() - wait.sentNs(), each.delayNs());
    }
    assertTrue(workbench.listeners().getLast().plan().forReplies());
    assertTrue(workbench.sending().endWait(wait.listener()));
    assertEquals(1, workbench.listeners().size());
    assertFalse(workbench.sending().endWait(wait.listener()), "it is closed already");
  }

  @Test
  void theSocketClosesWhenTheTimeIsOver() {
    ListenerView service = listen();
    send(question(new Source.AnyPort(), service.local(), "anybody?", Duration.ofMillis(30)));
    await(() -> workbench.listeners().size() == 1);
    assertEquals(service.number(), workbench.listeners().getFirst().number());
  }

  @Test
  void whatIsNotSentIsNotWaitedFor() {
    var plan =
        question(new Source.AnyPort(), Endpoint.parse("127.255.255.255:9"), "everybody?", LONG);
    assertInstanceOf(SendResult.Failed.class, workbench.sending().send(plan));
    assertEquals(List.of(), workbench.listeners());
    ListenerView holds = listen();
    var bound = new Source.Bound(holds.local(), ReuseOptions.NONE);
    var refused = workbench.sending().send(question(bound, holds.local(), "me?", LONG));
    assertInstanceOf(SendResult.NotOpened.class, refused);
    assertEquals(1, workbench.listeners().size());
  }

  /** It stays open afterwards, and hears itself in its group: that is no reply. */
  @Test
  void aListenerHearsRepliesButNotItself() {
    Interface loopback = Interface.firstLoopback().orElseThrow();
    Endpoint group = Endpoint.parse("239.255.255.250:0");
    SocketPlan everywhere = SocketPlan.of(Endpoint.parse("0.0.0.0:0"));
    ListenerView member =
        listen(
            everywhere.withGroups(List.of(new GroupMembership(group.address(), loopback.name()))));
    ListenerView other = listen();
    var plan =
        new SendPlan(
            new Source.Listener(member.number()),
            group.withPort(member.local().port()),
            Template.of("hello all".getBytes(UTF_8)),
            SendOptions.DEFAULT.withInterface(loopback.name()),
            SendSetup.NONE,
            LONG);
    ReplyWait wait = send(plan).replies().orElseThrow();
    await(() -> workbench.log().end() > 1);
    answer(other, 1, "hello one");
    Replies replies = Replies.to(wait, workbench.log());
    assertEquals(other.local(), await(replies, 1).getFirst().source());
    assertEquals(List.of(), replies.more());
    assertFalse(workbench.sending().endWait(wait.listener()), "it is the user's own");
    assertEquals(2, workbench.listeners().size());
  }

  @Test
  void aSeriesKnowsWhichOfItsDatagramsWasAnswered() {
    ListenerView service = listen();
    SendPlan one = question(new Source.AnyPort(), service.local(), "number ${n}", LONG);
    var result =
        workbench.sending().start(SeriesPlan.of(one, new Schedule(OptionalLong.of(2), 20)));
    SeriesView series = assertInstanceOf(SeriesResult.Started.class, result).series();
    await(() -> workbench.log().end() > 2);
    answer(service, 2, "second");
    Replies replies = workbench.sending().repliesTo(series.number()).orElseThrow();
    Replies.Reply reply = await(replies, 1).getFirst();
    Datagram first = Objects.requireNonNull(workbench.log().get(1));
    assertTrue(reply.delayNs() > 0, reply::toString);
    assertTrue(
        reply.delayNs() < reply.timeNs() - first.timeNs(),
        "counted from the second, not the first");
    workbench.sending().stop(series.number());
  }

  @Test
  void theFirstOfASeriesAreRowsIfSendsAreKept() {
    workbench.sending().keepSends(true);
    Endpoint nobody = Endpoint.parse("127.0.0.1:9");
    SendPlan one = question(new Source.AnyPort(), nobody, "kept ${n}", Duration.ZERO);
    var result =
        workbench
            .sending()
            .start(SeriesPlan.of(one, new Schedule(OptionalLong.of(1_200), Schedule.UNPACED)));
    SeriesView series = assertInstanceOf(SeriesResult.Started.class, result).series();
    await(() -> workbench.sending().series().getFirst().over());
    assertEquals(1_200, workbench.sending().series().getFirst().sent());
    assertEquals(1_001, workbench.log().end());
    Datagram last = Objects.requireNonNull(workbench.log().get(1_000));
    assertTrue(last.sent());
    assertEquals("kept 1000", new String(last.payload(), UTF_8));
    assertEquals(series.listener(), last.listener());
  }
}
