package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.file.RecordPlan;
import org.portbound.file.RecordState;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/** A recording beside real sockets. */
@Timeout(60)
final class RecordingTest {
  @TempDir Path directory;

  private final Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  private ListenerView listener() {
    var plan = new ListenerPlan(SocketPlan.of(Endpoint.parse("127.0.0.1:0")), false);
    return assertInstanceOf(OpenResult.Listening.class, workbench.open(plan)).listener();
  }

  private void send(Endpoint to, String text) {
    var plan = new SendPlan(new Source.AnyPort(), to, text.getBytes(UTF_8), SendOptions.DEFAULT);
    assertInstanceOf(SendResult.Sent.class, workbench.sending().send(plan));
  }

  private RecordState state() {
    return workbench.recording().state().orElseThrow();
  }

  /** Also when nothing comes after it that would push it on. */
  @Test
  void whatArrivesIsSoonInTheFileUnderItsListenersName() throws Exception {
    assertTrue(workbench.recording().state().isEmpty());
    Path file = directory.resolve("test.pcapng");
    ListenerView listener = listener();
    assertInstanceOf(
        RecordResult.Recording.class, workbench.recording().start(RecordPlan.to(file)));
    send(listener.local(), "the marked text");
    while (!Files.readString(file, ISO_8859_1).contains("the marked text")) {
      Thread.onSpinWait();
    }
    String bytes = Files.readString(file, ISO_8859_1);
    assertTrue(bytes.contains("#1 " + listener.local()), bytes);
    // It is counted when it has been written.
    while (state().datagrams() == 0) {
      Thread.onSpinWait();
    }
    assertEquals(1, state().datagrams());
    assertTrue(state().running());
    RecordState ended = workbench.recording().stop().orElseThrow();
    assertFalse(ended.running());
    assertEquals(Files.size(file), ended.bytes());
    send(listener.local(), "not any more");
    assertEquals(ended, state());
  }

  @Test
  void onlyOneRunsAndTheWorkbenchEndsIt() throws Exception {
    Path first = directory.resolve("first.pcapng");
    workbench.recording().start(RecordPlan.to(first));
    var second =
        assertInstanceOf(
            RecordResult.NotRecording.class,
            workbench.recording().start(RecordPlan.to(directory.resolve("second.pcapng"))));
    assertEquals("workbench.record.running", second.why().key());
    assertTrue(state().running());
    workbench.recording().stop();
    assertInstanceOf(
        RecordResult.Recording.class,
        workbench.recording().start(RecordPlan.to(directory.resolve("third.pcapng"))));
    workbench.close();
    assertFalse(state().running());
    assertEquals(Files.size(directory.resolve("third.pcapng")), state().bytes());
    assertEquals(List.of(), workbench.notices().since(1));
  }
}
