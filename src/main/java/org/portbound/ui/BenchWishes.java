package org.portbound.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.portbound.file.MessageStore;
import org.portbound.file.bench.Bench;
import org.portbound.file.bench.BenchFile;
import org.portbound.file.bench.BenchReading;
import org.portbound.file.bench.BenchSend;
import org.portbound.message.MessageFile;
import org.portbound.message.SavedMessages;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.text.Visible;
import org.portbound.ui.bench.BenchActions;
import org.portbound.ui.bench.BenchPanel;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.send.SendPanel;
import org.portbound.ui.traffic.filter.FilterBar;
import org.portbound.ui.traffic.filter.SavedFilters;
import org.portbound.workbench.Benches;
import org.portbound.workbench.Benches.Answer;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerOpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/** Saves the workbench to a file and opens it from one. JavaFX thread. */
final class BenchWishes implements BenchActions {
  private final Workbench workbench;
  private final Benches benches;
  private final UiContext context;
  private final MessageStore messages;
  private final Wishes wishes;
  private final Runnable showDesk;
  private final FilterBar filter;
  private final SavedFilters filters;
  private final RecentBenches recent;
  private final BenchPanel panel;
  private final Shown shown;

  /** What the panel shows, for the window in another language. */
  private static final class Shown {
    @Nullable Consumer<BenchWishes> again;
  }

  /** What came of opening a file, but for what only the window can do. */
  private record Opened(List<Answer> answers, List<Message> told) {}

  /**
   * @param messages the user's own
   * @param showDesk brings the page with the listeners into sight
   */
  BenchWishes(
      Workbench workbench,
      UiContext context,
      MessageStore messages,
      Wishes wishes,
      FilterBar filter,
      Runnable showDesk) {
    this.workbench = workbench;
    this.benches = new Benches(workbench);
    this.context = context;
    this.messages = messages;
    this.wishes = wishes;
    this.filter = filter;
    this.filters = new SavedFilters(context.settings());
    this.showDesk = showDesk;
    this.shown = context.memory().keep(Shown.class, Shown::new);
    this.recent = new RecentBenches(context.settings());
    this.panel = new BenchPanel(context, this);
  }

  BenchPanel panel() {
    return panel;
  }

  /** Shows what the window before showed. */
  void takeOver() {
    Consumer<BenchWishes> again = shown.again;
    if (again != null) {
      again.accept(this);
    }
  }

  private void show(Consumer<BenchWishes> what) {
    shown.again = what;
    what.accept(this);
  }

  @Override
  public void dismissed() {
    shown.again = null;
  }

  private void say(Message message, boolean failed) {
    show(each -> each.panel.say(message, failed));
  }

  private List<FileChoice.Kind> kinds() {
    return List.of(new FileChoice.Kind(context.say("ui.bench.kind"), List.of(BenchFile.ENDING)));
  }

  /** Asks where to, and saves. */
  void save() {
    context
        .files()
        .save(
            panel.getScene().getWindow(),
            context.say("ui.bench.file-name") + BenchFile.ENDING,
            kinds())
        .ifPresent(this::save);
  }

  private void save(Path file) {
    List<Benches.Kept> open = benches.open();
    SendPanel sending = wishes.sendPanel();
    Optional<BenchSend> send =
        sending
            .keeper()
            .kept(
                number ->
                    IntStream.range(0, open.size())
                        .filter(i -> open.get(i).number() == number)
                        .map(i -> i + 1)
                        .findFirst());
    Optional<String> typed = filter.sound();
    context
        .commands()
        .ask(
            () ->
                switch (messages.load()) {
                  case Parsed.Invalid<MessageFile.Reading>(Message why) -> new Saved(why, true);
                  case Parsed.Valid<MessageFile.Reading>(MessageFile.Reading own) ->
                      write(
                          file,
                          new Bench(
                              open.stream().map(Benches.Kept::listener).toList(),
                              own.messages(),
                              send,
                              typed.orElse(""),
                              filters.all()),
                          own.faults().size());
                },
            saved -> {
              say(saved.message(), saved.failed());
              if (!saved.failed()) {
                recent.use(file);
              }
            });
  }

