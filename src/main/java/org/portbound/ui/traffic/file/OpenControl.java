package org.portbound.ui.traffic.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.Marks;
import org.portbound.file.CaptureFile;
import org.portbound.file.CaptureOpening;
import org.portbound.file.CaptureSummary;
import org.portbound.file.Damage;
import org.portbound.text.Message;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.traffic.file.StateBar.Look;

/** Opens a capture file in the place of what is being received, and leads back. */
final class OpenControl {
  private final UiContext context;
  private final Show show;
  private final Button button;
  private final JobBar bar;
  private final StateBar opened;
  private @Nullable CaptureFile file;

  /** The notes on its datagrams. */
  private Marks marks = new Marks();

  private final Optional<OpenControl> before;

  /** Shows a file's datagrams with the notes on them, or those being received for null. */
  @FunctionalInterface
  interface Show {
    /** Does so. */
    void show(@Nullable CaptureFile file, Marks marks);
  }

  /**
   * @param show shows datagrams
   */
  OpenControl(UiContext context, Show show) {
    this.context = context;
    this.show = show;
    this.bar = new JobBar(context, "open-bar");
    this.button = context.named(new Button(context.say("ui.open.label")), "open");
    button.setGraphic(Icons.of(Feather.FOLDER));
    button.getStyleClass().addAll("flat", "pb-tool");
    button.setMinWidth(Control.USE_PREF_SIZE);
    button.setOnAction(event -> ask());
    Button back = context.named(new Button(context.say("ui.open-back.label")), "open-back");
    back.getStyleClass().add("small");
    back.setMinWidth(Control.USE_PREF_SIZE);
    back.setOnAction(event -> goLive());
    this.opened = new StateBar("opened-bar", back);
    this.before = context.memory().replace("open", OpenControl.class, this);
  }

  Node button() {
    return button;
  }

  List<Node> bars() {
    return List.of(opened, bar.bar());
  }

  /** Asks for a file and opens it. */
  void ask() {
    var kinds =
        List.of(
            new FileChoice.Kind(
                context.say("ui.file.capture"), List.of(".pcapng", ".pcap", ".cap")),
            new FileChoice.Kind(context.say("ui.file.any"), List.of()));
    context.files().open(button.getScene().getWindow(), kinds).ifPresent(this::open);
  }

  /** Opens a file; not while another one is being opened. */
  void open(Path path) {
    if (!bar.busy()) {
      bar.run(
          context.say("ui.open.running", path),
          running -> CaptureFile.open(path, running),
          opening -> context.memory().newest("open", OpenControl.class).opened(opening));
    }
  }

  /** Shows the file that the control before has opened, if one. */
  void takeOver() {
    OpenControl from = before.orElse(this);
    CaptureFile there = from.file;
    if (from != this && there != null) {
      file = there;
      marks = from.marks;
      show.show(there, marks);
      tell(there.path(), there.summary());
    }
  }

  private void opened(CaptureOpening opening) {
    switch (opening) {
      case CaptureOpening.Opened(CaptureFile next) -> {
        bar.hide();
        CaptureFile before = file;
        file = next;
        marks = new Marks();
        show.show(next, marks);
        tell(next.path(), next.summary());
        if (before != null) {
          close(before);
        }
      }
      case CaptureOpening.Cancelled() -> bar.show(Look.NEUTRAL, context.say("ui.open.cancelled"));
      case CaptureOpening.NotOpened(Message why) -> bar.show(Look.FAILED, context.say(why));
    }
  }

  private void tell(Path path, CaptureSummary summary) {
    var words =
        new StringBuilder(
            context.say("ui.open.opened", path.getFileName(), Formats.count(summary.datagrams())));
    if (summary.others() > 0) {
      words.append(context.say("ui.open.others", Formats.count(summary.others())));
    }
    if (summary.firstFragments() > 0) {
      words.append(context.say("ui.open.fragments", Formats.count(summary.firstFragments())));
    }
    words.append(summary.stopped().map(where -> " " + context.say(where)).orElse(""));
    words.append(summary.damage().map(Damage::what).map(why -> " " + context.say(why)).orElse(""));
    boolean whole = summary.damage().isEmpty();
    opened.show(
        whole ? Look.ACTIVE : Look.FAILED,
        whole ? Icons.of(Feather.FILE_TEXT) : Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-danger"),
        words.toString());
  }

  private void goLive() {
    CaptureFile before = file;
    file = null;
    opened.hide();
    show.show(null, marks);
    if (before != null) {
      close(before);
    }
  }

  /** Not on this thread: a reader may be waiting for the disk. */
  private void close(CaptureFile before) {
    context
        .commands()
        .run(
            () -> {
              before.close();
              return before;
            },
            closed -> {});
  }

  /** A row could not be read any more: says so beside the file's name. */
  void refresh() {
    CaptureFile now = file;
    if (now != null) {
      now.failure()
          .ifPresent(
              why ->
                  opened.show(
                      Look.FAILED,
                      Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-danger"),
                      context.say(why)));
    }
  }
}
