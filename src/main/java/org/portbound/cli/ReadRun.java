package org.portbound.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.capture.MatchedRows;
import org.portbound.capture.RowCondition;
import org.portbound.capture.RowView;
import org.portbound.capture.filter.Filter;
import org.portbound.file.CaptureFile;
import org.portbound.file.CaptureOpening;
import org.portbound.file.CaptureReader;
import org.portbound.file.CaptureSummary;
import org.portbound.file.CsvLines;
import org.portbound.file.DatagramLines;
import org.portbound.file.FileProgress;
import org.portbound.file.RowNotes;
import org.portbound.file.SaveFormat;
import org.portbound.file.SaveJob;
import org.portbound.file.SaveResult;
import org.portbound.file.SavedRows;
import org.portbound.file.TextLines;
import org.portbound.text.Message;

/** One capture file in the terminal, from its opening to its summary. One thread, the caller's. */
final class ReadRun {
  /** So many lines go out before it is looked whether anyone still reads them. */
  private static final int BATCH = 1_000;

  /** How often it is looked how far a search is. */
  private static final long LOOK_NS = 10_000_000;

  private final Terminal terminal;
  private final Path path;
  private final SaveFormat form;
  private final Optional<Filter> filter;
  private final Optional<DecodeOptions.Decoding> decoding;
  private final Optional<Path> out;
  private final boolean replace;

  /** What ended the search for rows that match. */
  private final AtomicReference<@Nullable Throwable> unexpected = new AtomicReference<>();

  /** How many datagrams the filter let through. */
  private long matched;

  /** Makes a line of a row. */
  private interface Lines {
    String of(Datagram row, Optional<String> comment);
  }

  /**
   * @param filter which datagrams, or empty for all
   * @param decoding how printed payloads are decoded, or empty if they are shown as they are
   * @param out where to save the datagrams, or empty to print them
   */
  ReadRun(
      Terminal terminal,
      Path path,
      SaveFormat form,
      Optional<Filter> filter,
      Optional<DecodeOptions.Decoding> decoding,
      Optional<Path> out,
      boolean replace) {
    this.terminal = terminal;
    this.path = path;
    this.form = form;
    this.filter = filter;
    this.decoding = decoding;
    this.out = out;
    this.replace = replace;
  }

  /** Reads, prints or saves, and returns the exit status. */
  int run() {
    try (Interruption interruption = Interruption.watch();
        ProgressLine line = new ProgressLine(terminal, "cli.read.progress")) {
      FileProgress progress =
          (done, total) -> {
            line.done(done, total);
            return !interruption.requested();
          };
      int status =
          switch (CaptureFile.open(path, progress)) {
            case CaptureOpening.NotOpened(Message why) -> refused(why);
            case CaptureOpening.Cancelled _ -> ExitStatus.REFUSED;
            case CaptureOpening.Opened(CaptureFile file) -> {
              line.close();
              yield use(file, progress);
            }
          };
      interruption.endWith(status);
      return status;
    }
  }

  private int use(CaptureFile file, FileProgress progress) {
    try (file) {
      int status = out.isPresent() ? save(file, out.get(), progress) : print(file, progress);
      if (file.failure().isPresent()) {
        return refused(file.failure().get());
      }
      summary(file.summary());
      CaptureSummary read = file.summary();
      return read.damage().isPresent() || read.stopped().isPresent() ? ExitStatus.REFUSED : status;
    } catch (IOException e) {
      return refused(Message.of("file.not-read", path, String.valueOf(e.getMessage())));
    }
  }

  private int save(CaptureFile file, Path target, FileProgress progress) {
    if (filter.isEmpty()) {
      return save(file, RowView.all(file), target, progress);
    }
    try (MatchedRows rows =
        MatchedRows.start(file, FilterOption.condition(filter.get()), unexpected::set)) {
      while (unexpected.get() == null && !rows.progress().complete()) {
        LockSupport.parkNanos(LOOK_NS);
        MatchedRows.Progress scan = rows.progress();
        if (!progress.goesOn(scan.scanned(), scan.total())) {
          return ended(scan.scanned(), scan.total());
        }
      }
      if (unexpected.get() != null) {
        throw new IllegalStateException(unexpected.get());
      }
      matched = rows.end() - rows.first();
      return save(file, rows, target, progress);
    }
  }

