package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.peer.PeerUser;
import org.portbound.socket.CallTotals;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;

/** Calls that are made again and again, as lines of the ledger. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class LedgerRunsTest {
  private static final ListenerPlan ANY =
      new ListenerPlan(
          SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReceiveBufferBytes(4 << 20), false);

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private ListenerView listen() {
    return assertInstanceOf(OpenResult.Listening.class, workbench.open(ANY)).listener();
  }

  private void send(Source from, Endpoint to, String text) {
    workbench.sending().send(new SendPlan(from, to, text.getBytes(UTF_8), SendOptions.DEFAULT));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertFalse(Thread.currentThread().isInterrupted(), "it took too long");
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<LedgerEntry> lines(int listener, String name) {
    workbench.ledger().pull();
    return workbench.ledger().since(1).stream()
        .filter(each -> each.listener() == listener && each.call().name().equals(name))
        .toList();
  }

  private static CallTotals totals(LedgerEntry entry) {
    return Objects.requireNonNull(entry.totals());
  }

  @ParameterizedTest
  @CsvSource({"posix, recvmmsg, poll", "nio, DatagramChannel.receive, Selector.select"})
  void receivingIsALineAfterTheSendThatItAnswers(String provider, String receive, String waiting) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
    ListenerView listener = listen();
    for (int i = 1; i <= 2; i++) {
      int sends = i;
      send(new Source.AnyPort(), listener.local(), "twelve bytes");
      await(
          () ->
              lines(listener.number(), receive).stream()
                      .mapToLong(each -> totals(each).datagrams())
                      .sum()
                  == sends);
    }
    List<LedgerEntry> received = lines(listener.number(), receive);
    long bytes = received.stream().mapToLong(each -> totals(each).bytes()).sum();
    assertEquals(24, bytes);
    assertTrue(received.stream().noneMatch(LedgerEntry::background));
    assertTrue(received.size() >= 2, received::toString);
    List<LedgerEntry> sent =
        workbench.ledger().since(1).stream()
            .filter(each -> each.call().name().contains("send"))
            .toList();
    assertTrue(sent.getLast().number() < received.getLast().number());
    assertTrue(received.getFirst().number() < sent.getLast().number());
    List<LedgerEntry> waits = lines(0, waiting);
    assertTrue(!waits.isEmpty() && waits.stream().allMatch(LedgerEntry::background));
  }

  @Test
  void aLineGrowsAndAMarkEndsIt() {
    ListenerView listener = listen();
    try (var stranger = Stranger.open()) {
      stranger.send(listener.local(), "one");
      await(() -> !lines(listener.number(), "recvmmsg").isEmpty());
      LedgerEntry line = lines(listener.number(), "recvmmsg").getFirst();
      long before = workbench.ledger().pull();
      stranger.send(listener.local(), "two");
      await(() -> workbench.ledger().pull() != before && totals(line).datagrams() == 2);
      assertEquals(line, lines(listener.number(), "recvmmsg").getLast());
      long end = workbench.ledger().mark();
      stranger.send(listener.local(), "three");
      await(() -> lines(listener.number(), "recvmmsg").size() == 2);
      assertTrue(lines(listener.number(), "recvmmsg").getLast().number() >= end);
      assertEquals(2, totals(line).datagrams());
    }
  }

  @Test
  void aFailedReceiveIsALineOfItsOwn() {
    ListenerView listener = listen();
    Endpoint nobody = listen().local();
    workbench.close(2);
    workbench.adjusting().connect(listener.number(), nobody);
    send(new Source.Listener(listener.number()), nobody, "x");
    await(() -> lines(listener.number(), "recvmmsg").stream().anyMatch(LedgerEntry::failed));
    LedgerEntry failed =
        lines(listener.number(), "recvmmsg").stream()
            .filter(LedgerEntry::failed)
            .findFirst()
            .orElseThrow();
    assertEquals(null, failed.run());
    assertEquals(Errno.ECONNREFUSED, failed.call().errno());
  }

  @ParameterizedTest
  @CsvSource({"posix, sendmmsg", "nio, DatagramChannel.send"})
  void aSeriesIsItsFirstCallAndALineForTheOthers(String provider, String send) {
    workbench.close();
    workbench = Workbench.open(Providers.named(provider).orThrow(), 8 << 20);
    ListenerView listener = listen();
    series(new Source.Listener(listener.number()), listener.local(), "12345", 500);
    await(() -> workbench.sending().series().getFirst().over());
    List<LedgerEntry> sends = lines(listener.number(), send);
    assertEquals(null, sends.getFirst().run());
    long first = send.equals("sendmmsg") ? sends.getFirst().call().result() : 1;
    long others = sends.stream().skip(1).mapToLong(each -> totals(each).datagrams()).sum();
    assertEquals(500, first + others);
    long bytes = sends.stream().skip(1).mapToLong(each -> totals(each).bytes()).sum();
    assertEquals(5 * others, bytes);
  }

  @Test
  void theFailuresOfASeriesAreOneLineAndACount() {
    ListenerView listener = listen();
    Endpoint to = Endpoint.parse("127.0.0.1:9");
    series(new Source.Listener(listener.number()), to, "x".repeat(66_000), 10);
    await(() -> workbench.sending().series().getFirst().over());
    List<LedgerEntry> sends = lines(listener.number(), "sendmmsg");
    assertEquals(1, sends.stream().filter(each -> each.run() == null).count());
    assertEquals(Errno.EMSGSIZE, sends.getFirst().call().errno());
    long counted =
        sends.stream().skip(1).mapToLong(each -> totals(each).failures().get("EMSGSIZE")).sum();
    assertEquals(9, counted);
    assertTrue(sends.getLast().failed());
  }

  private void series(Source from, Endpoint to, String payload, long count) {
    var started =
        workbench
            .sending()
            .start(
                new SeriesPlan(
                    from,
                    to,
                    Template.of(payload.getBytes(UTF_8)),
                    SendOptions.DEFAULT,
                    SendSetup.NONE,
                    new Schedule(OptionalLong.of(count), Schedule.UNPACED),
                    Duration.ZERO));
    assertInstanceOf(SeriesResult.Started.class, started);
  }

  /** What another process counts comes through its pipe, under its number. */
  @Test
  @Tag("long")
  void aPeersCallsComeToo() {
    assertInstanceOf(PeerResult.Done.class, workbench.processes().start(new PeerUser.Same()));
    var answered =
        assertInstanceOf(PeerOpenResult.Answered.class, workbench.processes().open(1, ANY));
    ListenerView theirs =
        assertInstanceOf(OpenResult.Listening.class, answered.result()).listener();
    try (var stranger = Stranger.open()) {
      for (int i = 0; i < 100; i++) {
        stranger.send(theirs.local(), "to the peer");
      }
    }
    await(
        () ->
            lines(theirs.number(), "recvmmsg").stream()
                    .mapToLong(each -> totals(each).datagrams())
                    .sum()
                == 100);
    LedgerEntry line = lines(theirs.number(), "recvmmsg").getFirst();
    assertEquals(1, line.peer());
    assertNotNull(line.run());
    workbench.close(theirs.number());
    assertEquals(
        100,
        lines(theirs.number(), "recvmmsg").stream()
            .mapToLong(each -> totals(each).datagrams())
            .sum());
    assertTrue(lines(0, "poll").stream().anyMatch(each -> each.peer() == 1));
  }

  /** Looking at others' sockets is counted, and stands in the background. */
  @Test
  void lookingAroundIsInTheBackground() {
    listen();
    workbench.outlook().holdersOnAllPorts();
    workbench.provider().interfaces();
    workbench.ledger().pull();
    List<LedgerEntry> background =
        workbench.ledger().since(1).stream().filter(LedgerEntry::background).toList();
    List<String> names = background.stream().map(each -> each.call().name()).toList();
    assertTrue(names.contains("getifaddrs"), names::toString);
    assertTrue(names.contains("socket"), names::toString);
    assertTrue(background.stream().noneMatch(LedgerEntry::failed));
  }
}
