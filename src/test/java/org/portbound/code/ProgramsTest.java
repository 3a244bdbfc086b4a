package org.portbound.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/** The programs are compiled and run; the kernel must say the same to them as to Portbound. */
@Tag("long")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class ProgramsTest {
  private static final long END_S = 20;

  @TempDir private Path folder = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  /** A program under way. */
  private record Running(Process process, BufferedReader output) {
    /** The next line that it writes, or the end. */
    String line() throws Exception {
      var line = CompletableFuture.supplyAsync(this::read);
      try {
        return line.get(END_S, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        process.destroyForcibly();
        throw new AssertionError("it writes nothing", e);
      }
    }

    private String read() {
      try {
        String line = output.readLine();
        return line == null ? "" : line;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    int end() throws InterruptedException {
      assertTrue(process.waitFor(END_S, TimeUnit.SECONDS), "it does not end");
      return process.exitValue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theKernelSaysTheSameToEverySetOfOptions(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      for (ReuseOptions held : ReuseOptions.ALL) {
        ListenerView holder = open(workbench, SocketPlan.of(local(0)).withReuse(held));
        for (ReuseOptions wanted : ReuseOptions.ALL) {
          if (!isQuick(language) && !held.equals(ReuseOptions.PORT)) {
            // Go and Java take a second to start: each set of options once.
            continue;
          }
          var plan = SocketPlan.of(holder.local()).withReuse(wanted);
          OpenResult ours = workbench.open(new ListenerPlan(plan, false));
          if (ours instanceof OpenResult.Listening(ListenerView beside)) {
            workbench.close(beside.number());
          }
          Running program = run(language, Sketch.listener(plan, true));
          String first = program.line();
          String words = language + ", " + wanted + " beside " + held + ": " + first;
          if (ours instanceof OpenResult.Listening) {
            assertEquals("bound to " + holder.local(), first, words);
            program.process().destroy();
          } else {
            assertTrue(program.end() != 0, words);
            assertTrue(
                first.toLowerCase(Locale.ROOT).contains("address already in use")
                    || first.contains("(98)"),
                words);
          }
          program.process().waitFor(END_S, TimeUnit.SECONDS);
        }
        workbench.close(holder.number());
      }
    }
  }

  private static boolean isQuick(Language language) {
    return language == Language.C || language == Language.PYTHON;
  }

  @ParameterizedTest
  @EnumSource
  void aListenerGetsWhatIsSentAndEndsOnExit(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      int port = freePort(workbench);
      var group = GroupMembership.read("239.255.12.34@lo", "lo").orThrow();
      var plan = SocketPlan.of(Endpoint.parse("0.0.0.0:" + port)).withGroups(List.of(group));
      Running program = run(language, Sketch.listener(plan, true));
      assertEquals("bound to 0.0.0.0:" + port, program.line());
      send(workbench, Endpoint.parse("239.255.12.34:" + port), "hello");
      assertTrue(program.line().startsWith("5 bytes from 127.0.0.1 port "));
      send(workbench, local(port), "exit");
      assertTrue(program.line().startsWith("4 bytes from 127.0.0.1"));
      assertEquals(0, program.end());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSendArrivesFromItsPort(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      var group = GroupMembership.read("239.255.12.34@lo", "lo").orThrow();
      var receiver =
          open(workbench, SocketPlan.of(Endpoint.parse("0.0.0.0:0")).withGroups(List.of(group)));
      int from = freePort(workbench);
      byte[] payload = "test \"message\"\n\0é".getBytes(UTF_8);
      var options = new SendOptions("lo", OptionalInt.of(3), true, false, true, OptionalInt.of(10));
      var to = Endpoint.parse("239.255.12.34:" + receiver.local().port());
      var plan = SocketPlan.of(local(from)).withReuse(ReuseOptions.PORT);
      Running program =
          run(
              language,
              Sketch.send(plan, new Sketch.Dispatch(to, payload, options, SendSetup.NONE)));
      assertEquals("sent", program.line());
      assertEquals(0, program.end());
      Datagram arrived = await(workbench);
      assertEquals(local(from), arrived.source());
      assertEquals(new String(payload, UTF_8), new String(arrived.payload(), UTF_8));
      assertEquals(3, arrived.ttlHops());
    }
  }

  @ParameterizedTest
  @EnumSource
  void ipv6AndSourcesAreWrittenToo(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      int port = freePort(workbench);
      var only = GroupMembership.read("232.1.1.1@lo=127.0.0.1", "lo").orThrow();
      var allBut = GroupMembership.read("239.255.12.35@lo!=127.0.0.9", "lo").orThrow();
      var plan = SocketPlan.of(Endpoint.parse("0.0.0.0:" + port)).withGroups(List.of(only, allBut));
      Running program = run(language, Sketch.listener(plan, true));
      assertEquals("bound to 0.0.0.0:" + port, program.line());
      send(workbench, Endpoint.parse("232.1.1.1:" + port), "exit");
      assertTrue(program.line().startsWith("4 bytes"));
      assertEquals(0, program.end());
      var six = SocketPlan.of(Endpoint.parse("[::1]:" + port));
      program = run(language, Sketch.listener(six, true));
      assertEquals("bound to [::1]:" + port, program.line());
      send(workbench, Endpoint.parse("[::1]:" + port), "exit");
      assertTrue(program.line().startsWith("4 bytes"));
      assertEquals(0, program.end());
    }
  }

  /** What can be set before bind and after: each option set is taken, and the kernel goes by it. */
  @ParameterizedTest
  @EnumSource
  void theOtherOptionsAreWrittenToo(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      int port = freePort(workbench);
      var only6 =
          SocketPlan.of(Endpoint.parse("[::]:" + port))
              .withV6Only(true)
              .withDevice("lo")
              .withReceiveBufferBytes(65536);
      var sketch = Sketch.listener(only6, true);
      if (language == Language.JAVA) {
        assertEquals("program.java.cannot", language.limits(sketch).getFirst().key());
        assertTrue(run(language, sketch).end() != 0, "it does not do something else");
        sketch = sketch.withPlan(only6.withDevice(null).withV6Only(false));
      }
      assertEquals(List.of(), language.limits(sketch));
      Running program = run(language, sketch);
      assertEquals("bound to [::]:" + port, program.line());
      if (language != Language.JAVA) {
        // Only with IPV6_V6ONLY there is room for it.
        workbench.close(open(workbench, SocketPlan.of(Endpoint.parse("0.0.0.0:" + port))).number());
      }
      send(workbench, Endpoint.parse("[::1]:" + port), "exit");
      assertTrue(program.line().startsWith("4 bytes"));
      assertEquals(0, program.end());
    }
  }

  /** A group that only another socket has joined does not come; the next datagram does. */
  @ParameterizedTest
  @EnumSource
  void multicastAllAndThePeerAreWrittenToo(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      var group = GroupMembership.read("239.255.12.36@lo", "lo").orThrow();
      var shared = SocketPlan.of(Endpoint.parse("0.0.0.0:0")).withReuse(ReuseOptions.ADDR);
      ListenerView member = open(workbench, shared.withGroups(List.of(group)));
      int port = member.local().port();
      ListenerView peer = open(workbench, SocketPlan.of(local(0)));
      var late = new Sketch.Late(Map.of(Family.INET, false), peer.local());
      var plan = shared.withLocal(Endpoint.parse("0.0.0.0:" + port));
      Running program = run(language, Sketch.listener(plan, true).withLate(late));
      assertEquals("bound to 0.0.0.0:" + port, program.line());
      send(workbench, Endpoint.parse("239.255.12.36:" + port), "group");
      await(workbench);
      send(workbench, local(port), "no peer");
      var from = new Source.Listener(peer.number());
      var plain = SendOptions.DEFAULT;
      workbench.sending().send(new SendPlan(from, local(port), "exit".getBytes(UTF_8), plain));
      assertTrue(program.line().startsWith("4 bytes from 127.0.0.1"));
      assertEquals(0, program.end());
    }
  }

  /** A send with a hop limit of its own, from a socket that is connected and has a send buffer. */
  @ParameterizedTest
  @EnumSource
  void aConnectedSendTravelsAsPlanned(Language language) throws Exception {
    assumeInstalled(language);
    try (Workbench workbench = Workbench.open(Providers.standard(), 4 << 20)) {
      var receiver = open(workbench, SocketPlan.of(local(0)));
      var hops =
          language == Language.JAVA ? OptionalInt.empty() : OptionalInt.of(7); // no channel can
      var options = new SendOptions(null, hops, true, true, true, OptionalInt.of(46));
      var setup = SendSetup.NONE.withConnect(true).withSendBufferBytes(65536);
      byte[] payload = new byte[language == Language.JAVA ? 1 : 0]; // nor an empty one
      var dispatch = new Sketch.Dispatch(receiver.local(), payload, options, setup);
      Running program = run(language, Sketch.send(SocketPlan.of(local(0)), dispatch));
      assertEquals("sent", program.line());
      assertEquals(0, program.end());
      Datagram arrived = await(workbench);
      assertEquals(payload.length, arrived.payload().length);
      hops.ifPresent(sent -> assertEquals(sent, arrived.ttlHops()));
      assertEquals(46 << 2, arrived.trafficClass());
    }
  }

  private static Endpoint local(int port) {
    return Endpoint.parse("127.0.0.1:" + port);
  }

  private static ListenerView open(Workbench workbench, SocketPlan plan) {
    return switch (workbench.open(new ListenerPlan(plan, false))) {
      case OpenResult.Listening(ListenerView view) -> view;
      case OpenResult.Refused refused -> throw new AssertionError(refused);
    };
  }

  private static int freePort(Workbench workbench) {
    ListenerView free = open(workbench, SocketPlan.of(Endpoint.parse("0.0.0.0:0")));
    workbench.close(free.number());
    return free.local().port();
  }

  private static void send(Workbench workbench, Endpoint to, String text) {
    SendOptions options =
        to.address().isMulticastAddress()
            ? SendOptions.DEFAULT.withInterface("lo")
            : SendOptions.DEFAULT;
    // Bound to the wildcard a socket may send to a group from 0.0.0.0 where there is lo alone.
    var local = Endpoint.parse(to.address() instanceof Inet6Address ? "[::1]:0" : "127.0.0.1:0");
    var from = new Source.Bound(local, ReuseOptions.NONE);
    SendResult result =
        workbench.sending().send(new SendPlan(from, to, text.getBytes(UTF_8), options));
    assertTrue(result instanceof SendResult.Sent, result::toString);
  }

  private static Datagram await(Workbench workbench) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_S);
    while (workbench.log().end() == workbench.log().first()) {
      assertTrue(System.nanoTime() < deadline, "nothing arrived");
      Thread.sleep(5);
    }
    return Objects.requireNonNull(workbench.log().get(workbench.log().first()));
  }

  private Running run(Language language, Sketch sketch) throws Exception {
    String code = language.write(sketch);
    Path place = Files.createTempDirectory(folder, "program");
    Files.writeString(place.resolve(language.fileName()), code);
    List<String> command =
        switch (language) {
          case C -> List.of(compiled(place, "gcc", "-Wall", "-Werror", "-o"));
          case GO -> List.of(compiled(place, "go", "build", "-o"));
          case PYTHON -> List.of("python3", language.fileName());
          case JAVA ->
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  language.fileName());
        };
    Process process = builder(place, command).redirectErrorStream(true).start();
    started.add(process);
    return new Running(process, process.inputReader(UTF_8));
  }

  private String compiled(Path place, String... command) throws Exception {
    var words = new ArrayList<>(List.of(command));
    words.add("program");
    words.add((command[0].equals("go") ? Language.GO : Language.C).fileName());
    Process compiler = builder(place, words).redirectErrorStream(true).start();
    String said = new String(compiler.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, compiler.waitFor(), () -> said + "\n" + place);
    return place.resolve("program").toString();
  }

  private ProcessBuilder builder(Path place, List<String> command) {
    var builder = new ProcessBuilder(command).directory(place.toFile());
    Map<String, String> own = new HashMap<>();
    own.put("HOME", folder.toString());
    own.put("GOCACHE", folder.resolve("go-cache").toString());
    own.put("GOFLAGS", "-mod=mod");
    own.put("GO111MODULE", "off");
    builder.environment().putAll(own);
    return builder;
  }

  private static void assumeInstalled(Language language) {
    String tool =
        switch (language) {
          case C -> "gcc";
          case GO -> "go";
          case PYTHON -> "python3";
          case JAVA -> "";
        };
    boolean found =
        tool.isEmpty()
            || Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    assumeTrue(found, tool + " is not installed");
    assertFalse(language.command().isEmpty());
  }
}
