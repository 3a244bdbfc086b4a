package org.portbound.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.FixedPorts;
import org.portbound.diagnosis.Fix;
import org.portbound.peer.PeerUser;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Texts;
import org.portbound.workbench.Chronicle;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;
import org.portbound.workbench.Workbenches;

/** What is done on a workbench becomes a lesson file that runs with the same answers. */
@Tag("long")
@Timeout(60)
@ExtendWith(FixedPorts.class)
final class RetellingTest {
  private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    for (Lesson lesson : LessonFile.builtIn()) {
      String text = LessonWriter.write(lesson);
      var read = assertInstanceOf(Reading.Read.class, LessonFile.read(lesson.name(), text), text);
      assertEquals(lesson, read.lesson());
    }
  }

  @Test
  void whatWasDoneRunsAgainWithTheSameAnswers() throws IOException {
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      int a = open(workbench, SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
      Endpoint place = view(workbench, a).local();
      Refusal refusal = refused(workbench, SocketPlan.of(place));
      Fix together =
          refusal.diagnosis().fixes().stream()
              .filter(Fix.RebindTogether.class::isInstance)
              .findFirst()
              .orElseThrow();
      workbench.apply(refusal, together);
      // The hash decides: one of both gets it.
      send(workbench, new Source.AnyPort(), place, "to one of both", 1);
      workbench.close(2);
      send(workbench, new Source.Bound(place, ReuseOptions.NONE), place, "refused", 0);
      var group = GroupMembership.read("239.255.7.7@lo", "lo").orThrow();
      var shared = SocketPlan.of(Endpoint.parse("0.0.0.0:0")).withReuse(ReuseOptions.ADDR);
      int c = open(workbench, shared);
      Endpoint wildcard = view(workbench, c).local();
      Endpoint to = new Endpoint(group.group(), wildcard.port());
      workbench.groups().join(c, group);
      int d = open(workbench, shared.withLocal(wildcard));
      workbench.groups().setMulticastAll(d, Family.INET, false);
      workbench.adjusting().setReuse(d, ReuseOption.SO_REUSEPORT, true);
      var own = Endpoint.parse("127.0.0.1:" + freePort(workbench));
      send(workbench, new Source.Bound(own, ReuseOptions.PORT), to, "to the group", 1);
      workbench.groups().leave(c, group);
      workbench.groups().leave(c, group);
      send(workbench, new Source.Listener(a), wildcardOn(wildcard), "newest takes all", 1);
      workbench.close(c);
      Lesson lesson = retold(workbench);
      checkRun(lesson);
      String text = LessonWriter.write(lesson);
      assertTrue(text.contains("one of:"), text);
      assertTrue(text.contains("EADDRINUSE"), text);
      assertTrue(text.contains("EADDRNOTAVAIL"), text);
    }
  }

  @Test
  void processesAreRetoldToo() throws IOException {
    try (Workbench workbench = Workbenches.forOtherUsers()) {
      int a =
          open(
              workbench, SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReuse(ReuseOptions.PORT));
      Endpoint place = view(workbench, a).local();
      workbench.processes().start(new PeerUser.Same());
      var plan = new ListenerPlan(SocketPlan.of(place).withReuse(ReuseOptions.PORT), false);
      workbench.processes().open(1, plan);
      workbench.processes().holdInChild(2);
      workbench.processes().act(1, PeerAction.STOP);
      workbench.processes().act(1, PeerAction.CONTINUE);
      send(workbench, new Source.AnyPort(), place, "to one of both", 1);
      workbench.processes().act(1, PeerAction.KILL);
      await(() -> workbench.listeners().stream().anyMatch(each -> each.closedBecause() != null));
      Lesson lesson = retold(workbench);
      assertEquals(7, lesson.steps().size(), () -> LessonWriter.write(lesson));
      checkRun(lesson);
    }
  }

  @Test
  void whatCannotBeSaidHasAReason() {
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      var buffer = SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReceiveBufferBytes(65536);
      int a = open(workbench, buffer);
      workbench.close(a);
      send(workbench, new Source.AnyPort(), view0(), " ", 0);
      List<RetoldAct> told = told(workbench);
      assertEquals(
          List.of("lesson.told.option", "lesson.told.no-socket", "lesson.told.no-text"),
          told.stream().map(each -> Objects.requireNonNull(each.obstacle()).key()).toList());
      assertTrue(told.stream().noneMatch(RetoldAct::isTold));
    }
  }

  private static Endpoint view0() {
    return Endpoint.parse("127.0.0.1:9");
  }

  private static Endpoint wildcardOn(Endpoint wildcard) {
    return Endpoint.parse("127.0.0.1:" + wildcard.port());
  }

  private static List<RetoldAct> told(Workbench workbench) {
    return Retelling.tell(workbench.chronicle().entries(), _ -> true, workbench.log());
  }

  private static Lesson retold(Workbench workbench) {
    List<RetoldAct> told = told(workbench);
    for (RetoldAct each : told) {
      assertEquals(null, each.obstacle(), () -> ENGLISH.say(each.title()));
    }
    return new RetoldLesson(message -> Words.same(ENGLISH.say(message)))
        .of("mine", "What I did", told);
  }

  /** Writes it, reads it, and runs it on another workbench. */
  private void checkRun(Lesson lesson) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, LessonWriter.write(lesson), UTF_8);
    var read = assertInstanceOf(Reading.Read.class, LessonFile.read(file), Files.readString(file));
    assertEquals(lesson, read.lesson());
    try (Workbench other = Workbench.open(Providers.standard(), 4 << 20);
        var run =
            new LessonRun(
                read.lesson(),
                other,
                LessonPorts.free(lesson, other.provider()),
                Abilities.here(other.provider()))) {
      while (!run.isOver()) {
        var ran = assertInstanceOf(StepResult.Ran.class, run.next());
        for (DeedResult each : ran.deeds()) {
          assertTrue(each.asExpected(), () -> each.deed() + ": " + ENGLISH.say(each.answer()));
        }
      }
      assertEquals(List.of(), other.chronicle().entries(), "a lesson's own deeds are not noted");
    }
  }

  private static int open(Workbench workbench, SocketPlan plan) {
    return switch (workbench.open(new ListenerPlan(plan, false))) {
      case OpenResult.Listening(ListenerView view) -> view.number();
      case OpenResult.Refused refused -> throw new AssertionError(refused);
    };
  }

  private static Refusal refused(Workbench workbench, SocketPlan plan) {
    return assertInstanceOf(OpenResult.Refused.class, workbench.open(new ListenerPlan(plan, false)))
        .refusal();
  }

  private static ListenerView view(Workbench workbench, int listener) {
    return workbench.listeners().stream()
        .filter(each -> each.number() == listener)
        .findFirst()
        .orElseThrow();
  }

  private static int freePort(Workbench workbench) {
    // Within a lesson's own silence, so that it is not part of what was done.
    return Chronicle.unnoted(
        () -> {
          int free = open(workbench, SocketPlan.of(Endpoint.parse("127.0.0.1:0")));
          int port = view(workbench, free).local().port();
          workbench.close(free);
          return port;
        });
  }

  private static void send(
      Workbench workbench, Source source, Endpoint to, String text, int arrives) {
    SendOptions options =
        to.address().isMulticastAddress()
            ? SendOptions.DEFAULT.withInterface("lo")
            : SendOptions.DEFAULT;
    long before = workbench.log().end();
    workbench.sending().send(new SendPlan(source, to, text.getBytes(UTF_8), options));
    await(() -> workbench.log().end() >= before + arrives);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "in vain");
      Thread.onSpinWait();
    }
  }

  @Test
  void numbersAndNamesAreKeptApart() {
    Set<String> names = new HashSet<>();
    var sockets = new RetoldSockets();
    for (int listener = 1; listener <= 60; listener++) {
      assertTrue(names.add(sockets.nameFor(listener)), "twice");
    }
    assertEquals("AA", sockets.nameFor(27));
  }
}
