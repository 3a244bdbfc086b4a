package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.HolderScan;
import org.portbound.file.RecordPlan;
import org.portbound.peer.PeerUser;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** A process that may open no more files: what it says of it, and that it goes on. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DescriptorsTest {
  private static final int LIMIT = 250;

  @TempDir private Path folder;

  @Test
  void whoMayOpenNoMoreFilesSaysSoAndGoesOn() throws Exception {
    var command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "-"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Dportbound.classes=" + System.getProperty("portbound.classes"),
            "-cp",
            System.getProperty("java.class.path"),
            Limited.class.getName(),
            folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said;
    try {
      said = new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertEquals(
        """
        listener: [diagnosis.open.too-many-files] [diagnosis.fix.more-files]
        record: file.too-many-files
        peer: peer.start.too-many-files
        send: [diagnosis.open.too-many-files]
        ports: complete false, diagnosis.note.too-many-files true
        port: complete false, diagnosis.note.too-many-files true
        received: 1
        peer again: true
        listener again: true
        ports again: complete true, diagnosis.note.too-many-files false
        record again: true
        notices: []
        """,
        said);
  }

  /** The process. */
  static final class Limited {
    private static final ListenerPlan ANY =
        new ListenerPlan(
            SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReuse(ReuseOptions.ADDR), false);

    private Limited() {}

    public static void main(String[] arguments) throws Exception {
      load();
      Path folder = Path.of(arguments[0]);
      try (Workbench workbench = Workbench.open(Providers.named("posix").orThrow(), 8 << 20)) {
        int first = ((OpenResult.Listening) workbench.open(ANY)).listener().number();
        Refusal refused = fill(workbench);
        say("listener: " + reasons(refused) + " " + fixes(refused));
        say("record: " + why(workbench.recording().start(to(folder, "full"))));
        fill(workbench);
        say("peer: " + why(workbench.processes().start(new PeerUser.Same())));
        fill(workbench);
        Endpoint there = workbench.listeners().getFirst().local();
        var notOpened =
            (SendResult.NotOpened) workbench.sending().send(send(new Source.AnyPort(), there));
        say("send: " + reasons(notOpened.refusal()));
        say("ports: " + words(workbench.outlook().holdersOnAllPorts()));
        say("port: " + words(workbench.outlook().holders(there.port())));
        workbench.sending().send(send(new Source.Listener(first + 1), there));
        while (workbench.listeners().getFirst().datagrams() == 0) {
          LockSupport.parkNanos(1_000_000);
        }
        say("received: " + workbench.listeners().getFirst().datagrams());

        // A process takes pipes, and what it is started by.
        for (int i = 0; i < 30; i++) {
          workbench.close(first + 2 + i);
        }
        PeerResult peer = workbench.processes().start(new PeerUser.Same());
        say("peer again: " + (peer instanceof PeerResult.Done));
        say("listener again: " + (workbench.open(ANY) instanceof OpenResult.Listening));
        say("ports again: " + words(workbench.outlook().holdersOnAllPorts()));
        RecordResult recording = workbench.recording().start(to(folder, "room"));
        say("record again: " + (recording instanceof RecordResult.Recording));
        say("notices: " + workbench.notices().since(1));
      }
    }

    /** Tests have a file for each class; who runs jars or a runtime image has them open. */
    private static void load() throws Exception {
      Path classes = Path.of(System.getProperty("portbound.classes"));
      try (Stream<Path> all = Files.walk(classes.resolve("org/portbound"))) {
        for (Path each : all.filter(file -> file.toString().endsWith(".class")).toList()) {
          String name = classes.relativize(each).toString().replace('/', '.');
          if (!name.contains(".ui.") && !name.contains("package-info")) {
            String binary = name.substring(0, name.length() - ".class".length());
            Class.forName(binary, false, Limited.class.getClassLoader());
          }
        }
      }
      JSON.std.asString("a library");
    }

    private static void say(String line) {
      System.out.println(line);
    }

    /** Opens listeners until that is refused. */
    private static Refusal fill(Workbench workbench) {
      while (true) {
        if (workbench.open(ANY) instanceof OpenResult.Refused(Refusal refusal)) {
          return refusal;
        }
      }
    }

    private static List<String> reasons(Refusal refusal) {
      return refusal.diagnosis().reasons().stream().map(Message::key).toList();
    }

    private static List<String> fixes(Refusal refusal) {
      return refusal.diagnosis().fixes().stream().map(Fix::label).map(Message::key).toList();
    }

    private static String words(HolderScan scan) {
      String note = "diagnosis.note.too-many-files";
      boolean noted = scan.notes().stream().anyMatch(each -> each.key().equals(note));
      return "complete " + scan.complete() + ", " + note + " " + noted;
    }

    private static RecordPlan to(Path folder, String name) {
      return RecordPlan.to(folder.resolve(name + ".pcapng"));
    }

    private static String why(RecordResult result) {
      return ((RecordResult.NotRecording) result).why().key();
    }

    private static String why(PeerResult result) {
      return ((PeerResult.NotDone) result).why().key();
    }

    private static SendPlan send(Source from, Endpoint to) {
      return new SendPlan(from, to, new byte[] {1}, SendOptions.DEFAULT);
    }
  }
}
