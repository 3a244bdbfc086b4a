package org.portbound.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.capture.Allocation;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.text.Message;

/** Files that roll, files that end, and disks that are full. */
@Timeout(60)
final class RecorderTest {
  private static final ReceivedDatagram DATAGRAM =
      Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(1_000));

  @TempDir Path directory;

  private final List<Message> told = new ArrayList<>();

  private final Recorder.Events events =
      new Recorder.Events() {
        @Override
        public void stopped(Message why) {
          told.add(why);
        }

        @Override
        public void warning(Message what) {
          throw new AssertionError(what);
        }
      };

  private Recorder start(RecordPlan plan) {
    return assertInstanceOf(
            RecordStart.Started.class, Recorder.start(plan, listener -> "#" + listener, events))
        .recorder();
  }

  private String notStarted(RecordPlan plan) {
    return assertInstanceOf(
            RecordStart.NotStarted.class, Recorder.start(plan, listener -> "#" + listener, events))
        .why()
        .key();
  }

  private static void feed(Recorder recorder, int datagrams) {
    for (int i = 0; i < datagrams; i++) {
      recorder.accept(DATAGRAM, Arrivals.TIME_NS + i);
      if (i % 64 == 63) {
        recorder.roundOver();
      }
    }
    recorder.roundOver();
  }

  private static void end(Recorder recorder) {
    recorder.ended();
    recorder.awaitEnd();
  }

  private static long packets(Path file) throws Exception {
    return TShark.fields(file, "frame.number").size();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }

  @Test
  void afterTheEndEverythingIsInTheFile() throws Exception {
    Path file = directory.resolve("all.pcapng");
    Recorder recorder = start(RecordPlan.to(file));
    feed(recorder, 5_000);
    assertTrue(recorder.state().running());
    end(recorder);
    RecordState state = recorder.state();
    assertFalse(state.running());
    assertFalse(recorder.waiting());
    assertEquals(5_000, state.datagrams());
    assertEquals(Files.size(file), state.bytes());
    assertEquals(1, state.files());
    assertTrue(state.failure().isEmpty());
    assertEquals(5_000, packets(file));
  }

  @Test
  void anExistingFileIsReplacedOnlyWhenTold() throws Exception {
    Path file = directory.resolve("there.pcapng");
    Files.writeString(file, "precious");
    assertEquals("file.exists", notStarted(RecordPlan.to(file)));
    assertEquals("precious", Files.readString(file));
    end(start(RecordPlan.to(file).withReplace()));
    assertEquals(0, packets(file));
    assertEquals("file.is-directory", notStarted(RecordPlan.to(directory).withReplace()));
    assertEquals("file.no-directory", notStarted(RecordPlan.to(directory.resolve("no/file"))));
  }

  @Test
  void filesRollAndTheOldestGo() throws Exception {
    Files.writeString(directory.resolve("roll-00007.pcapng"), "of another run");
    Recorder recorder =
        start(
            RecordPlan.to(directory.resolve("roll.pcapng"))
                .withRolling(RecordPlan.MIN_FILE_BYTES, 2));
    feed(recorder, 1_000);
    end(recorder);
    RecordState state = recorder.state();
    assertEquals(1_000, state.datagrams());
    assertTrue(state.files() > 3, state::toString);
    List<Path> expected =
        List.of(
            directory.resolve("roll-00007.pcapng"),
            directory.resolve(String.format("roll-%05d.pcapng", 6 + state.files())),
            directory.resolve(String.format("roll-%05d.pcapng", 7 + state.files())));
    while (!files().equals(expected)) {
      Thread.onSpinWait();
    }
    assertEquals(expected.getLast(), state.file());
    for (Path each : expected.subList(1, 3)) {
      assertTrue(Files.size(each) <= RecordPlan.MIN_FILE_BYTES, each::toString);
      assertTrue(packets(each) > 0, each::toString);
    }
  }

  @Test
  void itEndsByItselfAfterSoManyDatagrams() throws Exception {
    Path file = directory.resolve("seven.pcapng");
    Recorder recorder = start(RecordPlan.to(file).withMaxDatagrams(7));
    feed(recorder, 20);
    recorder.awaitEnd();
    assertFalse(recorder.state().running());
    assertEquals(7, recorder.state().datagrams());
    assertEquals(7, packets(file));
  }

  @Test
  void aFullDiskEndsTheRecordingAndLeavesAValidFile() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory)) {
      Path file = directory.resolve("full.pcapng");
      Recorder recorder = start(RecordPlan.to(file));
      feed(recorder, 3_000);
      recorder.awaitEnd();
      RecordState state = recorder.state();
      assertFalse(state.running());
      assertEquals(List.of("file.record.stopped"), told.stream().map(Message::key).toList());
      assertEquals(
          Message.of("file.reason.other", "No space left on device"),
          told.getFirst().arguments().get(1));
      assertEquals(told, state.failure().stream().toList());
      assertEquals(Files.size(file), state.bytes());
      assertTrue(state.datagrams() > 500 && state.datagrams() < 1_100, state::toString);
      recorder.ended();
      assertEquals(1, told.size());
      assertEquals(state.datagrams(), packets(file));
    }
  }

  @Test
  void aDiskWithoutRoomForABeginningIsRefused() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory)) {
      Path hog = directory.resolve("hog");
      Files.write(hog, new byte[1 << 20]);
      assertEquals("file.not-written", notStarted(RecordPlan.to(directory.resolve("x.pcapng"))));
      assertEquals(List.of(hog), files());
    }
  }

  /** The reader of a pipe that reads nothing yet stands for a disk that stalls. */
  @Test
  void whatADiskCannotTakeYetWaitsInMemory() throws Exception {
    Path pipe = directory.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    var copy = directory.resolve("copy.pcapng");
    try (var opened = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<InputStream> reader = opened.submit(() -> Files.newInputStream(pipe));
      Recorder recorder = start(RecordPlan.to(pipe).withReplace());
      feed(recorder, 20_000);
      assertEquals(20_000, recorder.state().datagrams());
      recorder.ended();
      assertTrue(recorder.state().running());
      try (InputStream in = reader.get()) {
        Files.copy(in, copy);
      }
      recorder.awaitEnd();
      assertFalse(recorder.state().running());
    }
    assertEquals(20_000, packets(copy));
  }

  @Test
  void nothingIsAllocatedForADatagram() {
    Recorder recorder = start(RecordPlan.to(Path.of("/dev/null")));
    feed(recorder, 100_000);
    long before = Allocation.ofCurrentThreadBytes();
    feed(recorder, 200_000);
    long bytes = Allocation.ofCurrentThreadBytes() - before;
    assertTrue(bytes < 200_000 / 2, bytes + " bytes for 200,000 datagrams");
    end(recorder);
  }
}
