package org.portbound.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.portbound.capture.Datagram;
import org.portbound.capture.RowView;
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

  private final Terminal terminal;
  private final Path path;
  private final SaveFormat form;
  private final Optional<DecodeOptions.Decoding> decoding;
  private final Optional<Path> out;
  private final boolean replace;

  /** Makes a line of a row. */
  private interface Lines {
    String of(Datagram row, Optional<String> comment);
  }

  /**
   * @param decoding how printed payloads are decoded, or empty if they are shown as they are
   * @param out where to save the datagrams, or empty to print them
   */
  ReadRun(
      Terminal terminal,
      Path path,
      SaveFormat form,
      Optional<DecodeOptions.Decoding> decoding,
      Optional<Path> out,
      boolean replace) {
    this.terminal = terminal;
    this.path = path;
    this.form = form;
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
            case CaptureOpening.Cancelled _ -> ExitStatus.OK;
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
      // What the rows are: all that the file has.
      RowView view = RowView.all(file);
      int status =
          out.isPresent() ? save(file, view, out.get(), progress) : print(file, view, progress);
      if (file.failure().isPresent()) {
        return refused(file.failure().get());
      }
      summary(file.summary());
      return file.summary().damage().isPresent() ? ExitStatus.REFUSED : status;
    } catch (IOException e) {
      return refused(Message.of("file.not-read", path, String.valueOf(e.getMessage())));
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
      case SaveResult.Cancelled _ -> ExitStatus.OK;
      case SaveResult.NotSaved(Message why) -> refused(why);
    };
  }

  private int print(CaptureFile file, RowView view, FileProgress progress) {
    Lines lines = lines(file);
    CaptureReader reader = file.reader();
    var row = new Datagram();
    long end = view.end();
    for (long place = view.first(); place < end; place++) {
      if (reader.read(view.number(place), row)) {
        terminal.line(lines.of(row, reader.comment()));
      }
      if (place % BATCH == 0 && (!terminal.flush() || !progress.goesOn(place, end))) {
        return ExitStatus.OK;
      }
    }
    terminal.flush();
    return ExitStatus.OK;
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
      terminal.tell(
          Json.event("summary")
              .with("datagrams", summary.datagrams())
              .with("fragments", fragments)
              .with("otherPackets", summary.others())
              .with(
                  "damagedAt", summary.damage().map(each -> (Object) each.position()).orElse(null))
              .toString());
    } else {
      terminal.tell(
          terminal.say(
              fragments == 0 ? "cli.read.summary" : "cli.read.summary-fragments",
              summary.datagrams(),
              summary.others(),
              fragments));
    }
    if (!json && summary.damage().isPresent()) {
      terminal.tell(terminal.say(summary.damage().get().what()));
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