  private int save(CaptureFile file, RowView view, Path target, FileProgress progress) {
    var job = new SaveJob(file, view, RowNotes.of(file::listenerName), form, target, replace);
    return switch (SavedRows.save(job, progress)) {
      case SaveResult.Saved saved -> {
        terminal.tell(
            terminal.say(
                "cli.read.saved",
                saved.rows(),
                saved.bytes(),
                terminal.shown(saved.file().toString())));
        yield ExitStatus.OK;
      }
      case SaveResult.Cancelled _ -> ExitStatus.REFUSED;
      case SaveResult.Stopped(Path part, long rows, long all) -> {
        terminal.tell(terminal.say("cli.read.stopped", rows, all, terminal.shown(part.toString())));
        yield ExitStatus.REFUSED;
      }
      case SaveResult.NotSaved(Message why) -> refused(why);
    };
  }

  private int print(CaptureFile file, FileProgress progress) {
    Lines lines = lines(file);
    Optional<RowCondition> condition = filter.map(FilterOption::condition);
    CaptureReader reader = file.reader();
    var row = new Datagram();
    long end = file.end();
    for (long number = file.first(); number < end; number++) {
      if (reader.read(number, row) && (condition.isEmpty() || condition.get().test(row))) {
        matched++;
        terminal.line(lines.of(row, reader.comment()));
      }
      if (number % BATCH != 0) {
        continue;
      }
      if (!terminal.flush()) {
        return ExitStatus.OK;
      }
      if (!progress.goesOn(number, end - 1)) {
        return ended(number, end - 1);
      }
    }
    terminal.flush();
    return ExitStatus.OK;
  }

  /** The user did not want to wait for the rest. */
  private int ended(long looked, long all) {
    terminal.tell(
        form == SaveFormat.JSON_LINES
            ? Json.event("ended").with("looked", looked).with("datagrams", all).toString()
            : terminal.say("cli.read.ended", looked, all));
    return ExitStatus.REFUSED;
  }

  private Lines lines(CaptureFile file) {
    return switch (form) {
      case CSV -> {
        terminal.line(CsvLines.HEADINGS);
        var csv = new CsvLines(file::listenerName);
        yield (row, comment) -> csv.line(row, comment.orElse(null));
      }
      case JSON_LINES -> {
        var json = new DatagramLines();
        yield (row, comment) ->
            json.json(
                row, comment.orElse(null), decoding.map(each -> each.fields(row)).orElse(Map.of()));
      }
      case TEXT, PCAPNG -> {
        var text = new TextLines(file::listenerName, terminal::shown);
        yield decoding.isEmpty()
            ? (row, comment) -> text.line(row, comment.orElse(null))
            : (row, comment) -> text.line(row, comment.orElse(null), _ -> decoding.get().text(row));
      }
    };
  }

  private void summary(CaptureSummary summary) {
    boolean json = form == SaveFormat.JSON_LINES;
    long fragments = summary.firstFragments() + summary.laterFragments();
    if (json) {
      Json object =
          Json.event("summary")
              .with("datagrams", summary.datagrams())
              .with("fragments", fragments)
              .with("otherPackets", summary.others())
              .with(
                  "damagedAt", summary.damage().map(each -> (Object) each.position()).orElse(null));
      summary.stopped().ifPresent(where -> object.with("stopped", terminal.say(where)));
      terminal.tell((filter.isPresent() ? object.with("matched", matched) : object).toString());
    } else {
      String counts =
          terminal.say(
              fragments == 0 ? "cli.read.summary" : "cli.read.summary-fragments",
              summary.datagrams(),
              summary.others(),
              fragments);
      terminal.tell(
          filter.isPresent() ? terminal.say("cli.read.summary-matched", matched, counts) : counts);
    }
    if (!json) {
      summary.stopped().ifPresent(where -> terminal.tell(terminal.say(where)));
      summary.damage().ifPresent(damage -> terminal.tell(terminal.say(damage.what())));
    }
  }

  private int refused(Message why) {
    terminal.tell(
        form == SaveFormat.JSON_LINES
            ? Json.event("refusal").with("headline", terminal.say(why)).toString()
            : terminal.say(why));
    return ExitStatus.REFUSED;
  }
}
