package org.portbound.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.capture.RowView;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.text.Message;

/** Rows of the log in files, and back from them. */
@Timeout(60)
final class SavedRowsTest {
  private static final RowNotes NOTES =
      new RowNotes() {
        @Override
        public String name(int listener) {
          return "#" + listener + " 127.0.0.1:1234" + listener;
        }

        @Override
        public @Nullable String comment(long number) {
          return number == 2 ? "odd, \"this\" one" : null;
        }
      };

  @TempDir Path directory;

  private final DatagramLog log = new DatagramLog(1 << 20);

  private void append(ReceivedDatagram datagram) {
    log.append(datagram, Arrivals.TIME_NS + log.end());
  }

  private void fill() {
    append(Arrivals.known(1, "192.0.2.7", "239.1.2.3", Arrivals.payload(3)));
    append(Arrivals.unknown(2, "::1", Arrivals.payload(0)));
    ReceivedDatagram cut = Arrivals.known(2, "2001:db8::1", "ff02::fb", Arrivals.payload(10));
    cut.trueLengthBytes = 99;
    cut.droppedByKernel = 6;
    append(cut);
    ReceivedDatagram sent =
        Arrivals.known(
            1, "127.0.0.1", "127.0.0.1", "=1+1,\"ü\u202e\n".getBytes(StandardCharsets.UTF_8));
    sent.sent = true;
    append(sent);
  }

  private Datagram here(long number) {
    return Objects.requireNonNull(log.get(number));
  }

  private SaveResult.Saved save(SaveJob job) {
    return assertInstanceOf(SaveResult.Saved.class, SavedRows.save(job, FileProgress.NONE));
  }

  private static CaptureFile opened(Path file) {
    return assertInstanceOf(CaptureOpening.Opened.class, CaptureFile.open(file, FileProgress.NONE))
        .file();
  }

  private SaveJob job(SaveFormat format) {
    return SaveJob.all(log, NOTES, format, directory.resolve("saved." + format.extension()));
  }

  @Test
  void pcapngComesBackAsItWas() throws Exception {
    fill();
    SaveResult.Saved saved = save(job(SaveFormat.PCAPNG));
    assertEquals(4, saved.rows());
    assertEquals(0, saved.gone());
    assertEquals(Files.size(saved.file()), saved.bytes());
    try (CaptureFile file = opened(saved.file())) {
      assertEquals(4, file.summary().datagrams());
      assertEquals(
          List.of("#1 127.0.0.1:12341", "#2 127.0.0.1:12342"), file.summary().interfaces());
      CaptureReader reader = file.reader();
      var there = new Datagram();
      for (long number = 1; number <= 4; number++) {
        assertTrue(reader.read(number, there));
        assertSame(here(number), there);
        assertEquals(Optional.ofNullable(NOTES.comment(number)), reader.comment());
      }
      again(file);
    }
  }

  private static void assertSame(Datagram here, Datagram there) {
    String what = "row " + there.number();
    assertEquals(here.listener(), there.listener(), what);
    assertEquals(here.timeNs(), there.timeNs(), what);
    assertEquals(here.kernelTime(), there.kernelTime(), what);
    assertEquals(here.source(), there.source(), what);
    assertEquals(here.destination(), there.destination(), what);
    assertEquals(here.destinationPort(), there.destinationPort(), what);
    assertEquals(here.sent(), there.sent(), what);
    assertEquals(here.ttlHops(), there.ttlHops(), what);
    assertEquals(here.trafficClass(), there.trafficClass(), what);
    assertEquals(here.sent() ? -1 : here.droppedByKernel(), there.droppedByKernel(), what);
    assertEquals(here.trueLengthBytes(), there.trueLengthBytes(), what);
    assertArrayEquals(here.payload(), there.payload(), what);
  }

  /** What was read can be saved again, comments too, and is the same file. */
  private void again(CaptureFile file) throws Exception {
    Path second = directory.resolve("again.pcapng");
    save(SaveJob.all(file, RowNotes.of(file::listenerName), SaveFormat.PCAPNG, second));
    assertArrayEquals(Files.readAllBytes(file.path()), Files.readAllBytes(second));
  }

  /** Wireshark's own program turns the file into older ones, which are read as well. */
  @ParameterizedTest
  @CsvSource({"pcap,1000", "nsecpcap,1"})
  void olderFormatsOfAnotherProgramAreRead(String format, long nsPerTick) throws Exception {
    TShark.assumeInstalled("editcap");
    fill();
    Path saved = save(job(SaveFormat.PCAPNG)).file();
    Path older = directory.resolve("older.pcap");
    TShark.run(List.of("editcap", "-F", format, saved.toString(), older.toString()));
    assertEquals(List.of(), TShark.complaints(saved));
    try (CaptureFile file = opened(older)) {
      assertEquals(4, file.summary().datagrams());
      CaptureReader reader = file.reader();
      var there = new Datagram();
      for (long number = 1; number <= 4; number++) {
        Datagram here = here(number);
        assertTrue(reader.read(number, there));
        assertEquals(here.timeNs() / nsPerTick, there.timeNs() / nsPerTick);
        assertEquals(here.source(), there.source());
        assertEquals(here.trueLengthBytes(), there.trueLengthBytes());
        assertArrayEquals(here.payload(), there.payload());
      }
    }
  }

