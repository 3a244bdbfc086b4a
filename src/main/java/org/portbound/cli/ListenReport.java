package org.portbound.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.portbound.capture.GroupCount;
import org.portbound.file.RecordState;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SourceFilter;
import org.portbound.text.Message;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Notices;
import org.portbound.workbench.Workbench;

/** What {@code portbound listen} says about its run, as sentences or as JSON. One thread. */
final class ListenReport {
  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  private final Terminal terminal;
  private final boolean json;
  private long notices = 1;

  ListenReport(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  void listening(ListenerView listener, Workbench workbench) {
    if (json) {
      terminal.line(
          Json.event("listening")
              .with("address", Endpoint.text(listener.local().address()))
              .with("port", listener.local().port())
              .with("reuseaddr", listener.reuse().reuseAddr())
              .with("reuseport", listener.reuse().reusePort())
              .with("groups", groups(listener))
              .with("receiveBuffer", listener.receiveBufferBytes())
              .with("provider", workbench.provider().name())
              .with("pid", ProcessHandle.current().pid())
              .toString());
      return;
    }
    var line = new StringBuilder(terminal.say("cli.listen.listening", listener.local()));
    if (!listener.reuse().equals(ReuseOptions.NONE)) {
      line.append(", ").append(listener.reuse());
    }
    listener
        .groups()
        .forEach(each -> line.append(", ").append(terminal.say("cli.listen.in-group", each)));
    terminal.line(line.toString());
    tellSmallerBuffer(listener);
  }

  /**
   * Linux reports twice what it granted, because it counts its own bookkeeping in (socket(7));
   * other systems report what they granted.
   */
  private void tellSmallerBuffer(ListenerView listener) {
    OptionalInt asked = listener.plan().socket().receiveBufferBytes();
    OptionalInt reported = listener.receiveBufferBytes();
    if (asked.isEmpty() || reported.isEmpty()) {
      return;
    }
    int granted = LINUX ? reported.getAsInt() / 2 : reported.getAsInt();
    if (granted < asked.getAsInt()) {
      terminal.tell(terminal.say("cli.listen.buffer", asked.getAsInt(), granted));
    }
  }

  private static List<Object> groups(ListenerView listener) {
    return listener.groups().stream()
        .<Object>map(
            each ->
                Json.object()
                    .with("group", Endpoint.text(each.group()))
                    .with("interface", each.interfaceName())
                    .with(
                        each.sources().mode() == SourceFilter.Mode.ONLY ? "only" : "allBut",
                        each.sources().sources().stream().map(Endpoint::text).toList())
                    .fields())
        .toList();
  }

  /** What decides in the group now. */
  void steered(SteerOption wanted) {
    tell(
        terminal.say(
            "cli.steer.done." + (wanted.cpu().isPresent() ? "cpu" : wanted.how().label()),
            String.valueOf(wanted.cpu().orElse(0))),
        Json.event("steered").with("by", wanted.toString()));
  }

  /** It could not be set, and there will be nothing else. */
  void notSteered(SteerOption wanted, CallOutcome.Failed failed) {
    String errno = failed.errno().name();
    tell(
        terminal.say(
            errno.equals("ENOENT") ? "cli.steer.none" : "cli.steer.refused",
            wanted.toString(),
            failed.errno().said()),
        Json.event("refusal").with("call", failed.failed().name()).with("errno", errno));
  }

  /** There will be no recording, and so nothing else either. */
  void notRecording(Message why) {
    tell(
        terminal.say(why),
        Json.event("refusal").with("call", (Object) null).with("headline", say(why)));
  }

  /** Tells what is new among the notices, the good ones left out. */
  void notices(Notices from) {
    if (from.end() == notices) {
      return;
    }
    for (Notices.Notice notice : from.since(notices)) {
      notices = notice.number() + 1;
      if (notice.severity() != Notices.Severity.INFORMATION) {
        tell(
            say(notice.message()),
            Json.event("notice")
                .with("time", notice.at())
                .with("severity", notice.severity().name())
                .with("message", say(notice.message())));
      }
    }
  }

  /**
   * The last words.
   *
   * @param quiet whether datagrams had no lines, so that there is no number of them
   */
  void summary(
      Workbench workbench,
      long printed,
      boolean quiet,
      ListenRun.End end,
      Optional<RecordState> recorded) {
    Optional<ListenerView> listener = workbench.listeners().stream().findFirst();
    long received = listener.map(ListenerView::datagrams).orElse(printed);
    OptionalLong dropped = listener.map(ListenerView::droppedByKernel).orElse(OptionalLong.empty());
    String droppedText =
        dropped.isPresent()
            ? String.valueOf(dropped.getAsLong())
            : terminal.say("cli.listen.unknown");
    String key = quiet || received == printed ? "cli.listen.summary" : "cli.listen.summary-printed";
    long droppedByUs = listener.map(ListenerView::droppedByUs).orElse(0L);
    long evicted = listener.map(ListenerView::evicted).orElse(0L);
    String sentence = terminal.say(key, received, droppedText, printed, droppedByUs, evicted);
    Json object =
        Json.event("summary")
            .with("received", received)
            .with("printed", quiet ? 0 : printed)
            .with("droppedByKernel", dropped)
            .with("droppedByPortbound", droppedByUs)
            .with("evicted", evicted)
            .with(
                "groups",
                listener.map(each -> ListenStats.groupObjects(workbench, each)).orElse(List.of()))
            .with("end", end.name().toLowerCase(Locale.ROOT));
    if (listener.isPresent() && listener.get().groups().size() > 1) {
      for (GroupCount each : ListenStats.counts(workbench, listener.get())) {
        sentence += "\n" + ListenStats.groupLine(terminal, each);
      }
    }
    if (recorded.isPresent()) {
      RecordState state = recorded.get();
      String file = terminal.shown(state.file().toString());
      sentence +=
          "\n"
              + (state.files() == 1
                  ? terminal.say("cli.listen.recorded", state.datagrams(), state.bytes(), file)
                  : terminal.say(
                      "cli.listen.recorded-files",
                      state.datagrams(),
                      state.bytes(),
                      state.files(),
                      file));
      object
          .with("recorded", state.datagrams())
          .with("recordedBytes", state.bytes())
          .with("files", state.files())
          .with("file", state.file().toString());
    }
    tell(sentence, object);
  }

  private String say(Message message) {
    return terminal.say(message);
  }

  private void tell(String sentence, Json object) {
    terminal.tell(json ? object.toString() : sentence);
  }
}
