package org.portbound.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.portbound.FixedPorts;
import org.portbound.lesson.Abilities;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonFile;
import org.portbound.lesson.LessonPorts;
import org.portbound.lesson.LessonRun;
import org.portbound.message.Notation;
import org.portbound.message.Schedule;
import org.portbound.message.Template;
import org.portbound.peer.PeerUser;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.PeerOpenResult;
import org.portbound.workbench.PeerResult;
import org.portbound.workbench.PeerView;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SeriesPlan;
import org.portbound.workbench.SeriesResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/**
 * Eight hours' worth of work in fast motion: afterwards the program holds what it held after the
 * first round.
 */
@Tag("soak")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@ExtendWith(FixedPorts.class)
final class SoakTest {
  private static final long LOG_BYTES = 16 << 20;
  private static final long PATIENCE_NS = 60_000_000_000L;

  /**
   * As many rounds as fill what is bounded: the ledger with its 20,000 calls, the notices, what can
   * still be looked at.
   */
  private static final int FIRST_ROUNDS = (int) Soak.share(2_000, 150);

  @BeforeEach
  void proc() {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "descriptors are counted in /proc");
  }

  private static void await(BooleanSupplier condition) {
    long endNs = System.nanoTime() + PATIENCE_NS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - endNs < 0, "waited too long");
      LockSupport.parkNanos(100_000);
    }
  }

  private static ListenerView listen(Workbench workbench, SocketPlan plan) {
    return assertInstanceOf(
            OpenResult.Listening.class, workbench.open(new ListenerPlan(plan, false)))
        .listener();
  }

  private static SendPlan send(Endpoint to) {
    return new SendPlan(
        new Source.AnyPort(),
        to,
        Template.read("soak ${n}", Notation.TEXT).orThrow(),
        SendOptions.DEFAULT,
        SendSetup.NONE,
        Duration.ZERO);
  }

  @Test
  void listenersOpenAndClose() throws Exception {
    List<SocketPlan> plans =
        List.of(
            SocketPlan.of(Endpoint.parse("127.0.0.1:0")),
            SocketPlan.of(Endpoint.parse("[::1]:0")).withReuse(ReuseOptions.ADDR),
            SocketPlan.of(Endpoint.parse("0.0.0.0:0"))
                .withReuse(ReuseOptions.PORT)
                .withGroups(List.of(GroupMembership.read("239.255.255.250@lo", "lo").orThrow())));
    try (Workbench workbench = Workbench.open(Providers.named("posix").orThrow(), LOG_BYTES)) {
      Soak.play(
          Soak.share(10_000, 200),
          FIRST_ROUNDS,
          number -> {
            SocketPlan plan = plans.get((int) (number % plans.size()));
            ListenerView listener = listen(workbench, plan);
            long before = workbench.log().end();
            Endpoint local = listener.local();
            workbench
                .sending()
                .send(
                    send(
                        plan.groups().isEmpty()
                            ? local
                            : Endpoint.parse("127.0.0.1:" + local.port())));
            await(() -> workbench.log().end() > before);
            assertTrue(workbench.close(listener.number()));
          });
      assertEquals(List.of(), workbench.listeners());
    }
  }

  @Test
  void datagramsPassThroughABoundedLog() throws Exception {
    try (Workbench workbench = Workbench.open(Providers.standard(), LOG_BYTES)) {
      SocketPlan plan =
          SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReceiveBufferBytes(4 << 20);
      ListenerView listener = listen(workbench, plan);
      long eachRound = Soak.share(1_000_000, 2_000);
      Soak.play(
          100,
          60,
          number -> {
            var series =
                SeriesPlan.of(
                    send(listener.local()),
                    new Schedule(OptionalLong.of(eachRound), Schedule.UNPACED));
            int started =
                assertInstanceOf(SeriesResult.Started.class, workbench.sending().start(series))
                    .series()
                    .number();
            await(
                () ->
                    workbench.sending().series().stream()
                        .anyMatch(each -> each.number() == started && each.over()));
          });
      // The kernel tells what it dropped with the next datagram that it delivers (SO_RXQ_OVFL).
      var sent = new AtomicLong(100 * eachRound);
      await(
          () -> {
            if (accounted(workbench) < sent.get()) {
              workbench.sending().send(send(listener.local()));
              sent.incrementAndGet();
            }
            return accounted(workbench) == sent.get();
          });
      assertEquals(0, workbench.droppedByUs());
    }
  }

  /** What arrived, and what the kernel says it dropped. */
  private static long accounted(Workbench workbench) {
    ListenerView now = workbench.listeners().getFirst();
    return now.datagrams() + now.droppedByKernel().orElseThrow();
  }

  @Tag("long")
  @Test
  void lessonsOpenAndClose() throws Exception {
    try (Workbench workbench = Workbench.open(Providers.standard(), LOG_BYTES)) {
      var met = Abilities.here(workbench.provider());
      List<Lesson> lessons = LessonFile.builtIn().subList(0, 4);
      Soak.play(
          Soak.share(1_000, 24),
          (int) Soak.share(600, 12),
          number -> {
            Lesson lesson = lessons.get((int) (number % lessons.size()));
            var ports = LessonPorts.free(lesson, workbench.provider());
            try (var run = new LessonRun(lesson, workbench, ports, met)) {
              run.next();
              run.next();
            }
          });
    }
  }

  @Tag("long")
  @Test
  void processesStartAndAreKilled() throws Exception {
    try (Workbench workbench = Workbench.open(Providers.standard(), LOG_BYTES)) {
      Soak.play(
          Soak.share(200, 4),
          2,
          number -> {
            PeerView peer =
                assertInstanceOf(
                        PeerResult.Done.class, workbench.processes().start(new PeerUser.Same()))
                    .peer();
            var plan = new ListenerPlan(SocketPlan.of(Endpoint.parse("127.0.0.1:0")), false);
            assertInstanceOf(
                PeerOpenResult.Answered.class, workbench.processes().open(peer.number(), plan));
            workbench.processes().act(peer.number(), PeerAction.KILL);
            await(
                () ->
                    workbench.listeners().getFirst().state() == ListenerState.CLOSED
                        && workbench.processes().views().isEmpty());
            workbench.listeners().forEach(each -> workbench.dismiss(each.number()));
          });
    }
  }

  @Test
  void interfacesComeAndGo() throws Exception {
    try (PrivateNetwork network = PrivateNetwork.enter();
        Workbench workbench = Workbench.open(network, LOG_BYTES)) {
      network.ip("link", "set", "lo", "up");
      Soak.play(
          Soak.share(2_000, 12),
          // Until the ledger is full.
          (int) Soak.share(1_200, 6),
          number -> {
            network.ip("link", "add", "soak0", "type", "veth", "peer", "name", "soak1");
            network.ip("link", "set", "soak0", "up");
            ListenerView listener =
                listen(
                    workbench,
                    SocketPlan.of(Endpoint.parse("0.0.0.0:0"))
                        .withGroups(
                            List.of(GroupMembership.read("239.1.1.1@soak0", "lo").orThrow())));
            network.ip("link", "del", "soak0");
            workbench.sending().send(send(Endpoint.parse("127.0.0.1:" + listener.local().port())));
            await(() -> workbench.listeners().getFirst().datagrams() == 1);
            assertTrue(workbench.close(listener.number()));
          });
    }
  }
}