  @Test
  void csvIsATableWithoutFormulas() throws Exception {
    fill();
    List<String> lines = Files.readAllLines(save(job(SaveFormat.CSV)).file());
    assertEquals(CsvLines.HEADINGS, lines.getFirst());
    assertEquals(
        "1,2025-06-15T15:06:40.123456789Z,kernel,\"#1 127.0.0.1:12341\",received,192.0.2.7,54321,"
            + "239.1.2.3,12345,,64,0,0,3,false,,\"abc\",61 62 63",
        lines.get(1));
    assertEquals(
        "2,2025-06-15T15:06:40.123456791Z,program,\"#2 127.0.0.1:12342\",received,::1,54321,"
            + ",,,,,,0,false,\"odd, \"\"this\"\" one\",,",
        lines.get(2));
    assertTrue(
        lines.get(4).contains(",sent,")
            && lines.get(4).contains(",\"'=1+1,\"\"ü\\xe2\\x80\\xae\\n\","),
        lines.get(4));
    assertEquals(5, lines.size());
    assertEquals("\"'@x\"", CsvLines.cell("@x"));
    assertEquals("\"'＝x\"", CsvLines.cell("＝x"));
  }

  @Test
  void jsonAndTextHaveALineForEachRow() throws Exception {
    fill();
    List<String> lines = Files.readAllLines(save(job(SaveFormat.JSON_LINES)).file());
    assertEquals(4, lines.size());
    Map<String, Object> second = JSON.std.mapFrom(lines.get(1));
    assertEquals("odd, \"this\" one", second.get("comment"));
    assertEquals("datagram", second.get("event"));
    assertEquals(99, JSON.std.mapFrom(lines.get(2)).get("length"));
    assertTrue(lines.stream().allMatch(each -> each.chars().allMatch(c -> c >= ' ' && c < 0x7f)));
    List<String> text = Files.readAllLines(save(job(SaveFormat.TEXT)).file());
    assertEquals(
        "1  2025-06-15T15:06:40.123456789Z  #1 127.0.0.1:12341"
            + "  3 bytes from 192.0.2.7:54321 to 239.1.2.3 ttl 64: abc",
        text.getFirst());
    assertTrue(text.get(1).endsWith("  # odd, \"this\" one"), text.get(1));
    assertTrue(text.get(2).contains("  10 of 99 bytes from "), text.get(2));
  }

  @Test
  void onlyTheChosenRowsAreSaved() throws Exception {
    fill();
    SaveResult.Saved saved =
        save(job(SaveFormat.TEXT).withView(new ChosenRows(new long[] {4, 1, 9, 4})));
    assertEquals(2, saved.rows());
    assertEquals(1, saved.gone());
    List<String> lines = Files.readAllLines(saved.file());
    assertTrue(lines.get(0).startsWith("1  "));
    assertTrue(lines.get(1).startsWith("4  "));
  }

  @ParameterizedTest
  @EnumSource(SaveFormat.class)
  void nothingIsReplacedUnlessToldAndNothingIsLeftBehind(SaveFormat format) throws Exception {
    fill();
    SaveJob job = job(format);
    Files.writeString(job.file(), "precious");
    var refused =
        assertInstanceOf(SaveResult.NotSaved.class, SavedRows.save(job, FileProgress.NONE));
    assertEquals("file.exists", refused.why().key());
    assertInstanceOf(
        SaveResult.Cancelled.class, SavedRows.save(job.withReplace(), (_, _) -> false));
    assertEquals("precious", Files.readString(job.file()));
    save(job.withReplace());
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(job.file()), files.toList());
    }
  }

  /** The file that was meant is as it was; each part has a name of its own, and can be read. */
  @Test
  void whatIsEndedIsKeptAsFarAsItGot() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      append(Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(10)));
    }
    SaveJob job = job(SaveFormat.PCAPNG).withReplace();
    Files.writeString(job.file(), "precious");
    for (int part = 1; part <= 2; part++) {
      var stopped =
          assertInstanceOf(
              SaveResult.Stopped.class, SavedRows.save(job, (done, _) -> done < 2_000));
      assertEquals(job.file().resolveSibling("saved.part-" + part + ".pcapng"), stopped.part());
      assertEquals(2_048, stopped.rows());
      assertEquals(3_000, stopped.all());
      try (CaptureFile file = opened(stopped.part())) {
        assertEquals(2_048, file.summary().datagrams());
      }
    }
    assertEquals("precious", Files.readString(job.file()));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void aFullDiskKeepsTheOldFile() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    try (SmallDisk disk = SmallDisk.mount(small)) {
      for (int i = 0; i < 900; i++) {
        append(Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(1_000)));
      }
      Path file = small.resolve("old.csv");
      Files.writeString(file, "precious");
      var job = new SaveJob(log, RowView.all(log), NOTES, SaveFormat.CSV, file, true);
      var failed =
          assertInstanceOf(SaveResult.NotSaved.class, SavedRows.save(job, FileProgress.NONE));
      assertEquals(
          Message.of("file.reason.other", "No space left on device"),
          failed.why().arguments().getLast());
      assertEquals("precious", Files.readString(file));
      try (Stream<Path> files = Files.list(small)) {
        assertEquals(List.of(file), files.toList());
      }
    }
  }
}