  private record Saved(Message message, boolean failed) {}

  private static Saved write(Path file, Bench bench, int unreadable) {
    return switch (BenchFile.write(file, bench)) {
      case Parsed.Invalid<Path>(Message why) -> new Saved(why, true);
      case Parsed.Valid<Path> _ ->
          new Saved(
              Message.of(
                  unreadable == 0 ? "ui.bench.saved" : "ui.bench.saved-without",
                  name(file),
                  String.valueOf(bench.listeners().size()),
                  String.valueOf(bench.messages().size()),
                  String.valueOf(bench.filters().size()),
                  String.valueOf(unreadable)),
              false);
    };
  }

  private static String name(Path file) {
    return Visible.of(String.valueOf(file.getFileName()));
  }

  /** Asks for a file and shows what it holds. */
  void open() {
    context.files().open(panel.getScene().getWindow(), kinds()).ifPresent(this::open);
  }

  /** Shows what a file holds, and asks whether to open it. */
  void open(Path file) {
    context
        .commands()
        .ask(
            () -> BenchFile.read(file),
            read -> {
              switch (read) {
                case Parsed.Invalid<BenchReading>(Message why) -> say(why, true);
                case Parsed.Valid<BenchReading>(BenchReading reading) -> {
                  recent.use(file);
                  show(each -> each.panel.ask(name(file), reading, each.openNow()));
                }
              }
            });
  }

  private int openNow() {
    return (int)
        workbench.listeners().stream()
            .filter(each -> each.state() == ListenerState.OPEN && !each.plan().forReplies())
            .count();
  }

  @Override
  public void open(String fileName, BenchReading reading, boolean closeFirst) {
    context
        .commands()
        .run(() -> opened(reading.bench(), closeFirst), opened -> show(fileName, reading, opened));
  }

  private Opened opened(Bench bench, boolean closeFirst) {
    if (closeFirst) {
      benches.closeAll();
    }
    List<Answer> answers = benches.open(bench.listeners());
    var told = new ArrayList<Message>();
    if (!bench.messages().isEmpty()) {
      switch (messages.change(own -> SavedMessages.merged(own, bench.messages()))) {
        case Parsed.Invalid<MessageStore.Changed>(Message why) -> told.add(why);
        case Parsed.Valid<MessageStore.Changed>(MessageStore.Changed changed) -> {
          told.add(Message.of("ui.bench.messages-added", String.valueOf(bench.messages().size())));
          changed.setAside().ifPresent(told::add);
        }
      }
    }
    return new Opened(answers, told);
  }

  private void show(String fileName, BenchReading reading, Opened opened) {
    showDesk.run();
    Bench bench = reading.bench();
    filters.merge(bench.filters());
    if (!bench.filter().isEmpty()) {
      filter.use(bench.filter());
    }
    SendPanel sending = wishes.sendPanel();
    sending.show(workbench.listeners());
    List<Answer> answers = opened.answers();
    bench
        .send()
        .ifPresent(
            each ->
                sending
                    .keeper()
                    .show(
                        each,
                        place ->
                            place > answers.size()
                                ? OptionalInt.empty()
                                : answers.get(place - 1).number()));
    show(each -> each.panel.answer(fileName, reading, answers, opened.told()));
    answers.stream()
        .map(BenchWishes::refusal)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(this::explain);
  }

  private static @Nullable Refusal refusal(Answer answer) {
    return answer.result() instanceof PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal))
        ? refusal
        : null;
  }

  @Override
  public void explain(Refusal refusal) {
    showDesk.run();
    wishes.refusals().refused(refusal);
  }

  /** The files that were saved and opened last, the newest first. */
  List<Path> recent() {
    return recent.all();
  }
}
